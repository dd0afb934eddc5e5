import Federation
import Testing

/// What a person may call a set-up.
struct SetupNameTests {
  private static let others = [
    SetupSummary(id: "k3vq7m2d", name: "Research", settled: 0, of: 9, updatedAt: "")
  ]

  private static let longest = String(repeating: "x", count: 60)

  @Test(arguments: [
    ("Lab", "Lab"), ("acme/us-east-1", "acme/us-east-1"), ("  Lab  ", "Lab"), ("研究", "研究"),
    ("a  b", "a  b"), (longest, longest), (longest + " ", longest),
  ])
  func aNameIsTakenWithoutTheBlanksAroundIt(_ name: String, _ taken: String) throws {
    #expect(try AnswerCheck.setupName(name, beside: Self.others) == taken)
  }

  @Test(arguments: [
    ("", "at least one"), ("   ", "at least one"),
    (String(repeating: "x", count: 61), "at most 60"),
    ("a\u{1B}[31mred", "control"), ("a\u{202E}b", "control"), ("--plain", "hyphen"),
    ("sk-0123456789abcdef0123456789", "secret"), ("research", "has this name"),
    ("k3vq7m2d", "begins so: k3vq7m2d"), ("K3v", "begins so: k3vq7m2d"),
  ])
  func theRuleThatIsBrokenIsTold(_ name: String, _ words: String) {
    let fault = #expect(throws: Fault.self) {
      try AnswerCheck.setupName(name, beside: Self.others)
    }
    #expect(fault?.code == .badSetupName)
    #expect(fault?.summary.contains(words) == true)
    #expect(fault?.evidence.contains { $0.text.contains("0123456789") } == false)
  }
}
