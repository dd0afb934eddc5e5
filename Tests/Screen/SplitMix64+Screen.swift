import Chance

extension SplitMix64 {
  /// A text of hostile and harmless pieces.
  mutating func text() -> String {
    let pieces = [
      "a", " ", "role", "é", "e\u{301}", "漢字", "한글", "\u{1100}\u{1161}", "🙂", "👩\u{200D}👧",
      "🇩🇪", "क्षि", "\u{301}", "\u{1B}", "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{1B}]8;;x",
      "\u{1B}\\", "\u{9B}2J", "\u{90}q\u{9C}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\n",
      "\r\n", "\t", "\u{7}", "\u{7F}", "\u{85}", "\u{2028}", "\u{E000}", "\u{10FFFF}", "\u{A0}",
      "arn:aws:iam::1:role/x", "─", "\u{FE0F}", "\u{E0041}", "\u{0}", "(", "0",
    ]
    return (0..<Int.random(in: 0...12, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }
      .joined()
  }

  /// A coordinate: mostly near a small screen, sometimes absurd.
  mutating func coordinate() -> Int {
    Bool.random(using: &self)
      ? Int.random(in: -3...14, using: &self)
      : [Int.min, Int.max, -1, 0, 10_000, -10_001].randomElement(using: &self) ?? 0
  }
}
