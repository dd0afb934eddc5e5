extension TrustPolicy {
  /// The lines that change between two policies, for people: `- ` went, `+ ` came, two blanks
  /// stay.
  package static func diff(from old: TrustPolicy, to new: TrustPolicy) -> [String] {
    LineDiff.lines(from: old.pretty, to: new.pretty)
  }
}

/// The shortest way from one text to another, line by line.
enum LineDiff {
  static func lines(from old: String, to new: String) -> [String] {
    let old = old.pieces(at: "\n")
    let new = new.pieces(at: "\n")
    // The search takes the square of what differs, in time and in memory.
    guard old.count + new.count <= 2000 else {
      return old.map { "- " + $0 } + new.map { "+ " + $0 }
    }
    // A comma that comes because something follows is no change of the line.
    let change = new.map(bare).difference(from: old.map(bare))
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    (gone, come) = (whole(gone, of: old.map(bare)), whole(come, of: new.map(bare)))
    var result: [String] = []
    var place = 0
    for (index, line) in new.enumerated() {
      while gone.contains(place) {
        result.append("- " + old[place])
        place += 1
      }
      if come.contains(index) {
        result.append("+ " + line)
      } else {
        result.append("  " + line)
        place += 1
      }
    }
    return result + old[min(place, old.count)...].map { "- " + $0 }
  }

  private static func bare(_ line: String) -> String {
    line.hasSuffix(",") ? String(line.dropLast()) : line
  }

  /// The same difference, each run of lines moved up to where it begins and ends with a whole
  /// element: `}, {` and what is between them is as much of a statement, and nobody reads it so.
  private static func whole(_ marked: Set<Int>, of lines: [String]) -> Set<Int> {
    var runs: [Range<Int>] = []
    for place in marked.sorted() {
      if let last = runs.last, last.upperBound == place {
        runs[runs.count - 1] = last.lowerBound..<(place + 1)
      } else {
        runs.append(place..<(place + 1))
      }
    }
    for index in runs.indices {
      let floor = index == 0 ? 0 : runs[index - 1].upperBound
      var run = runs[index]
      while !isWhole(lines[run]), run.lowerBound > floor,
        lines[run.lowerBound - 1] == lines[run.upperBound - 1]
      {
        run = (run.lowerBound - 1)..<(run.upperBound - 1)
      }
      if isWhole(lines[run]) { runs[index] = run }
    }
    return Set(runs.joined())
  }

  /// Every bracket that is closed was opened in it.
  private static func isWhole(_ lines: ArraySlice<String>) -> Bool {
    var depth = 0
    for line in lines {
      let text = line.trimmed()
      if text.hasPrefix("}") || text.hasPrefix("]") { depth -= 1 }
      if depth < 0 { return false }
      if text.hasSuffix("{") || text.hasSuffix("[") { depth += 1 }
    }
    return depth == 0
  }
}
