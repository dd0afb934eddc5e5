/// The `sub` of the tokens that Vertesia signs for one environment.
package struct Subject: Hashable, Sendable, CustomStringConvertible {
  package let organization: String
  package let environment: String

  /// Throws `badOrganizationID` or `badEnvironmentID` for ids that could widen a condition, and
  /// `swappedIDs` for two equal ones.
  package init(organization: String, environment: String) throws(Fault) {
    guard Self.isSafe(organization) else {
      throw Fault(.badOrganizationID, evidence: [Evidence(.value, organization)])
    }
    guard Self.isSafe(environment) else {
      throw Fault(.badEnvironmentID, evidence: [Evidence(.value, environment)])
    }
    guard organization != environment else { throw Fault(.swappedIDs) }
    self.organization = organization
    self.environment = environment
  }

  /// From `env:ORG:ENV`; `nil` for anything else.
  package init?(parsing text: String) {
    let parts = text.pieces(at: ":")
    guard parts.count == 3, parts[0] == "env", parts[1] != parts[2],
      Self.isSafe(parts[1]), Self.isSafe(parts[2])
    else { return nil }
    organization = parts[1]
    environment = parts[2]
  }

  package var text: String { "env:\(organization):\(environment)" }
  package var description: String { text }

  /// `^[A-Za-z0-9_-]{1,64}$`: nothing that IAM reads as a wildcard or a variable.
  package static func isSafe(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count) && id.isMade(of: { $0.isAlphanumeric || $0.isOne(of: "_-") })
  }
}
