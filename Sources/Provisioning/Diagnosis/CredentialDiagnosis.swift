import Clients
import Federation

/// Faults of finding AWS credentials.
enum CredentialDiagnosis {
  static func fault(_ error: CredentialError) -> Fault {
    var remedies: [Remedy]?
    if let command = error.command { remedies = [Remedy("Sign in again", command: command)] }
    return Fault(
      code(error.kind),
      cause: "\(error.source): \(error.detail).",
      remedies: remedies,
      evidence: [Evidence(.value, error.source)]
    )
  }

  static func code(_ kind: CredentialError.Kind) -> FaultCode {
    switch kind {
    case .none: .noAWSCredentials
    case .noSuchProfile: .noSuchProfile
    case .malformed: .awsConfigMalformed
    case .incomplete: .awsCredentialsIncomplete
    case .expired: .awsSessionExpired
    case .process: .credentialProcessFailed
    case .refused: .assumeRoleRefused
    case .mfaNeeded: .mfaNeeded
    case .loop: .credentialLoop
    }
  }
}
