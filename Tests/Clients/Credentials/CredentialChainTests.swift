import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct CredentialChainTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var environment: [String: String] = [:]
    var config = ""
    var credentials = ""
    var flag: String?
    let source: String
    var keyID = "AKIAEXAMPLE"
    var testDescription: String { "\(source) \(flag ?? "") \(environment.keys.sorted())" }
  }

  static let environmentKeys = [
    "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "canary-7f3a",
  ]
  static let otherKeys = CredentialDesk.keys.replacing("AKIAEXAMPLE", with: "AKIAOTHER")

  @Test(arguments: [
    Row(environment: environmentKeys, source: "environment variables", keyID: "AKIAENV"),
    // AWS_PROFILE alone does not beat the keys in the environment; a flag does.
    Row(
      environment: environmentKeys.merging(["AWS_PROFILE": "acme"]) { $1 },
      config: "[profile acme]\n\(CredentialDesk.keys)",
      source: "environment variables",
      keyID: "AKIAENV"
    ),
    Row(
      environment: environmentKeys,
      config: "[profile acme]\n\(CredentialDesk.keys)",
      flag: "acme",
      source: "profile acme (keys)"
    ),
    Row(
      environment: ["AWS_ACCESS_KEY_ID": "AKIAHALF"],
      config: "[profile acme]\n\(CredentialDesk.keys)",
      flag: "acme",
      source: "profile acme (keys)"
    ),
    Row(credentials: "[default]\n\(CredentialDesk.keys)", source: "profile default (keys)"),
    Row(
      config: "[default]\n\(otherKeys)",
      credentials: "[default]\n\(CredentialDesk.keys)",
      source: "profile default (keys)"
    ),
    Row(
      config: "[default]\n\(otherKeys)\n[profile default]\n\(CredentialDesk.keys)",
      source: "profile default (keys)"
    ),
    Row(
      environment: ["AWS_PROFILE": "acme"],
      credentials: "[acme]\n\(CredentialDesk.keys)",
      source: "profile acme (keys)"
    ),
    Row(
      environment: ["AWS_DEFAULT_PROFILE": "acme"],
      credentials: "[acme]\n\(CredentialDesk.keys)",
      source: "profile acme (keys)"
    ),
    Row(
      environment: ["AWS_PROFILE": "acme", "AWS_DEFAULT_PROFILE": "old"],
      credentials: "[acme]\n\(CredentialDesk.keys)\n[old]\n\(otherKeys)",
      source: "profile acme (keys)"
    ),
    Row(
      config: "[profile \"my work\"]\n\(CredentialDesk.keys)",
      flag: "my work",
      source: "profile my work (keys)"
    ),
    // The credentials file's keys come before a process, the config file's after it.
    Row(
      config: "[default]\ncredential_process = /bin/x",
      credentials: "[default]\n\(CredentialDesk.keys)",
      source: "profile default (keys)"
    ),
  ])
  func sourcesComeInTheOrderPeopleExpect(_ row: Row) async throws {
    let desk = Desk(
      row.environment,
      files: [CredentialDesk.config: row.config, CredentialDesk.credentials: row.credentials]
    )
    let found = try await CredentialDesk.get(desk, profile: row.flag)
    #expect(found.source == row.source)
    #expect(found.credentials.accessKeyID == row.keyID)
  }

  @Test func environmentKeysCarryTheirSession() async throws {
    let desk = Desk(
      Self.environmentKeys.merging([
        "AWS_SESSION_TOKEN": "token", "AWS_CREDENTIAL_EXPIRATION": "2026-08-22T10:30:00Z",
      ]) { $1 }
    )
    let found = try await CredentialDesk.get(desk).credentials
    #expect(found.sessionToken == Secret("token"))
    #expect(found.expiration == Desk.start.addingTimeInterval(1800))
    desk.advance(1801)
    await expectError(.expired) { try await CredentialDesk.get(desk) }
  }

  @Test func filesMayBeElsewhere() async throws {
    let desk = Desk(
      ["AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/k", "AWS_PROFILE": "a"],
      files: [
        "\(Desk.home)/c": "[profile a]\nregion = eu-west-3", "/k": "[a]\n\(CredentialDesk.keys)",
      ]
    )
    let signIn = try CredentialDesk.chain(desk).find(profile: nil)
    #expect(signIn.profile?.region == "eu-west-3")
    #expect(signIn.source == "profile a (keys)")
  }

  @Test(arguments: [
    ("[default]\n\(CredentialDesk.keys)", ""),
    ("", "[default]\ncredential_process = /bin/x --password canary-7f3a"),
    ("", "[default]\nlogin_session = canary-7f3a"),
    (
      "[base]\n\(CredentialDesk.keys)",
      "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = base"
    ),
  ])
  func whatWasFoundShowsNoSecret(credentials: String, config: String) async throws {
    let desk = Desk(
      ["VERTESIA_API_KEY": "sk-canary-7f3a"],
      files: [CredentialDesk.credentials: credentials, CredentialDesk.config: config],
      children: CannedChildren(prints: ProcessCredentialsTests.printed)
    )
    let chain = CredentialDesk.chain(desk, CannedTransport([CredentialDesk.roleAnswer()]))
    let signIn = try chain.find(profile: nil)
    let keys = try await signIn.provider.credentials()
    #expect(keys.secretAccessKey.reveal().contains("7f3a"))
    let configuration = try AWSConfiguration(in: desk.surroundings)
    for value: Any in [keys, signIn, chain, configuration] {
      #expect(!everythingShown(by: value).contains("7f3a"))
    }
  }
}
