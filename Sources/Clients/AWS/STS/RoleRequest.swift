/// Which role to assume, and how.
public struct RoleRequest: Sendable, Equatable {
  public var arn: String
  /// 2...64 of letters, digits and `+=,.@-_`; stands in the audit log.
  public var sessionName: String
  /// Seconds, 900...43200; `nil` for an hour.
  public var duration: Int?
  /// JSON text that narrows what the session may do.
  public var policy: String?
  public var externalID: String?
  public var mfa: MFA?
  public var sourceIdentity: String?

  /// A device and the six digits it shows.
  public struct MFA: Sendable, Equatable {
    public var serialNumber: String
    public var code: Secret

    public init(serialNumber: String, code: Secret) {
      self.serialNumber = serialNumber
      self.code = code
    }
  }

  public init(
    arn: String,
    sessionName: String,
    duration: Int? = nil,
    policy: String? = nil,
    externalID: String? = nil,
    mfa: MFA? = nil,
    sourceIdentity: String? = nil
  ) {
    self.arn = arn
    self.sessionName = sessionName
    self.duration = duration
    self.policy = policy
    self.externalID = externalID
    self.mfa = mfa
    self.sourceIdentity = sourceIdentity
  }
}
