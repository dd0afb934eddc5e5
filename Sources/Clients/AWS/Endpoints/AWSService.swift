/// The AWS services that are called, by the name call records and faults use.
public enum AWSService: String, Sendable, CaseIterable {
  case iam
  case sts
  case bedrock
  /// What models answer; `bedrock` is the control plane.
  case bedrockRuntime = "bedrock-runtime"
  /// The IAM Identity Center portal; its calls are unsigned.
  case sso

  /// The name in a signature's scope.
  var signingName: String {
    switch self {
    case .sso: "awsssoportal"
    case .bedrockRuntime: Self.bedrock.rawValue
    case .iam, .sts, .bedrock: rawValue
    }
  }

  /// What stands before the region in a host name.
  var hostPrefix: String { self == .sso ? "portal.sso" : rawValue }

  /// `AWS_ENDPOINT_URL_IAM` and so on.
  var endpointVariable: String { "AWS_ENDPOINT_URL_\(sectionName.uppercased())" }

  /// The name in a `[services NAME]` section of the config file.
  var sectionName: String { self == .bedrockRuntime ? "bedrock_runtime" : rawValue }
}
