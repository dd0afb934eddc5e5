import Testing

@testable import Clients

@Suite struct ProcessCredentialsTests {
  static let printed =
    #"{"Version":1,"AccessKeyId":"ASIAPROC","SecretAccessKey":"canary-7f3a","SessionToken":"t","#
    + #""Expiration":"2026-08-22T11:00:00+00:00","AccountId":"432112349876"}"#
  static let secrets = [
    "PATH": "/bin", "VERTESIA_API_KEY": "sk-x", "COMPOSABLE_PROMPTS_APIKEY": "sk-y",
    "VERTESIA_SERVER_URL": "https://api.vertesia.io", "AWS_SESSION_TOKEN": "kept",
  ]

  @Test func aProcessIsRunWithoutAShell() async throws {
    let children = CannedChildren(prints: Self.printed)
    let desk = Desk(
      Self.secrets,
      files: [
        CredentialDesk.config:
          "[profile p]\ncredential_process = \"/opt/my tool\" --for 'a b' $HOME"
      ],
      children: children
    )
    let found = try await CredentialDesk.get(desk, profile: "p")
    #expect(found.source == "profile p (credential process)")
    #expect(found.credentials.accessKeyID == "ASIAPROC")
    let run = try #require(children.runs.first)
    #expect(run.arguments == ["/opt/my tool", "--for", "a b", "$HOME"])
    #expect(run.deadline == .seconds(60))
    #expect(
      run.environment == [
        "PATH": "/bin", "VERTESIA_SERVER_URL": "https://api.vertesia.io",
        "AWS_SESSION_TOKEN": "kept",
      ]
    )
  }

  @Test(arguments: [
    ("", 0, CredentialError.Kind.process, "not the JSON"),
    ("canary-7f3a", 0, .process, "not the JSON"), ("[]", 0, .process, "not the JSON"),
    (printed.replacing(#""Version":1"#, with: #""Version":2"#), 0, .process, "version 2"),
    (printed.replacing(#""Version":1,"#, with: ""), 0, .process, "version none"),
    (printed.replacing(#""Version":1"#, with: #""Version":"1""#), 0, .process, "not the JSON"),
    (printed.replacing("AccountId", with: "SessionToken"), 0, .process, "not the JSON"),
    (printed.replacing("AccessKeyId", with: "Other"), 0, .process, "no AccessKeyId"),
    (printed.replacing("SecretAccessKey", with: "Other"), 0, .process, "no SecretAccessKey"),
    (printed.replacing(#""t""#, with: #""canary 7f3a""#), 0, .process, "SessionToken"),
    (printed.replacing("2026-08-22T11:00:00+00:00", with: "soon"), 0, .process, "Expiration"),
    (printed.replacing("T11:00", with: "T09:00"), 0, .expired, "are over"),
    ("canary-7f3a", 3, .process, "/bin/x ended with status 3"),
  ])
  func badOutputIsTold(
    output: String,
    status: Int,
    kind: CredentialError.Kind,
    says: String
  ) async throws {
    let desk = Desk(
      files: [CredentialDesk.config: "[profile p]\ncredential_process = /bin/x --pass canary-7f3a"],
      children: CannedChildren(prints: output, status: status)
    )
    let error = await expectError(kind) { try await CredentialDesk.get(desk, profile: "p") }
    #expect(error?.detail.contains(says) == true, "\(error?.detail ?? "")")
  }

  @Test(arguments: [
    (ChildError.notFound, "was not found"), (.couldNotStart("canary-7f3a"), "could not be started"),
    (.deadline, "60 seconds"), (.tooMuchOutput, "more than credentials"),
  ])
  func aProcessThatDoesNotRunIsTold(child: ChildError, says: String) async throws {
    let desk = Desk(
      files: [CredentialDesk.config: "[profile p]\ncredential_process = /bin/x"],
      children: CannedChildren(.failure(child))
    )
    let error = await expectError(.process) { try await CredentialDesk.get(desk, profile: "p") }
    #expect(error?.detail.contains(says) == true)
  }

  @Test(arguments: [
    "[profile p]\nlogin_session = arn:aws:sts::432112349876:assumed-role/x",
    "[profile p]\nrole_arn = \(CredentialDesk.role)\ncredential_source = Ec2InstanceMetadata",
    "[profile p]\nrole_arn = \(CredentialDesk.role)\ncredential_source = EcsContainer",
  ])
  func theCLIDoesWhatOnlyItCan(config: String) async throws {
    let children = CannedChildren(prints: Self.printed)
    let desk = Desk(files: [CredentialDesk.config: config], children: children)
    let found = try await CredentialDesk.get(desk, profile: "p")
    #expect(found.source.hasSuffix("through the AWS CLI"))
    #expect(
      children.runs.map(\.arguments) == [
        ["aws", "configure", "export-credentials", "--profile", "p", "--format", "process"]
      ]
    )
  }

  @Test(arguments: [
    (CannedChildren(.failure(.notFound)), "is not installed"),
    (CannedChildren(prints: "", status: 2), "version 2 is needed"),
    (CannedChildren(prints: "", status: 255), "status 255"),
  ])
  func aCLIThatCannotIsTold(children: CannedChildren, says: String) async throws {
    let desk = Desk(
      files: [CredentialDesk.config: "[profile p]\nlogin_session = x"],
      children: children
    )
    let error = await expectError(.process) { try await CredentialDesk.get(desk, profile: "p") }
    #expect(error?.detail.contains(says) == true)
  }
}
