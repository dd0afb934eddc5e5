/// A condition key and the values a simulated request has for it.
public struct SimulationContext: Sendable, Equatable {
  public var key: String
  public var values: [String]

  public init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }
}

/// IAM's answer for one action on one resource.
public struct SimulatedDecision: Sendable, Equatable {
  public enum Decision: Sendable, Equatable {
    case allowed
    case explicitDeny
    case implicitDeny
    /// A word that IAM did not use before.
    case other(String)
  }

  public var action: String
  public var resource: String
  public var decision: Decision
  /// Condition keys that the policies ask for and the simulation had no value of: the decision may
  /// differ in a real request.
  public var missingContext: [String]
  /// What the organization's policies say; `nil` when IAM did not tell.
  public var allowedByOrganization: Bool?
  /// What the principal's permissions boundary says; `nil` when it has none.
  public var allowedByBoundary: Bool?

  public init(
    action: String,
    resource: String,
    decision: Decision,
    missingContext: [String] = [],
    allowedByOrganization: Bool? = nil,
    allowedByBoundary: Bool? = nil
  ) {
    self.action = action
    self.resource = resource
    self.decision = decision
    self.missingContext = missingContext
    self.allowedByOrganization = allowedByOrganization
    self.allowedByBoundary = allowedByBoundary
  }

  init(_ element: XMLElement) throws(WireError) {
    let decision: Decision =
      switch try element.required("EvalDecision") {
      case "allowed": .allowed
      case "explicitDeny": .explicitDeny
      case "implicitDeny": .implicitDeny
      case let word: .other(word)
      }
    self.init(
      action: try element.required("EvalActionName"),
      resource: element.string("EvalResourceName") ?? "*",
      decision: decision,
      missingContext: element.strings("MissingContextValues"),
      allowedByOrganization: element.child("OrganizationsDecisionDetail")?
        .bool("AllowedByOrganizations"),
      allowedByBoundary: element.child("PermissionsBoundaryDecisionDetail")?
        .bool("AllowedByPermissionsBoundary")
    )
  }
}
