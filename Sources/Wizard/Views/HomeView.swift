import Federation
import Screen

extension Model {
  func homePage(width: Int) -> Page {
    var page = Page()
    page.add(Line.wrapped("Which set-up?", .title, to: width), gap: false)
    page.add(
      Line.wrapped(
        "A set-up connects one Vertesia environment to Amazon Bedrock in one AWS account and "
          + "region.",
        .muted,
        to: width
      ),
      .helpful,
      gap: false
    )
    let rows = homeRows
    let marked = markedIndex
    let labels = rows.map(label)
    let labelWidth = min(30, labels.map { TextWidth.width(of: $0) }.max() ?? 0)
    let list = rows.indices.map { index in
      var spans = [Line.Span(TextWidth.pad(labels[index], to: labelWidth) + "  ")]
      if width >= 66 {
        let account = summary(of: rows[index])?.account ?? ""
        spans.append(Line.Span(TextWidth.pad(account, to: 12) + "  ", .muted))
      }
      let room = width - Glyphs.slot - 1 - spans.reduce(0) { $0 + TextWidth.width(of: $1.text) }
      spans.append(Line.Span(standing(of: rows[index], in: room), .muted))
      return Line.row(rows[index].id, spans, isMarked: index == marked, glyphs: glyphs)
    }
    let known = knownSetups.count
    if draft.isFiltering || !draft.filter.isEmpty || known > Self.fewSetups {
      page.add(
        filterLine(draft, shown: rows.count { $0 != .new }, of: known, of: "set-up", width: width),
        .needed
      )
    }
    page.add(list, isList: true)
    for notice in survey.unreadable {
      page.add(
        notice.lines(glyphs: glyphs, to: width),
        .helpful,
        gap: notice == survey.unreadable.first
      )
    }
    if let setup = homeSetup { page.add(facts(of: setup, width: width).flatMap(\.self), .helpful) }
    return page
  }

  private func label(of row: HomeRow) -> String {
    switch row {
    case .open(let setup): setup.name
    case .saved(let setup), .found(let setup): setup.name
    case .new: "Start a new set-up"
    }
  }

  private func standing(of row: HomeRow, in room: Int) -> String {
    switch row {
    case .open: standing(of: openSummary, "open now", in: room)
    case .saved(let setup): standing(of: setup, timeline.age(of: setup.updatedAt), in: room)
    case .found: "found in the cloud"
    case .new: ""
    }
  }

  /// How far it came and since when; whom it waits for comes before that, as it stands in few words.
  private func standing(of setup: SetupSummary?, _ more: String?, in room: Int) -> String {
    let standing = setup?.standing ?? "saved"
    let whole = more.map { standing + ", " + $0 } ?? standing
    guard let waiting = setup?.waiting, let setup else { return whole }
    let ways = [whole, standing, waiting, "\(setup.settled) of \(setup.of), waiting"]
    return ways.first { TextWidth.width(of: $0) <= room } ?? ways[3]
  }

  /// What a set-up is about, whole: these are compared before one is opened. A name and its id share
  /// a line where there is room for both.
  func facts(of setup: SetupSummary, width: Int) -> [[Line]] {
    let facts: [(String, [String?])] = [
      ("Organization", [setup.organizationName, setup.organization]),
      ("AWS account", [setup.account]),
      ("Region", [setup.region]),
      ("Environment", [setup.environmentName, setup.environmentID]),
      ("Role ARN", [setup.roleARN]),
      ("Waits for", [setup.waitsFor]),
      ("Stopped at", [setup.isDone || setup.waitsFor != nil ? nil : setup.stoppedAt?.words]),
      ("Site", [setup.site == "api.vertesia.io" ? nil : setup.site]),
    ]
    return facts.map { label, values in
      var values = values.compactMap(\.self)
      let whole = values.joined(separator: "  ")
      if values.count > 1, TextWidth.width(of: whole) + 14 <= width { values = [whole] }
      return values.indices.flatMap { index in
        Line.pair(index == 0 ? label : "", values[index], labelWidth: 12, to: width)
      }
    }
  }

  func openingPage(width: Int) -> Page {
    var page = Page()
    page.add(Line("Opening the set-up", .title), gap: false)
    page.add(looking("Reading what is saved and what has become of it", width: width))
    return page
  }

  /// A line that moves while something is read; its words wrap under themselves.
  func looking(_ words: String, width: Int) -> [Line] {
    Prose.lines(words, to: max(1, width - 3)).enumerated().map { index, part in
      let moving = Line.Span(glyphs.spinner(timeline.quarters) + "  ", .accent)
      return Line([index == 0 ? moving : Line.Span("   "), Line.Span(part, .muted)])
    }
  }
}

extension Timeline {
  /// Quarter seconds, for what moves.
  var quarters: Int {
    let (seconds, attoseconds) = elapsed.components
    return Int(seconds) * 4 + Int(attoseconds / 250_000_000_000_000_000)
  }
}
