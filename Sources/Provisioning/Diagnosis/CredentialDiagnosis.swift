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
    return isAnywhere ? error.detail : "\(SecretShape.shown(error.source)): \(error.detail)"
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

  /// What helps depends on where the keys came from: those in the environment come before every
  /// profile that is not named, so that signing in anew changes nothing.
  ///
  /// - Parameters:
  ///   - fault: of asking who calls.
  ///   - source: as `profile acme (SSO)`.
  ///   - region: that was asked.
  /// - Returns: the fault, with what helps there.
  static func advised(
    _ fault: Fault,
    signedInBy source: String,
    in region: String = ""
  ) -> Fault {
    let isFromEnvironment = source == AWSCredentialChain.environmentSource
    var fault = fault
    switch fault.code {
    case .awsSessionExpired where isFromEnvironment:
      fault.cause =
        "The keys in AWS_ACCESS_KEY_ID belong to a session that has ended, and come before "
        + "AWS_PROFILE and a new aws sso login."
      fault.remedies = [.exportKeys, .pasteKeys] + withoutThem
    // What a source has found out by itself names its own way.
    case .awsSessionExpired where fault.remedies == fault.code.page.remedies:
      fault.cause = "The session of \(SecretShape.shown(source)) has ended."
      fault.remedies = again(source)
    case .awsKeysRejected where isFromEnvironment:
      fault.cause =
        "The keys come from the environment variables. They were deleted or switched off, belong "
        + "to another part of AWS\(place(region)), or AWS_SESSION_TOKEN is left from other keys."
      fault.remedies =
        [
          Remedy(
            "Take a session token that is left from other keys out of the environment",
            command: "unset AWS_SESSION_TOKEN"
          )
        ] + withoutThem
    case .awsKeysRejected:
      fault.cause =
        "The keys come from \(SecretShape.shown(source)). They were deleted or switched off, or "
        + "belong to another part of AWS\(place(region))."
      guard !place(region).isEmpty else { break }
      fault.remedies[0].way = .shell("aws sts get-caller-identity --region \(region)")
    default: break
    }
    return fault
  }

  static let pasted = "pasted keys"

  /// Only a profile of Identity Center is signed in to by `aws sso login`.
  private static func again(_ source: String) -> [Remedy] {
    if source == pasted { return [.pasteKeys] }
    if source.hasPrefix("profile "), source.hasSuffix(" (SSO)") {
      let name = String(source.dropFirst("profile ".count).dropLast(" (SSO)".count))
      let command = ShellCommand(["aws", "sso", "login", "--profile", name]).text
      return [Remedy("Sign in again and go on", command: command)]
    }
    return [
      Remedy("Renew the keys where they come from, and go on"),
      Remedy("Or use a profile whose session has not ended (--profile)"),
    ]
  }

  /// Where keys of most accounts are not known: ` than us-gov-west-1 (aws-us-gov)`.
  private static func place(_ region: String) -> String {
    guard let partition = AWSPartition.of(region: region), partition.id != "aws" else { return "" }
    return " than \(region) (\(partition.id))"
  }

  private static let withoutThem = [
    Remedy(
      "Or take the keys out of the environment, so that the profile is used",
      command: "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"
    ),
    Remedy("Or name a profile, which comes before them (--profile)"),
  ]

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
