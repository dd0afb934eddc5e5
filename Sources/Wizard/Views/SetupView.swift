import Federation
import Screen

extension Model {
  /// A saved set-up: what can be done with it, and what it is about.
  func setupPage(width: Int) -> Page {
    var page = Page()
    page.add(Line.wrapped(setup?.name ?? resumed?.name ?? "", .title, to: width), gap: false)
    page.add(Line.wrapped(setupWords, .muted, to: width), .helpful, gap: false)
    if isChanged {
      page.add(
        Notice(.warning, "Changed and not carried out yet: \(changedWords).")
          .lines(glyphs: glyphs, to: width)
      )
    }
    if let amiss {
      page.add(Notice(.warning, amiss).lines(glyphs: glyphs, to: width))
    }
    let choices = setupChoices
    let marked = markedIndex
    let labels = choices.map { $0.words(isChanged: isChanged) }
    let labelWidth = labels.map { TextWidth.width(of: $0) }.max() ?? 0
    page.add(
      choices.indices.map { index in
        var spans = [Line.Span(TextWidth.pad(labels[index], to: labelWidth))]
        if width >= 66 { spans.append(Line.Span("  " + detail(of: choices[index]), .muted)) }
        return Line.row(
          choices[index].rawValue,
          spans,
          isMarked: index == marked,
          glyphs: glyphs
        )
      },
      isList: true,
      kept: choices.count
    )
    // What can be done stays in sight; of what it is about, as much as there is room for.
    guard let summary = openSummary else { return page }
    for (index, fact) in facts(of: summary, width: width).enumerated() {
      page.add(fact, .helpful, gap: index == 0)
    }
    return page
  }

  var setupWords: String {
    let past = resumed.flatMap { timeline.age(of: $0.updatedAt) }.map { " " + $0 } ?? ""
    guard !isUnfinished else {
      return isFalseStart
        ? "Begun\(past). The answers are saved, and nothing has been made."
        : "\(openSummary?.standing ?? "Begun"), stopped\(past). What was made stays."
    }
    let isProven = result?.isProven ?? resumed?.verified ?? true
    let checked = isProven ? "" : ", but not checked"
    return "Done\(result != nil ? " just now" : past)\(checked). Nothing in AWS is changed before "
      + "a plan was shown."
  }

  /// What the last look has found, of a set-up that was done.
  private var amiss: String? {
    guard isDayTwo, !isChanged, let plan, !isPlanSpent, !plan.changes.isEmpty else { return nil }
    let steps = StepID.allCases.filter { step in plan.changes.contains { $0.step == step } }
    return "Not as it was: \(Words.list(steps.map(\.inline)))."
  }

  private func detail(of choice: SetupChoice) -> String {
    switch choice {
    case .goOn: "where it was left"
    case .check: isChanged ? "nothing is changed before you agree" : "every step is looked at"
    case .drop: "what was answered anew is forgotten"
    case .models: "what Vertesia lists through the role"
    case .region: "beside this one, by the same answers"
    case .project: "beside the ones that may"
    case .permissions:
      Questionnaire.words(for: .permissions, answers, survey).map {
        (isChanged ? "chosen: " : "now: ") + $0
      } ?? ""
    case .rules: "another role takes over from this one"
    case .rename: "its name on this machine alone"
    case .made: "names, IDs and ARNs, step by step"
    case .discard: "nothing of it is in AWS or Vertesia"
    }
  }

  var discardTitle: String { "Take \(setup?.name ?? "it") off this list?" }

  /// What goes, and what does not have to.
  var discardSentences: [String] {
    [
      "What goes are the answers that were saved for it. There is no way back.",
      "Nothing was made in it, so nothing of it stands in AWS or in Vertesia.",
    ]
  }

  /// What each step has made or found, whole.
  func madeLines(width: Int) -> [Line] {
    var lines: [Line] = []
    for step in StepID.allCases {
      guard case .settled = run.state(of: step) else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines += Line.labelled(
        step.words,
        run.words(of: step),
        labelWidth: 17,
        to: width
      )
      for fact in Fact.shown {
        guard let value = run.facts[step]?[fact] else { continue }
        lines += Line.whole(value, .muted, to: width)
      }
    }
    return lines.isEmpty ? [Line("Nothing yet.", .muted)] : lines
  }
}

extension SetupChoice {
  func words(isChanged: Bool) -> String {
    switch self {
    case .goOn: "Go on with it"
    case .check: isChanged ? "Look at the plan" : "Check that it still works"
    case .drop: "Leave it as it was done"
    case .models: "See and enable models"
    case .region: "Set up another region"
    case .project: "Let another project use it"
    case .permissions: "Change what Vertesia may do"
    case .rules: "Change the role or its rules"
    case .rename: "Rename it"
    case .made: "Show what was made"
    case .discard: "Take it off this list"
    }
  }
}

extension Fact {
  /// The names by which a thing is found again, in the services' consoles and commands.
  fileprivate static let shown: [Fact] = [.account, .name, .id, .url, .arn, .policy, .roleARN]
}
