import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct SSOCredentialsTests {
  @Test(arguments: [
    (CredentialDesk.ssoProfile, CredentialDesk.ssoCache),
    (
      """
      [profile acme]
      sso_start_url = https://acme.awsapps.com/start
      sso_region = eu-central-1
      sso_account_id = 432112349876
      sso_role_name = Admin
      """, CredentialDesk.legacyCache
    ),
  ])
  func thePortalGivesCredentials(config: String, cache: String) async throws {
    let desk = Desk(files: [
      CredentialDesk.config: config,
      cache: CredentialDesk.ssoToken(expires: "2026-08-22T12:00:00UTC"),
    ])
    let transport = CannedTransport([CredentialDesk.portalAnswer])
    let found = try await CredentialDesk.get(desk, profile: "acme", transport)
    #expect(found.source == "profile acme (SSO)")
    #expect(found.credentials.accessKeyID == "ASIAEXAMPLE")
    #expect(found.credentials.expiration == Desk.start.addingTimeInterval(3600))
    let request = try #require(transport.sent.first)
    #expect(request.origin == Origin(host: "portal.sso.eu-central-1.amazonaws.com"))
    #expect(
      request.target == "/federation/credentials?role_name=Admin&account_id=432112349876"
    )
    #expect(request.headers["x-amz-sso_bearer_token"] == "canary-token-7f3a")
    #expect(request.headers["authorization"] == nil)
    #expect(desk.calls.map(\.operation) == ["GetRoleCredentials"])
    #expect(desk.calls.map(\.service) == ["sso"])
  }

  @Test(arguments: [
    nil, CredentialDesk.ssoToken(expires: "2026-08-22T10:00:00Z"),
    CredentialDesk.ssoToken(expires: "never"), "not JSON canary-7f3a", #"{"accessToken":7}"#,
    CredentialDesk.ssoToken(expires: "2026-08-22T12:00:00Z")
      .replacing("{", with: #"{"accessToken":"other","#),
  ])
  func aSessionThatIsOverAsksForASignIn(cache: String?) async throws {
    let desk = Desk(files: [CredentialDesk.config: CredentialDesk.ssoProfile])
    if let cache { desk.write(cache, to: CredentialDesk.ssoCache) }
    let error = await expectError(.expired) { try await CredentialDesk.get(desk, profile: "acme") }
    #expect(error?.command == "aws sso login --profile acme")
    #expect(desk.calls.isEmpty)
  }

  @Test(arguments: [
    (401, CredentialError.Kind.expired), (403, .refused), (404, .refused),
  ])
  func thePortalsRefusalsAreTold(status: Int, kind: CredentialError.Kind) async throws {
    let desk = Desk(files: [
      CredentialDesk.config: CredentialDesk.ssoProfile,
      CredentialDesk.ssoCache: CredentialDesk.ssoToken(expires: "2026-08-22T12:00:00Z"),
    ])
    let answer = HTTPResponse.json(
      #"{"message":"canary-7f3a"}"#,
      status: status,
      headers: ["x-amzn-errortype": "UnauthorizedException"]
    )
    await expectError(kind) {
      try await CredentialDesk.get(desk, profile: "acme", CannedTransport([answer]))
    }
  }

  @Test func aCommandCanBeRunAsPrinted() async throws {
    let desk = Desk(files: [
      CredentialDesk.config: CredentialDesk.ssoProfile.replacing(
        "[profile acme]",
        with: #"[profile "ada's work"]"#
      )
    ])
    let error = await expectError(.expired) {
      try await CredentialDesk.get(desk, profile: "ada's work")
    }
    #expect(error?.command == #"aws sso login --profile 'ada'\''s work'"#)
  }
}
