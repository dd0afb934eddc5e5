/// The Security Token Service. Every operation here is a read to AWS: none leaves anything behind.
public struct STSClient: Sendable {
  private let caller: AWSCaller

  public init(_ caller: AWSCaller) { self.caller = caller }

  /// Who signs the calls; needs no permission and works under an explicit deny.
  public func getCallerIdentity() async throws(AWSError) -> CallerIdentity {
    try await read(Self.form("GetCallerIdentity")) { result throws(WireError) in
      CallerIdentity(
        account: try result.required("Account"),
        arn: try result.required("Arn"),
        userID: try result.required("UserId")
      )
    }
  }

  /// A request with an MFA code is not sent again once AWS may have seen the code, as each works
  /// once: a second try would be refused, and hide why the first one failed.
  public func assumeRole(_ role: RoleRequest) async throws(AWSError) -> AssumedRole {
    try await read(
      Self.form("AssumeRole", role),
      repeats: role.mfa == nil ? .always : .untilUsed,
      decode: AssumedRole.init
    )
  }

  /// Trades an OIDC token of 4...20000 characters for credentials; unsigned, the token is the
  /// proof. The request's external id, MFA and source identity have no place here and are not sent.
  public func assumeRoleWithWebIdentity(
    _ role: RoleRequest,
    token: Secret
  ) async throws(AWSError) -> AssumedRole {
    var plain = role
    plain.externalID = nil
    plain.mfa = nil
    plain.sourceIdentity = nil
    var form = Self.form("AssumeRoleWithWebIdentity", plain)
    form.set("WebIdentityToken", token)
    return try await read(form, isSigned: false, decode: AssumedRole.init)
  }

  private func read<Value: Sendable>(
    _ form: QueryForm,
    repeats: Repeats = .always,
    isSigned: Bool = true,
    decode: (XMLElement) throws(WireError) -> Value
  ) async throws(AWSError) -> Value {
    try await caller.query(.sts, form, repeats: repeats, isSigned: isSigned, decode: decode)
  }

  private static func form(_ action: String) -> QueryForm {
    QueryForm(action: action, version: "2011-06-15")
  }

  private static func form(_ action: String, _ role: RoleRequest) -> QueryForm {
    var form = form(action)
    form.set("RoleArn", role.arn)
    form.set("RoleSessionName", role.sessionName)
    form.set("DurationSeconds", role.duration)
    form.set("Policy", role.policy)
    form.set("ExternalId", role.externalID)
    form.set("SerialNumber", role.mfa?.serialNumber)
    form.set("TokenCode", role.mfa?.code)
    form.set("SourceIdentity", role.sourceIdentity)
    return form
  }
}
