import Federation
import Screen

extension Model {
  func resultPage(width: Int) -> Page {
    var page = Page()
    addResult(to: &page, width: width)
    if showsModelsBesideResult { addModels(to: &page, width: width) }
    return page
  }

  private func addResult(to page: inout Page, width: Int) {
    guard let result else { return }
    page.add(resultHeadline(result, width: width), gap: false)
    if !result.verified {
      page.add(
        Notice(.warning, "Parts of this rest on a person's word and could not be checked.")
          .lines(glyphs: glyphs, to: width),
        gap: false
      )
    }
    if result.listsOnly {
      page.add(Line.wrapped(SetupResult.listsOnlyWords, .muted, to: width), gap: false)
    }
    if result.exit == .modelNotUsable, let fault = trouble?.fault {
      page.add(Line.wrapped(fault.summary + ". " + fault.cause, .muted, to: width), gap: false)
    }
    if let arn = roleARN {
      page.add([Line("Role ARN", .muted)] + Line.whole(arn, .title, to: width))
    }
    var facts: [Line] = []
    if let id = environmentID {
      facts += Line.pair("Environment", id, labelWidth: 12, to: width)
    }
    if !showsModelsBesideResult, let models = result.models {
      facts += Line.pair("Models", models.words, labelWidth: 12, to: width)
    }
    page.add(facts, gap: roleARN == nil)
    page.add(nextStep(width: width), .helpful)
    page.add(outcomes(result, width: width), .detail)
  }

  private func resultHeadline(_ result: SetupResult, width: Int) -> [Line] {
    let isGood = result.exit == .done && result.isProven && !result.listsOnly
    var lines = Line.marked(
      isGood ? .done : .attention,
      result.headline(region: answers[.region]),
      glyphs: glyphs,
      mark: isGood ? .ok : .warning,
      .title,
      to: width
    )
    if lines.count == 1, let total = run.total, total >= .seconds(1) {
      lines[0].trailing = Line.Span(Words.whole(total), .muted)
    }
    return lines
  }

  private func nextStep(width: Int) -> [Line] {
    if offers.contains(where: { $0.action == .permissions }) {
      let words =
        "To let Vertesia call models, press w and take \(PermissionChoice.inference.words). "
        + "Nothing is changed before a plan was shown."
      return [Line("What now")] + Line.wrapped(words, .muted, to: width)
    }
    let more = madeRegion == nil ? "" : " n sets up another region."
    guard let report else {
      let words = "Enable the models you want in Vertesia Studio." + more
      return [Line("What now")] + Line.wrapped(words, .muted, to: width)
    }
    let count = report.enabledCount
    let preset = report.defaultRow.map { ", the default is \($0.name)" } ?? ""
    let enabled = Words.count(count, "model") + " enabled so far" + preset
    let canEnable = offers.contains { $0.action == .enable }
    let how =
      !showsModelsBesideResult
      ? ". Press m for the list." : canEnable ? "; x enables the marked one." : "."
    let words = (count == 0 ? "Enable the models you want" : enabled) + how + more
    return [Line("What now")] + Line.wrapped(words, .muted, to: width)
  }

  /// Made, reused, unchanged: one line each.
  private func outcomes(_ result: SetupResult, width: Int) -> [Line] {
    var made = result.steps.filter(\.id.isMade)
    // A run that goes on after a wait finds unchanged what an earlier one has just made.
    for index in made.indices where made[index].outcome == .unchanged {
      made[index].outcome = run.done[made[index].id] ?? .unchanged
    }
    // What a new role is given is made with it.
    let isNew = made.contains { $0.id == .role && $0.outcome == .created }
    for index in made.indices
    where isNew && made[index].id == .permissions && made[index].outcome == .changed {
      made[index].outcome = .created
    }
    func told(_ step: SetupResult.StepReport) -> String? {
      step.outcome == .byHand && step.id.side == .aws
        ? "by an administrator" : step.outcome?.words(of: step.id)
    }
    let kinds: [Outcome] = [.created, .changed, .reused, .unchanged, .byHand]
    let words = kinds.flatMap { outcome in
      let steps = made.filter { $0.outcome == outcome }
      return Words.unique(steps.compactMap(told))
    }
    let labelWidth = max(12, words.map { TextWidth.width(of: $0) }.max() ?? 0)
    let lines = Words.unique(words).flatMap { words -> [Line] in
      let steps = made.filter { told($0) == words }
      let names = Words.list(steps.map { $0.id.inline })
      return Line.labelled(words, names, labelWidth: labelWidth, .muted, to: width)
    }
    return lines.isEmpty ? [] : [Line("What was done")] + lines
  }
}
