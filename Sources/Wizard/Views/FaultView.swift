import Federation
import Screen

extension Model {
  /// What happened and what is safe, what can be done, then why; the evidence is one key away.
  func faultPage(width: Int) -> Page {
    var page = Page()
    guard let trouble else { return page }
    let fault = trouble.fault
    page.add(
      Line.marked(.failed, fault.summary, glyphs: glyphs, mark: .error, .title, to: width),
      gap: false
    )
    var safe = safeWords
    if run.troubles.count > 1 {
      safe += " Fault \(min(shownTrouble, run.troubles.count - 1) + 1) of \(run.troubles.count)."
    }
    page.add(Line.wrapped(safe, .muted, to: width), gap: false)
    page.add(Line("What you can do"), .helpful)
    // Each by itself: where there is no room for all, the advised one stays.
    for remedy in fault.remediesHere { page.add(told(remedy, width: width), .helpful, gap: false) }
    let marked = markedIndex
    let ways = waysOut
    page.add(
      ways.indices.map { index in
        Line.row(
          ways[index].rawValue,
          [Line.Span(words(for: ways[index], isAdvised: index == 0))],
          isMarked: index == marked,
          glyphs: glyphs
        )
      },
      isList: true
    )
    page.add([Self.why] + Line.wrapped(once(fault).cause, .muted, to: width), .helpful)
    page.add(evidenceLine(fault, width: width), .detail)
    return page
  }

  /// Over the cause; without it, the status line says where the cause is.
  static let why = Line("Why")

  /// What has been reached stays: the first thing to know after a fault.
  var safeWords: String {
    let done = run.settledCount
    guard done > 0 || run.beganAt > .zero else { return Self.nothingChanged }
    return "Nothing was lost; \(done) of \(StepID.allCases.count) are done."
  }

  private static let nothingChanged = "Nothing has been changed."

  /// A fault without what the line over its cause has said already.
  func once(_ fault: Fault) -> Fault {
    var fault = fault
    guard safeWords == Self.nothingChanged else { return fault }
    fault.cause = fault.cause.replacing(" Nothing was changed.", with: "")
    return fault
  }

  /// The catalogue's advice: words, with the exact command or page on a line of its own.
  func remedies(_ fault: Fault, width: Int) -> [Line] {
    fault.remediesHere.flatMap { told($0, width: width) }
  }

  private func told(_ remedy: Remedy, width: Int) -> [Line] {
    Line.wrapped(remedy.words, to: width)
      + (remedy.command.map { CommandText.lines($0, to: max(8, width - 3)) } ?? [])
      .map { Line("   " + $0) }
      + (remedy.url.map { Line.link($0, to: width, room: room) } ?? [])
  }

  /// The exact command and page of one way out, each on a line of its own.
  func exact(_ remedy: Remedy, width: Int) -> [Line] {
    (remedy.command.map { Line.whole($0, to: width) } ?? [])
      + (remedy.url.map { Line.link($0, to: width, room: room) } ?? [])
  }

  /// A page to open stands on one line only where nothing stands beside it.
  var hasWidePage: Bool { (trouble?.fault.remedies ?? []).map(\.url).contains(where: isWide) }

  /// Whether it stands on one line where the rail does not, and only there.
  func isWide(_ text: String?) -> Bool {
    let (beside, alone) = (Layout(size: size).room, Layout(size: size, hasRail: false).room)
    let width = text.map { TextWidth.width(of: $0) } ?? 0
    return width > beside && width <= alone
  }

  func words(for way: WayOut, isAdvised: Bool) -> String {
    let words =
      switch way {
      case .again: trouble?.fault.code == .listingNotYet ? "Keep waiting" : "Try again"
      case .issuer: "Trust \(signingIssuer ?? "the issuer that signs")"
      case .rules: "Set the company rules"
      case .change:
        "Change the answer" + (questionableAnswer.map { ": \(Words.topic($0))" } ?? "")
      case .roleARN: "Name another role"
      case .byHand: trouble?.step?.side == .vertesia ? Words.inStudio : Words.administrator
      case .leave: leaveWords
      }
    return isAdvised ? words + " (advised)" : words
  }

  /// The code, and of the rest as much as fits whole.
  private func evidenceLine(_ fault: Fault, width: Int) -> Line {
    let told = [Evidence.Label.requestID, .time].compactMap { label in
      fault.evidence.first { $0.label == label }?.text
    }
    let lines = (0...told.count).reversed().map { count in
      let words = [fault.code.rawValue] + told.prefix(count)
      return "Evidence  " + words.joined(separator: "  ") + "   e opens it"
    }
    return Line(lines.first { TextWidth.width(of: $0) <= width } ?? lines[told.count], .muted)
  }
}

extension Words {
  /// What a question is about.
  static func topic(_ id: QuestionID) -> String {
    switch id {
    case .aws: "AWS sign-in"
    case .awsKeys: "AWS keys"
    case .vertesia: "Vertesia sign-in"
    case .roleARN: "role ARN"
    case .pairing: "organization and account"
    default: id.rawValue.replacing("-", with: " ")
    }
  }
}
