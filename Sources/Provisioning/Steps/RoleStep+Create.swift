import Clients
import Federation

/// The role as it is made, and its trust in words where ids are still blanks.
extension RoleStep {
  func creation(_ inputs: Inputs) throws(Fault) -> Change {
    let trust = try Self.trustText(inputs)
    var arguments = [
      "create-role", "--role-name", inputs.roleName, "--path", inputs.rolePath,
      "--assume-role-policy-document", trust, "--description", Self.description(inputs),
    ]
    var details = [
      "trusts \(IdentityProvider.host(inputs.issuer)) for \(inputs.subjectText) and audience "
        + inputs.audience,
      "tags \(inputs.tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))",
    ]
    if inputs.rolePath != "/" { details.append("path \(inputs.rolePath)") }
    if let boundary = inputs.answers[.permissionsBoundary] {
      arguments += ["--permissions-boundary", boundary]
      details.append("permissions boundary \(boundary)")
    }
    arguments += ["--tags"] + inputs.tags.map { "Key=\($0.key),Value=\($0.value)" }
    return Change(
      step: id,
      verb: .create,
      operation: "CreateRole",
      object: "role \(inputs.roleName)" + Self.rules(inputs),
      details: details,
      command: AWSCommand.iam(arguments, inputs),
      pending: inputs.environment == nil ? [.environment] : []
    )
  }

  /// What the company asks for on roles, in the sentence: `, path /ml/, boundary Limits, tag a=b`.
  private static func rules(_ inputs: Inputs) -> String {
    var rules = inputs.rolePath == "/" ? [] : ["path \(inputs.rolePath)"]
    if let boundary = inputs.answers[.permissionsBoundary] {
      rules.append("boundary \(ARN(boundary)?.name ?? boundary)")
    }
    let tags = inputs.answers[all: .tag]
    if !tags.isEmpty {
      rules.append("\(tags.count == 1 ? "tag" : "tags") \(tags.joined(separator: ", "))")
    }
    return rules.map { ", " + $0 }.joined()
  }

  /// A path cannot be changed, and who was given a role without a boundary may rely on that: another
  /// one takes its place.
  func checkShape(_ role: IAMRole, _ inputs: Inputs) throws(Fault) {
    guard inputs.givenRole == nil, role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    else { return }
    let boundary = inputs.answers[.permissionsBoundary]
    let found = [role.path, role.permissionsBoundary ?? "no permissions boundary"]
    let expected = [inputs.rolePath, boundary ?? found[1]]
    guard found != expected else { return }
    throw Fault(
      .roleDiffers,
      cause: "The role \(role.name) was made with \(found.joined(separator: ", ")), and "
        + "\(expected.joined(separator: ", ")) was asked for.",
      remedies: Self.remedies(role, inputs),
      evidence: .roleRead + [
        Evidence(.expected, expected.joined(separator: ", ")),
        Evidence(.found, found.joined(separator: ", ")),
      ]
    )
  }

  /// Who has lost the answers, and what is known of the role, has asked for nothing and goes on with
  /// it as it was made.
  private static func remedies(_ role: IAMRole, _ inputs: Inputs) -> [Remedy] {
    let another = [
      Remedy(
        "Make another role, which takes its place once it is complete",
        inputs.again(.onConflict, "rename")
      ),
      Remedy("Choose a name for it (--role-name)"),
    ]
    var made = Answers([.rolePath: [role.path]])
    let asked = inputs.answers[.permissionsBoundary]
    if asked != nil, asked != role.permissionsBoundary {
      guard let boundary = role.permissionsBoundary else {
        return another + [Remedy("Ask for no permissions boundary")]
      }
      made[.permissionsBoundary] = boundary
    }
    let isKnown = inputs.records[.role]?.facts[.path] != nil
    let isAsked = inputs.rolePath != "/" || isKnown || made[.permissionsBoundary] != nil
    return isAsked ? another + [.keepRole(made)] : [.keepRole(made)] + another
  }

  /// The trust policy, with words where the environment is still a blank.
  static func trustText(_ inputs: Inputs) throws(Fault) -> String {
    if let target = try inputs.trustTarget() { return TrustPolicy(for: target).json }
    return blanked(TrustPolicy(for: try standIn(inputs)).json)
  }

  private static let organizationStandIn = "organization-stands-here"
  private static let environmentStandIn = "environment-stands-here"

  /// What the role will trust, with safe names where ids are still blanks.
  static func standIn(_ inputs: Inputs) throws(Fault) -> TrustTarget {
    TrustTarget(
      providerARN: inputs.providerARN ?? "",
      issuer: inputs.issuer,
      audience: inputs.audience,
      subject: try Subject(
        organization: inputs.organization ?? organizationStandIn,
        environment: inputs.environment ?? environmentStandIn
      )
    )
  }

  /// The stand-ins exchanged for the words of the blanks.
  static func blanked(_ text: String) -> String {
    text.replacing(organizationStandIn, with: Inputs.newOrganization)
      .replacing(environmentStandIn, with: Inputs.newEnvironment)
  }

  static func description(_ inputs: Inputs) -> String {
    "Lets one Vertesia environment use Amazon Bedrock in \(inputs.region)."
  }
}
