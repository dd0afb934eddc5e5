/// Who signed a call.
public struct CallerIdentity: Sendable, Equatable {
  /// Twelve digits.
  public var account: String
  /// A user, a root, or an `assumed-role` session; its partition is the one to build ARNs with.
  public var arn: String
  public var userID: String

  public init(account: String, arn: String, userID: String) {
    self.account = account
    self.arn = arn
    self.userID = userID
  }

  /// The partition the ARN names; `nil` for one that is not known.
  public var partition: Partition? { Partition.of(arn: arn) }
}

/// A session of a role.
public struct AssumedRole: Sendable, Equatable {
  public var credentials: AWSCredentials
  /// The session's ARN: `arn:aws:sts::<account>:assumed-role/<role>/<session>`.
  public var arn: String?
  public var id: String?
  /// From a web identity token: its `sub`, its `aud`, and the provider's ARN.
  public var subject: String?
  public var audience: String?
  public var provider: String?

  public init(
    credentials: AWSCredentials,
    arn: String? = nil,
    id: String? = nil,
    subject: String? = nil,
    audience: String? = nil,
    provider: String? = nil
  ) {
    self.credentials = credentials
    self.arn = arn
    self.id = id
    self.subject = subject
    self.audience = audience
    self.provider = provider
  }

  init(_ result: XMLElement) throws(WireError) {
    guard let credentials = result.child("Credentials") else {
      throw WireError("Credentials is missing")
    }
    self.init(
      credentials: AWSCredentials(
        accessKeyID: try credentials.required("AccessKeyId"),
        secretAccessKey: Secret(try credentials.required("SecretAccessKey")),
        sessionToken: Secret(try credentials.required("SessionToken")),
        expiration: credentials.date("Expiration")
      ),
      arn: result.child("AssumedRoleUser")?.string("Arn"),
      id: result.child("AssumedRoleUser")?.string("AssumedRoleId"),
      subject: result.string("SubjectFromWebIdentityToken"),
      audience: result.string("Audience"),
      provider: result.string("Provider")
    )
  }
}
