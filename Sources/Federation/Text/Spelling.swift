/// Finds what somebody probably meant.
enum Spelling {
  /// The nearest of `words`, when it is near enough to be worth naming.
  static func nearest(to typed: String, in words: [String]) -> String? {
    let typed = String(typed.lowercased().prefix(64)).replacing("_", with: "-")
    let ranked = words.map { (word: $0, distance: distance(typed, $0)) }
      .min { $0.distance < $1.distance }
    guard let best = ranked, best.distance <= max(1, best.word.count / 3) else { return nil }
    return best.word
  }

  /// Insertions, removals and replacements that turn one into the other.
  private static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (line, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, candidate) in other.enumerated() {
        let replaced = diagonal + (letter == candidate ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row.last ?? 0
  }
}
