import Chance
import Federation
import Screen
import Wizard

/// What a person does at the screens, drawn by chance: mostly going on and back, and typing what is
/// right and what is not.
enum Person {
  private static let texts = [
    Sample.roleARN, Sample.environmentID, Sample.organizationID, "arn:aws:iam::1:role/x", "/team/",
    "no slash", "cost-center=42", "=", "bedrock-eu", "us-new-7", "\u{1B}[31mred", "  ", "界\u{202E}",
    String(repeating: "x", count: 120), "sk-0123456789abcdef0123456789", "432112349876",
    "https://sts.example.com", "Acme Research",
  ]

  private static let leaving: Set<Action> = [.quit, .stop]

  private static let others: [Input] =
    Keys.table.filter { !leaving.contains($0.action) }.flatMap(\.inputs) + [
      .backspace, .delete, .right, .control("a"), .control("e"), .control("u"), .control("w"),
      .control("k"), .control("c"), .character("z"), .function(12),
    ]

  static func act(_ chance: inout SplitMix64) -> Message {
    switch chance.below(20) {
    case 0..<6: .input(.enter)
    case 6..<9: .input(.escape)
    case 9..<11: .input(.down)
    case 11: .input(.up)
    case 12, 13: .input(.paste(chance.pick(texts)))
    case 14: .input(.character("a"))
    case 15 where chance.oneIn(4): .input(.resize(AnyMessage.size(&chance)))
    case 16: .tick(.seconds(chance.below(10_000)))
    default: .input(chance.pick(others))
    }
  }
}
