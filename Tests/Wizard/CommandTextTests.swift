import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Commands that run as they are shown")
struct CommandTextTests {
  private static let trust = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":\
    "\(Sample.providerARN)"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":\
    {"sts.becomposable.com:aud":["bedrock"],"sts.becomposable.com:sub":\
    "env:\(Sample.organizationID):\(Sample.environmentID)"}}}]}
    """
  static let commands: [[String]] = [
    ["aws", "iam", "create-role", "--role-name", Sample.roleName, "--description", "it's long"]
      + ["--assume-role-policy-document", trust, "--tags", "Key=vertesia-bedrock:setup,Value=a"],
    ["curl", "-sS", "-X", "PUT", "https://api.vertesia.io/api/v1/environments/66f1a0b1c2d3e4f5"]
      + [
        "-H", "Authorization: Bearer $VERTESIA_TOKEN", "-d", "{\"api_key\":\"\(Sample.roleARN)\"}",
      ],
    ["aws", "x", "--words", String(repeating: "don't \"stop\" \\ ", count: 12)],
    ["aws", "x", "--words", "{not json, \(String(repeating: "a:b/", count: 40))}"],
    ["aws", "x", "--list", "[\"\(String(repeating: "\\\"a, b: {c} ", count: 20))\",2,[]]"],
  ]

  @Test(arguments: commands, [20, 37, 56, 76, 200])
  func theLinesMeanTheCommand(_ arguments: [String], _ width: Int) {
    let lines = CommandText.lines(ShellCommand(arguments).text, to: width)
    #expect(lines.allSatisfy { TextWidth.width(of: $0) <= width })
    let read = Self.words(lines.joined(separator: "\n"))
    #expect(read.map(Self.withoutBlanks) == arguments.map(Self.withoutBlanks))
    // Only JSON may have got blanks.
    for (word, argument) in zip(read, arguments) where !argument.hasPrefix("{\"") {
      #expect(word == argument || argument.hasPrefix("["))
    }
  }

  @Test func jsonHasOneElementALine() {
    let lines = CommandText.lines(ShellCommand(Self.commands[0]).text, to: 76)
    #expect(lines.contains("  \"Version\": \"2012-10-17\","))
    #expect(lines.contains("      \"Action\": \"sts:AssumeRoleWithWebIdentity\","))
    #expect(lines.last == "}' --tags Key=vertesia-bedrock:setup,Value=a")
  }

  @Test(arguments: GoldenTests.sizes)
  func aCommandStandsAtTheLeftEdgeAndIsCopiedAsItIs(_ size: Size) {
    var model = Scene.plan.model(size: size)
    var plan = Sample.plan
    plan.changes[0].command = ShellCommand(Self.commands[0]).text
    plan.changes = [plan.changes[0]]
    model.apply([.event(.planned(plan))])
    model.press(.character("y"))
    let lines = CommandText.lines(plan.changes[0].command, to: min(76, size.columns - 2))
    let rows = view(model, size: size).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.contains { $0 == lines[0] })
    #expect(model.press(.character("c")) == [.copy(plan.changes[0].command)])
    model.press(.escape, .enter)
    #expect(model.overlay == .change)
    #expect(model.press(.character("c")) == [.copy(plan.changes[0].command)])
  }

  /// The arguments that a shell would hand over.
  private static func words(_ text: String) -> [String] {
    var (words, word, quote, hasWord) = ([String](), "", Character?.none, false)
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\" where quote != "'":
        guard let next = rest.popFirst(), next != "\n" else { continue }
        if quote == "\"", !"\"\\$`".contains(next) { word.append("\\") }
        word.append(next)
        hasWord = true
      case _ where character == quote: quote = nil
      case "'" where quote == nil, "\"" where quote == nil: (quote, hasWord) = (character, true)
      case " " where quote == nil, "\n" where quote == nil:
        if hasWord { words.append(word) }
        (word, hasWord) = ("", false)
      default:
        word.append(character)
        hasWord = true
      }
    }
    return hasWord ? words + [word] : words
  }

  private static func withoutBlanks(_ text: String) -> String {
    text.filter { $0 != " " && $0 != "\n" }
  }
}
