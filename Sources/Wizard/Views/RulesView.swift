import Federation
import Screen

extension Model {
  /// The answers that only some companies need, each with its value.
  func rulesPage(width: Int) -> Page {
    var page = Page()
    page.add(Line("Company rules", .title), gap: false)
    page.add(
      Line.wrapped(
        "Some companies demand a path, a permissions boundary or tags on every role. Where "
          + "nobody has told you so, leave these as they are.",
        .muted,
        to: width
      ),
      .helpful,
      gap: false
    )
    let rules = companyRules
    let marked = markedIndex
    let labelWidth = rules.map { TextWidth.width(of: Self.label(of: $0.id)) }.max() ?? 0
    let standings = rules.map { standing(of: $0.id) }
    let wordWidth = standings.compactMap { $0.map { TextWidth.width(of: $0.word) + 2 } }.max() ?? 0
    func room(_ standing: RuleStanding?) -> Int {
      width - Glyphs.slot - 1 - labelWidth - 2 - (standing == nil ? 0 : wordWidth)
    }
    let rows = rules.indices.map { index in
      let rule = rules[index]
      let value = answer(to: rule.id)
      let room = room(standings[index])
      let word = standings[index]?.word ?? ""
      let spans = [
        Line.Span(TextWidth.pad(Self.label(of: rule.id), to: labelWidth) + "  "),
        Line.Span(
          word.isEmpty ? "" : TextWidth.pad(word, to: wordWidth),
          standings[index] == .met ? .ok : .warning
        ),
        value.map { Line.Span(TextWidth.fitEnd(Self.short($0, in: room), to: room)) }
          ?? Line.Span(Self.unset(rule), .muted),
      ]
      return Line.row(rule.id.rawValue, spans, isMarked: index == marked, glyphs: glyphs)
    }
    page.add(rows + checkRow(isMarked: marked == rules.count), isList: true)
    if rules.indices.contains(markedIndex) {
      let value = answer(to: rules[markedIndex].id) ?? ""
      if TextWidth.width(of: value) > room(standings[markedIndex]) {
        page.add(Line.whole(value, to: width), .helpful)
      }
      if let standing = standings[markedIndex] {
        page.add(
          Line.wrapped(
            standing.words(of: rules[markedIndex].id),
            standing == .met ? .text : .warning,
            to: width
          )
        )
      }
      page.add(Line.wrapped(rules[markedIndex].why, .muted, to: width), .helpful)
    } else if checksRules {
      page.add(Line.wrapped(Words.whyCheckRules, .muted, to: width), .helpful)
    }
    return page
  }

  /// An ARN tells most at its end: where there is no room for it, whose it is has to be left out.
  private static func short(_ value: String, in room: Int) -> String {
    guard TextWidth.width(of: value) > room, let arn = ARN(value) else { return value }
    return arn.resource
  }

  /// What comes next, where the rules are the way out of something.
  private func checkRow(isMarked: Bool) -> [Line] {
    guard checksRules else { return [] }
    let words = [Line.Span(Words.checkRules)]
    return [Line.row(Self.checkRules, words, isMarked: isMarked, glyphs: glyphs)]
  }

  /// What holds while nobody has said otherwise.
  static func unset(_ rule: Question) -> String {
    rule.suggestion ?? (rule.id == .roleName ? "chosen for you" : "none")
  }

  static func label(of id: QuestionID) -> String {
    id == .tag ? "Tags" : Words.sentence(id.rawValue.replacing("-", with: " "))
  }
}
