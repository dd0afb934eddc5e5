import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct ProfileListTests {
  static let config = """
    [default]
    region = us-east-1
    [profile role]
    role_arn = arn:aws:iam::432112349876:role/team/Deploy
    source_profile = default
    [profile process]
    credential_process = /bin/x
    [profile web]
    role_arn = arn:aws:iam::432112349876:role/Pod
    web_identity_token_file = /t
    [profile login]
    login_session = x
    [preview]
    region = ignored
    [services here]
    iam =
      endpoint_url = http://127.0.0.1:5000
    sts =
      endpoint_url = http://127.0.0.1:5001
    [profile local]
    services = here
    endpoint_url = https://all.example
    ca_bundle = /etc/ca.pem
    use_fips_endpoint = true
    """

  @Test func everyProfileIsListedWithItsKind() throws {
    let desk = Desk(files: [
      CredentialDesk.config: "\(Self.config)\n\(CredentialDesk.ssoProfile)",
      CredentialDesk.credentials:
        "[default]\n\(CredentialDesk.keys)\n[extra]\n\(CredentialDesk.keys)",
    ])
    let list = try AWSProfiles.list(in: desk.surroundings)
    #expect(
      list.map { "\($0.name) \($0.kind)" } == [
        "default keys", "role role", "process process", "web webIdentity", "login login",
        "local settings", "acme sso", "extra keys",
      ]
    )
    #expect(list[0].region == "us-east-1")
    #expect(list[1].account == "432112349876" && list[1].roleName == "Deploy")
    #expect(list[6].account == "432112349876" && list[6].roleName == "Admin")
    #expect(list[6].signIn == .never && list[6].region == "eu-west-1")
    #expect(!everythingShown(by: list).contains("7f3a"))
  }

  @Test(arguments: [
    ("2026-08-22T10:00:01Z", AWSProfiles.SignIn.until(Desk.start.addingTimeInterval(1))),
    ("2026-08-22T09:59:59Z", .expired(Desk.start.addingTimeInterval(-1))), ("soon", .never),
  ])
  func theSignInIsReadFromTheCache(expires: String, state: AWSProfiles.SignIn) throws {
    let desk = Desk(files: [
      CredentialDesk.config: CredentialDesk.ssoProfile,
      CredentialDesk.ssoCache: CredentialDesk.ssoToken(expires: expires),
    ])
    #expect(try AWSProfiles.list(in: desk.surroundings).map(\.signIn) == [state])
  }

  @Test func settingsOfAProfileAreExposed() throws {
    let desk = Desk(files: [CredentialDesk.config: Self.config])
    let profile = try #require(AWSConfiguration(in: desk.surroundings).profile("local"))
    #expect(profile.caBundle == "/etc/ca.pem")
    #expect(
      profile.endpoints
        == ConfiguredEndpoints(
          services: [.iam: "http://127.0.0.1:5000", .sts: "http://127.0.0.1:5001"],
          all: "https://all.example",
          fips: true
        )
    )
  }

  @Test func noFilesMeansNoProfiles() throws {
    #expect(try AWSProfiles.list(in: Desk().surroundings).isEmpty)
  }

  @Test(arguments: [
    (ChildPurpose.awsTool, ["HOME", "AWS_PROFILE", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]),
    (.other, ["HOME", "AWS_PROFILE"]),
  ])
  func childrenGetNoSecretsOfOthers(purpose: ChildPurpose, kept: [String]) {
    let names =
      [
        "HOME", "AWS_PROFILE", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "VERTESIA_TOKEN",
        "VERTESIA_APIKEY", "VERTESIA_API_KEY", "VERTESIA_API_TOKEN", "COMPOSABLE_PROMPTS_APIKEY",
        "VERTESIA_CLIENT_SECRET", "VERTESIA_TOKEN_SERVER_URL",
      ]
    let desk = Desk(Dictionary(uniqueKeysWithValues: names.map { ($0, "x") }))
    let environment = desk.surroundings.childEnvironment(for: purpose)
    #expect(Set(environment.keys) == Set(kept + ["VERTESIA_TOKEN_SERVER_URL"]))
  }
}
