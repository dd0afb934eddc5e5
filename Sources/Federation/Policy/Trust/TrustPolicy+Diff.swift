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
    let change = new.difference(from: old)
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
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
}
