import Clients
import Federation

extension AWSDiagnosis {
  /// One row: which answers, which fault, why. The first row that fits wins.
  struct Row: Sendable {
    var codes: Set<String> = []
    var operations: Set<String> = []
    var service: String?
    /// Words of the message, compared without regard to case.
    var words: String?
    /// `nil` for both.
    var reading: Bool?
    var fault: FaultCode
    var cause: String?

    func matches(_ error: AWSError.ServiceError, reading: Bool) -> Bool {
      if !codes.isEmpty, !codes.contains(error.code) { return false }
      if !operations.isEmpty, !operations.contains(error.operation) { return false }
      if let service, service != error.service { return false }
      if let words, !error.message.lowercased().contains(words) { return false }
      if let own = self.reading, own != reading { return false }
      return true
    }
  }

  struct Sign: Sendable {
    var code: String
    var words: String

    func matches(_ error: AWSError.ServiceError) -> Bool {
      error.code == code && error.message.lowercased().contains(words)
    }
  }

  static let denied: Set<String> = [
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized",
  ]

  /// A change that builds on something that was made a moment ago.
  static let notYet = [
    Sign(code: "MalformedPolicyDocument", words: "invalid principal"),
    Sign(code: "NoSuchEntity", words: "role with name"),
    Sign(code: "NoSuchEntity", words: "role not found"),
  ]

  static let busy: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "SlowDown",
    "ConcurrentModification",
  ]

  static let rows: [Row] = [
    // Who signs.
    Row(codes: ["InvalidClientTokenId", "UnrecognizedClientException"], fault: .awsKeysRejected),
    Row(
      codes: ["ExpiredToken", "ExpiredTokenException"],
      operations: ["AssumeRoleWithWebIdentity"],
      fault: .assumeRoleRefused,
      cause: "The token that was to be traded for a session has expired."
    ),
    Row(codes: ["ExpiredToken", "ExpiredTokenException"], fault: .awsSessionExpired),
    Row(
      codes: ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"],
      fault: .clockSkew
    ),
    Row(
      codes: ["SignatureDoesNotMatch", "InvalidSignatureException"],
      words: "signature expired",
      fault: .clockSkew
    ),
    Row(
      codes: ["SignatureDoesNotMatch", "InvalidSignatureException"],
      words: "signature not yet current",
      fault: .clockSkew
    ),
    Row(
      codes: ["SignatureDoesNotMatch", "InvalidSignatureException"],
      fault: .awsSignatureRejected
    ),
    Row(
      codes: [
        "MissingAuthenticationToken", "IncompleteSignature", "MissingAuthenticationTokenException",
      ],
      fault: .awsSignatureRejected,
      cause: "The signature did not arrive whole. A proxy that strips headers does this."
    ),
    Row(
      codes: ["RegionDisabledException", "OptInRequired", "SubscriptionRequiredException"],
      fault: .regionDisabled
    ),
    Row(
      codes: ["AccessDenied", "AccessDeniedException"],
      operations: ["AssumeRole"],
      fault: .assumeRoleRefused
    ),
    Row(
      codes: ["AccessDenied"],
      operations: ["AssumeRoleWithWebIdentity"],
      fault: .assumeRoleRefused
    ),
    Row(
      codes: ["InvalidIdentityToken", "IDPRejectedClaim", "IDPCommunicationError"],
      fault: .assumeRoleRefused
    ),

    // What the caller may do.
    Row(codes: denied, words: "service control policy", fault: .organizationPolicyDenies),
    Row(codes: denied, words: "resource control policy", fault: .organizationPolicyDenies),
    Row(
      codes: denied,
      words: "permissions boundary",
      reading: false,
      fault: .companyRule,
      cause: "A permissions boundary stands in the way: either the caller's own, or one that every "
        + "new role here has to carry."
    ),
    Row(
      codes: denied,
      operations: ["CreateRole", "PutRolePolicy", "AttachRolePolicy"],
      words: "explicit deny in an identity-based policy",
      fault: .companyRule,
      cause: "A policy of the caller denies this on purpose. Companies do so to demand a path, "
        + "tags, a boundary, or MFA."
    ),
    Row(
      codes: denied,
      words: "perform: iam:tag",
      reading: false,
      fault: .iamDenied,
      cause: "Tags are set while the object is made, and the caller may not set tags."
    ),
    Row(codes: denied, reading: true, fault: .iamReadDenied),
    Row(codes: denied, fault: .iamDenied),

    // What IAM says to a change.
    Row(codes: ["LimitExceeded"], fault: .iamQuota),
    Row(codes: ["EntityAlreadyExists"], operations: ["CreateRole"], fault: .roleNameTaken),
    Row(codes: ["EntityAlreadyExists"], fault: .iamConflict),
    Row(
      codes: ["MalformedPolicyDocument"],
      words: "invalid principal",
      fault: .notVisibleYet,
      cause: "IAM does not see the identity provider that the role is to trust. It was made a "
        + "moment ago, or it has been deleted."
    ),
    Row(codes: ["MalformedPolicyDocument", "PolicyNotAttachable"], fault: .policyRefused),
    Row(
      codes: ["NoSuchEntity"],
      operations: ["AttachRolePolicy"],
      words: "policy",
      fault: .noSuchPolicy
    ),
    // A role names nothing but its boundary that could be missing.
    Row(
      codes: ["NoSuchEntity"],
      operations: ["CreateRole"],
      fault: .noSuchPolicy,
      cause: "The permissions boundary is not a policy of this account, or cannot be one."
    ),
    Row(codes: ["NoSuchEntity"], fault: .notVisibleYet),
    Row(
      codes: ["OpenIdIdpCommunicationError", "OpenIdIdpCommunicationErrorException"],
      fault: .issuerUnreachable
    ),
    Row(
      codes: ["ConcurrentModification", "DeleteConflict", "UnmodifiableEntity"],
      fault: .iamConflict
    ),
    Row(codes: busy, fault: .iamThrottled),
    Row(
      codes: ["ValidationError", "ValidationException", "InvalidInput"],
      operations: ["CreateRole"],
      words: "boundary",
      fault: .badBoundary
    ),
    Row(
      codes: ["ValidationError", "ValidationException", "InvalidInput"],
      operations: ["CreateOpenIDConnectProvider"],
      fault: .badIssuer,
      cause: "IAM does not take this address as an issuer."
    ),
    Row(codes: ["ResourceNotFoundException"], service: "bedrock", fault: .modelNotUsable),
  ]
}
