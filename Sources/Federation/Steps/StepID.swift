/// One thing that must be true before Vertesia can use Bedrock. The raw value is on users' disks
/// and in their scripts: it never changes.
public enum StepID: String, CaseIterable, Codable, Sendable, CodingKeyRepresentable {
  case awsIdentity = "aws-identity"
  case organization
  case modelAccess = "model-access"
  case identityProvider = "identity-provider"
  case environment
  case role
  case permissions
  case connection
  case modelListing = "model-listing"

  /// What people, logs and faults call it.
  public var words: String {
    switch self {
    case .awsIdentity: "AWS account"
    case .organization: "Organization"
    case .modelAccess: "Model access"
    case .identityProvider: "Identity provider"
    case .environment: "Environment"
    case .role: "Role"
    case .permissions: "Permissions"
    case .connection: "Connection"
    case .modelListing: "Model listing"
    }
  }

  /// The steps whose facts this one is made from; the engine derives its order from nothing else.
  public var needs: Set<StepID> {
    switch self {
    case .awsIdentity, .organization: []
    case .modelAccess, .identityProvider: [.awsIdentity]
    case .environment: [.organization]
    case .role: [.identityProvider, .environment]
    case .permissions, .connection: [.role]
    case .modelListing: [.permissions, .connection]
    }
  }

  /// The step and all that it needs, and what those need.
  public var withNeeds: Set<StepID> {
    needs.reduce(into: [self]) { all, need in all.formUnion(need.withNeeds) }
  }

  /// Advice is worth showing and never holds anything up.
  public var isAdvice: Bool { self == .modelAccess }

  /// Something in the world, not only a look at it.
  package var isMade: Bool {
    switch self {
    case .identityProvider, .environment, .role, .permissions, .connection: true
    case .awsIdentity, .organization, .modelAccess, .modelListing: false
    }
  }

  /// Whose side the step is on, and so who does it when a person has to.
  public var side: Side {
    switch self {
    case .awsIdentity, .modelAccess, .identityProvider, .role, .permissions: .aws
    case .organization, .environment, .connection, .modelListing: .vertesia
    }
  }

  /// Who is called for it.
  package var service: String { side == .aws ? "AWS" : "Vertesia" }
}

public enum Side: String, Codable, Sendable {
  case aws
  case vertesia
}
