import Clients
import Federation

/// Faults of finding AWS credentials.
enum CredentialDiagnosis {
  static func fault(_ error: CredentialError) -> Fault {
    Fault(
      code(error.kind),
      cause: cause(error),
      remedies: remedies(error),
      evidence: [Evidence(.value, error.source)]
    )
  }

  /// Where there is no credential at all, no source has to be named.
  private static func cause(_ error: CredentialError) -> String {
    let isAnywhere = error.kind == .none && !error.source.hasPrefix("profile ")
    return isAnywhere ? error.detail : "\(error.source): \(error.detail)"
  }

  private static func remedies(_ error: CredentialError) -> [Remedy]? {
    switch error.kind {
    case .unsafe:
      [
        Remedy(
          "See that your AWS files are yours and that nobody else may write to them",
          command: "chmod -R go-w ~/.aws"
        )
      ]
    case .none, .noSuchProfile, .malformed, .incomplete, .expired, .process, .refused, .mfaNeeded,
      .loop:
      error.command.map { [Remedy("Sign in again", command: $0)] }
    }
  }

  static func code(_ kind: CredentialError.Kind) -> FaultCode {
    switch kind {
    case .none: .noAWSCredentials
    case .noSuchProfile: .noSuchProfile
    case .malformed: .awsConfigMalformed
    case .incomplete: .awsCredentialsIncomplete
    case .expired: .awsSessionExpired
    case .process: .credentialProcessFailed
    case .unsafe: .unsafeFile
    case .refused: .assumeRoleRefused
    case .mfaNeeded: .mfaNeeded
    case .loop: .credentialLoop
    }
  }
}
