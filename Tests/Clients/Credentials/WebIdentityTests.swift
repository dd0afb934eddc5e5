import Testing

@testable import Clients

@Suite struct WebIdentityTests {
  @Test(arguments: [
    (
      [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": CredentialDesk.role,
        "AWS_ROLE_SESSION_NAME": "pod",
      ], "", String?.none, "web identity of the environment", "RoleSessionName=pod"
    ),
    (
      [:], "[profile w]\nrole_arn = \(CredentialDesk.role)\nweb_identity_token_file = /t", "w",
      "profile w (web identity)", "RoleSessionName=vertesia-bedrock"
    ),
  ])
  func aTokenFileIsTraded(
    environment: [String: String],
    config: String,
    flag: String?,
    source: String,
    field: String
  ) async throws {
    let desk = Desk(
      environment,
      files: [CredentialDesk.config: config, "/t": "canary.token.7f3a\n"]
    )
    let transport = CannedTransport([CredentialDesk.roleAnswer("AssumeRoleWithWebIdentity")])
    let found = try await CredentialDesk.get(desk, profile: flag, transport)
    #expect(found.source == source)
    #expect(found.credentials.accessKeyID == "ASIAROLE")
    let request = try #require(transport.sent.first)
    #expect(request.headers["authorization"] == nil)
    #expect(
      RoleCredentialsTests.form(request).isSuperset(of: [
        "WebIdentityToken=canary.token.7f3a", field,
      ])
    )
  }

  /// An account of GovCloud is not known to the STS of another partition.
  @Test func theRegionOfTheDefaultProfileSaysWhereSTSIsCalled() async throws {
    let desk = Desk(
      ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": CredentialDesk.role],
      files: [
        CredentialDesk.config: "[default]\nregion = us-gov-west-1", "/t": "canary.token.7f3a",
      ]
    )
    let transport = CannedTransport([CredentialDesk.roleAnswer("AssumeRoleWithWebIdentity")])
    _ = try await CredentialDesk.get(desk, transport)
    #expect(transport.sent.first?.origin.host == "sts.us-gov-west-1.amazonaws.com")
  }

  @Test(arguments: [nil, "", "canary 7f3a"])
  func aBadTokenFileIsTold(token: String?) async throws {
    let desk = Desk(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": CredentialDesk.role])
    if let token { desk.write(token, to: "/t") }
    await expectError(.malformed) { try await CredentialDesk.get(desk) }
  }
}
