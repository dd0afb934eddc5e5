/// The rows of a list in lines, each by its number in the whole of it. A long list is read out in
/// part; the rest is there for who asks for it.
struct PlainList {
  struct Row {
    var words: String
    /// Where a typed part of a name is looked for.
    var names: String
  }

  /// More take longer to listen to than to ask for.
  static let few = 12

  var rows: [Row]
  /// The row that an empty line takes: told wherever it stands.
  var suggested: Int?
  /// What is not in it may be typed too.
  var allowsTyping = false

  private var isLong: Bool { rows.count > Self.few }

  /// What is told of it unasked.
  var lines: [String] {
    guard isLong else { return told(Array(rows.indices)) }
    let first = Array(rows.indices.prefix(Self.few))
    let shown = first + (suggested.map { $0 >= Self.few ? [$0] : [] } ?? [])
    let exactly = allowsTyping ? " = in front of a name means exactly that name." : ""
    return told(shown) + [
      "\(rows.count - shown.count) more. Type a part of a name for those that have it, or all."
        + exactly
    ]
  }

  /// The rows that a typed line asks for; `nil` where it asks for none.
  func found(by line: String) -> [Int]? {
    guard isLong, !line.isEmpty else { return nil }
    guard line.lowercased() != "all" else { return Array(rows.indices) }
    let found = rows.indices.found(by: line) { rows[$0].names }
    return found.isEmpty ? nil : found
  }

  /// The only label that has a text at the start of one of its words, or is that text; what is as
  /// short as a yes or no names nothing.
  static func only(_ labels: [String], _ text: String) -> Int? {
    let text = text.lowercased()
    let labels = labels.map { $0.lowercased() }
    if let whole = labels.firstIndex(of: text) { return whole }
    guard text.count > 3 else { return nil }
    let found = labels.indices.filter { index in
      labels[index].ranges(of: text).contains { range in
        range.lowerBound == labels[index].startIndex
          || !labels[index][labels[index].index(before: range.lowerBound)].isLetter
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  func told(_ indices: [Int]) -> [String] {
    indices.map { "\($0 + 1). \(rows[$0].words)" }
  }
}
