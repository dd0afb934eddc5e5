import Chance
import Federation
import Testing

struct NamesTests {
  private static var setup: SetupID {
    get throws { try #require(SetupID("k3vq7m2d")) }
  }

  @Test(arguments: [
    ("Acme", "us-east-1", "Vertesia-acme-us-east-1-k3vq7m2d"),
    ("Acme Research & Söhne", "eu-west-1", "Vertesia-acme-research-s-hne-eu-west-1-k3vq7m2d"),
    ("", "us-east-1", "Vertesia-us-east-1-k3vq7m2d"),
    ("!!!", "us-east-1", "Vertesia-us-east-1-k3vq7m2d"),
  ])
  func roleNames(_ organization: String, _ region: String, _ name: String) throws {
    #expect(
      RoleName.suggested(organization: organization, region: region, setup: try Self.setup)
        == name
    )
  }

  @Test func anyOrganizationGivesAValidName() throws {
    var random = SplitMix64(5)
    for length in 0..<120 {
      let name = String(
        (0..<length).map { _ in
          Array("ab Z9-é.🙂/").randomElement(using: &random) ?? "a"
        }
      )
      let role = RoleName.suggested(
        organization: name,
        region: "ap-southeast-1",
        setup: try Self.setup
      )
      #expect(RoleName.isValid(role), "\(role)")
      #expect(role.hasPrefix("Vertesia-"))
      #expect(role.hasSuffix("-ap-southeast-1-k3vq7m2d"))
    }
  }

  @Test func setupIDsComeFromFiveBytes() {
    #expect(SetupID(bytes: [0, 0, 0, 0, 0])?.text == "aaaaaaaa")
    #expect(SetupID(bytes: [255, 255, 255, 255, 255])?.text == "77777777")
    #expect(SetupID(bytes: [0x12, 0x34, 0x56, 0x78, 0x9A])?.text == "ci2fm6e2")
    #expect(SetupID(bytes: [1, 2, 3]) == nil)
    #expect(SetupID("K3VQ7M2D") == nil)
    #expect(SetupID("k3vq7m2") == nil)
    #expect(SetupID("k3vq7m21") == nil)
  }

  @Test(arguments: [
    ("Made for Bedrock. vertesia-bedrock:k3vq7m2d", "k3vq7m2d"),
    ("vertesia-bedrock:k3vq7m2d and more", "k3vq7m2d"),
    ("(vertesia-bedrock:k3vq7m2d)", "k3vq7m2d"),
    ("vertesia-bedrock:short vertesia-bedrock:k3vq7m2d", "k3vq7m2d"),
    ("xvertesia-bedrock:k3vq7m2d", nil), ("vertesia-bedrock:k3vq7m2dx", nil), ("", nil),
  ])
  func markers(_ description: String, _ setup: String?) {
    #expect(Marker.parse(description)?.text == setup)
  }

  @Test func markersGoRound() throws {
    let text = Marker.description("Bedrock in us-east-1", try Self.setup)
    #expect(text == "Bedrock in us-east-1 vertesia-bedrock:k3vq7m2d")
    #expect(Marker.parse(text) == (try Self.setup))
  }

  @Test(arguments: [("*", Sample.env), (Sample.org, "a:b"), (Sample.org, ""), ("${x}", "y")])
  func unsafeIDsMakeNoSubject(_ organization: String, _ environment: String) {
    #expect(throws: Fault.self) {
      try Subject(organization: organization, environment: environment)
    }
  }

  @Test func subjectsGoRound() throws {
    #expect(Subject(parsing: try Sample.subject().text) == (try Sample.subject()))
    #expect(Subject(parsing: "env:a:*") == nil)
    #expect(Subject(parsing: "project:a:b") == nil)
    let fault = #expect(throws: Fault.self) {
      try Subject(organization: Sample.org, environment: Sample.org)
    }
    #expect(fault?.code == .swappedIDs)
  }

  @Test(arguments: [
    "arn:aws:iam::432112349876:role/a/b/Name",
    "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/x:0",
  ])
  func arnsGoRound(_ text: String) {
    #expect(ARN(text)?.text == text)
  }

  @Test func arnsHaveParts() {
    let role = ARN("arn:aws:iam::432112349876:role/a/b/Name")
    #expect(role?.kind == "role")
    #expect(role?.path == "a/b/Name")
    #expect(role?.name == "Name")
    #expect(
      ARN.provider(issuer: Sample.issuer, partition: "aws", account: Sample.account).text
        == Sample.provider
    )
    #expect(ARN("arn:aws:iam::1") == nil)
    #expect(ARN("arn:moon:iam::1:role/x") == nil)
    #expect(ARN("role/x") == nil)
  }

  @Test(arguments: [
    (["aws", "iam", "get-role"], "aws iam get-role"),
    (["a", ""], "a ''"), (["a", "b c"], "a 'b c'"), (["a", "it's"], #"a 'it'\''s'"#),
    (["a", "$(x)`;&|<>*?!~#"], "a '$(x)`;&|<>*?!~#'"), (["a", #"{"a":1}"#], #"a '{"a":1}'"#),
    (["--url=https://a.b/c"], "--url=https://a.b/c"),
  ])
  func shellQuoting(_ arguments: [String], _ text: String) {
    #expect(ShellCommand(arguments).text == text)
  }
}
