import Testing

@testable import Clients

@Suite struct RoleCredentialsTests {
  static func form(_ request: HTTPRequest) -> Set<String> {
    Set(String(decoding: request.body, as: UTF8.self).split(separator: "&").map(String.init))
  }

  @Test func rolesAreAssumedInAChain() async throws {
    let desk = Desk(files: [
      CredentialDesk.config: """
      [profile last]
      role_arn = \(CredentialDesk.role)
      source_profile = middle
      external_id = two words
      duration_seconds = 1800
      region = eu-west-1
      [profile middle]
      role_arn = arn:aws:iam::432112349876:role/Middle
      source_profile = base
      role_session_name = ada
      """,
      CredentialDesk.credentials: "[base]\n\(CredentialDesk.keys)",
    ])
    let transport = CannedTransport([
      CredentialDesk.roleAnswer(key: "ASIAMIDDLE"), CredentialDesk.roleAnswer(key: "ASIALAST"),
    ])
    let found = try await CredentialDesk.get(desk, profile: "last", transport)
    #expect(found.credentials.accessKeyID == "ASIALAST")
    #expect(
      found.source
        == "profile last (role) by way of profile middle (role) by way of profile base (keys)"
    )
    #expect(transport.sent.count == 2)
    let middle = try #require(transport.sent.first)
    #expect(middle.headers["authorization"]?.contains("Credential=AKIAEXAMPLE/") == true)
    #expect(Self.form(middle).contains("RoleSessionName=ada"))
    let last = try #require(transport.sent.last)
    #expect(last.origin == Origin(host: "sts.eu-west-1.amazonaws.com"))
    #expect(last.headers["authorization"]?.contains("Credential=ASIAMIDDLE/") == true)
    #expect(
      Self.form(last).isSuperset(of: [
        "Action=AssumeRole", "ExternalId=two+words", "DurationSeconds=1800",
        "RoleSessionName=vertesia-bedrock",
      ])
    )
  }

  @Test func aProfileMayAssumeARoleWithItsOwnKeys() async throws {
    let desk = Desk(files: [
      CredentialDesk.config:
        "[default]\nrole_arn = \(CredentialDesk.role)\nsource_profile = default",
      CredentialDesk.credentials: "[default]\n\(CredentialDesk.keys)",
    ])
    let found = try await CredentialDesk.get(desk, CannedTransport([CredentialDesk.roleAnswer()]))
    #expect(found.credentials.accessKeyID == "ASIAROLE")
  }

  @Test func theEnvironmentMayBeARolesSource() async throws {
    let desk = Desk(
      CredentialChainTests.environmentKeys,
      files: [
        CredentialDesk.config:
          "[profile p]\nrole_arn = \(CredentialDesk.role)\ncredential_source = Environment"
      ]
    )
    let transport = CannedTransport([CredentialDesk.roleAnswer()])
    let found = try await CredentialDesk.get(desk, profile: "p", transport)
    #expect(found.source == "profile p (role) by way of environment variables")
    #expect(
      transport.sent.first?.headers["authorization"]?.contains("Credential=AKIAENV/") == true
    )
  }

  static let mfaFiles = [
    CredentialDesk.config:
      "[profile p]\nrole_arn = \(CredentialDesk.role)\nsource_profile = p\nmfa_serial = arn:aws:iam::1:mfa/ada",
    CredentialDesk.credentials: "[p]\n\(CredentialDesk.keys)",
  ]

  @Test func theCodeOfADeviceIsAskedFor() async throws {
    let transport = CannedTransport([CredentialDesk.roleAnswer()])
    _ = try await CredentialDesk.get(
      Desk(files: Self.mfaFiles),
      profile: "p",
      transport,
      mfa: { serial, profile in
        serial == "arn:aws:iam::1:mfa/ada" && profile == "p" ? Secret("123456") : nil
      }
    )
    let request = try #require(transport.sent.first)
    #expect(
      Self.form(request).isSuperset(of: [
        "SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fada", "TokenCode=123456",
      ])
    )
  }

  @Test func nobodyToAskIsAnError() async throws {
    let transport = CannedTransport([CredentialDesk.roleAnswer()])
    await expectError(.mfaNeeded) {
      try await CredentialDesk.get(Desk(files: Self.mfaFiles), profile: "p", transport)
    }
    await expectError(.mfaNeeded) {
      try await CredentialDesk.get(
        Desk(files: Self.mfaFiles),
        profile: "p",
        transport,
        mfa: { _, _ in nil }
      )
    }
    #expect(transport.sent.isEmpty)
  }

  @Test(arguments: [("AccessDenied", CredentialError.Kind.refused), ("ExpiredToken", .expired)])
  func stsRefusalsAreTold(code: String, kind: CredentialError.Kind) async throws {
    let desk = Desk(files: [
      CredentialDesk.config: "[profile p]\nrole_arn = \(CredentialDesk.role)\nsource_profile = p",
      CredentialDesk.credentials: "[p]\n\(CredentialDesk.keys)",
    ])
    let error = await expectError(kind) {
      try await CredentialDesk.get(
        desk,
        profile: "p",
        CannedTransport([CredentialDesk.refusal(code)])
      )
    }
    #expect(error?.detail == "STS refused \(CredentialDesk.role): \(code), request r-9")
  }
}
