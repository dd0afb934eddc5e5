/// What the role may do, as it is asked.
package enum PermissionChoice: Equatable, Sendable {
  /// List and call models; nothing else.
  case inference
  /// The policy that AWS manages for all of Bedrock.
  case fullAccess
  /// List models only.
  case listing
  /// A policy of the customer's own.
  case policy(ARN)

  /// From a checked answer; `nil` for anything else.
  package init?(_ answer: String) {
    switch answer {
    case "inference": self = .inference
    case "full-access": self = .fullAccess
    case "listing": self = .listing
    default:
      guard let arn = ARN(answer), arn.service == "iam", arn.kind == "policy" else { return nil }
      self = .policy(arn)
    }
  }

  package var answer: String {
    switch self {
    case .inference: "inference"
    case .fullAccess: "full-access"
    case .listing: "listing"
    case .policy(let arn): arn.text
    }
  }

  package var words: String {
    switch self {
    case .inference: "List and call models"
    case .fullAccess: "AmazonBedrockFullAccess"
    case .listing: "List models only"
    case .policy(let arn): arn.name
    }
  }

  /// What it allows beyond what Vertesia needs, for the plan; empty for what we write ourselves.
  package var surplus: [String] {
    switch self {
    case .inference, .listing: []
    case .fullAccess:
      [
        "AmazonBedrockFullAccess allows more than Vertesia needs",
        "Every Bedrock action, creating and deleting included",
        "Passing roles named for Bedrock and SageMaker (iam:PassRole)",
        "Creating, changing and deleting SageMaker endpoints and models through Bedrock",
        "Subscribing to models in AWS Marketplace, which can cost money",
      ]
    case .policy: ["It is a policy of your own; what it allows is not checked here"]
    }
  }

  /// The managed policy to attach; `nil` when a policy is written into the role.
  package func managedPolicyARN(partition: String) -> String? {
    switch self {
    case .inference, .listing: nil
    case .fullAccess: "arn:\(partition):iam::aws:policy/AmazonBedrockFullAccess"
    case .policy(let arn): arn.text
    }
  }

  /// The policy to write into the role; `nil` when a managed one is attached.
  package func document(partition: String, account: String) -> JSONTree? {
    switch self {
    case .inference:
      PermissionPolicy.document([
        PermissionPolicy.listing,
        PermissionPolicy.use(partition: partition, account: account),
      ])
    case .listing: PermissionPolicy.document([PermissionPolicy.listing])
    case .fullAccess, .policy: nil
    }
  }
}
