/// The AWS services that are called, by the name call records and faults use.
public enum AWSService: String, Sendable, CaseIterable {
  case iam
  case sts
  case bedrock
  /// The IAM Identity Center portal; its calls are unsigned.
  case sso

  /// The name in a signature's scope.
  var signingName: String { self == .sso ? "awsssoportal" : rawValue }

  /// What stands before the region in a host name.
  var hostPrefix: String { self == .sso ? "portal.sso" : rawValue }

  /// `AWS_ENDPOINT_URL_IAM` and so on.
  var endpointVariable: String { "AWS_ENDPOINT_URL_\(rawValue.uppercased())" }
}
