@testable import Clients

/// The files and answers that several of these tests share.
enum CredentialDesk {
  static let config = "\(Desk.home)/.aws/config"
  static let credentials = "\(Desk.home)/.aws/credentials"
  /// SHA-1 of `acme`.
  static let ssoCache = "\(Desk.home)/.aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json"
  /// SHA-1 of `https://acme.awsapps.com/start`.
  static let legacyCache =
    "\(Desk.home)/.aws/sso/cache/40169cea58ca6cbf23fb27b2542923fb5f524af0.json"

  static let role = "arn:aws:iam::432112349876:role/Deploy"

  static let keys = """
    aws_access_key_id = AKIAEXAMPLE
    aws_secret_access_key = canary-secret-7f3a
    """

  static let ssoProfile = """
    [profile acme]
    sso_session = acme
    sso_account_id = 432112349876
    sso_role_name = Admin
    region = eu-west-1
    [sso-session acme]
    sso_start_url = https://acme.awsapps.com/start
    sso_region = eu-central-1
    """

  static func ssoToken(expires: String) -> String {
    #"{"accessToken":"canary-token-7f3a","expiresAt":"\#(expires)","clientId":"x"}"#
  }

  static let portalAnswer = HTTPResponse.json(
    #"{"roleCredentials":{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"canary-secret-7f3a","#
      + #""sessionToken":"canary-session-7f3a","expiration":1787396400000}}"#
  )

  static func roleAnswer(
    _ action: String = "AssumeRole",
    key: String = "ASIAROLE",
    expires: String =
      "2026-08-22T11:00:00Z"
  ) -> HTTPResponse {
    let text = """
      <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result>
      <Credentials><AccessKeyId>\(key)</AccessKeyId>
      <SecretAccessKey>canary-secret-7f3a</SecretAccessKey>
      <SessionToken>canary-session-7f3a</SessionToken><Expiration>\(expires)</Expiration>
      </Credentials></\(action)Result>
      <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></\(action)Response>
      """
    return HTTPResponse(
      status: 200,
      headers: ["content-type": "text/xml"],
      body: Array(text.utf8)
    )
  }

  static func refusal(_ code: String, status: Int = 403) -> HTTPResponse {
    let text = """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
      <Code>\(code)</Code><Message>No canary-7f3a</Message></Error>
      <RequestId>r-9</RequestId></ErrorResponse>
      """
    return HTTPResponse(
      status: status,
      headers: ["content-type": "text/xml"],
      body: Array(text.utf8)
    )
  }

  static func chain(
    _ desk: Desk,
    _ transport: CannedTransport = CannedTransport([HTTPResponse(status: 500)]),
    mfa: MFAAsker? = nil
  ) -> AWSCredentialChain {
    AWSCredentialChain(
      transport: transport,
      surroundings: desk.surroundings,
      calls: desk.sink,
      askMFA: mfa
    )
  }

  /// Finds a source and asks it for credentials.
  static func get(
    _ desk: Desk,
    profile: String? = nil,
    _ transport: CannedTransport? = nil,
    mfa: MFAAsker? = nil
  ) async throws(AWSError) -> (credentials: AWSCredentials, source: String) {
    let chain = chain(desk, transport ?? CannedTransport([HTTPResponse(status: 500)]), mfa: mfa)
    let signIn: AWSSignIn
    do throws(CredentialError) {
      signIn = try chain.find(profile: profile)
    } catch {
      throw .credentials(error)
    }
    return (try await signIn.provider.credentials(), signIn.source)
  }
}
