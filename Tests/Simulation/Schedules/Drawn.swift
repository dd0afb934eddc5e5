/// What a seed makes happen: lives that follow each other, or, with every eighth seed, two machines
/// at the same time.
package enum Drawn: Sendable, CustomStringConvertible {
  case alone(Schedule)
  case together(PairSchedule)

  package init(seed: UInt64) {
    self = seed % 8 == 0 ? .together(PairSchedule(seed: seed)) : .alone(Schedule(seed: seed))
  }

  /// What was violated, in words.
  package var failure: String? {
    do {
      switch self {
      case .alone(let schedule): try Play.perform(schedule)
      case .together(let schedule): try schedule.settled()
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The smallest that still fails: what can be left out is.
  package var shrunk: Drawn {
    switch self {
    case .alone(let schedule): .alone(schedule.shrunk { Drawn.alone($0).failure != nil })
    case .together(let schedule): .together(schedule.shrunk { Drawn.together($0).failure != nil })
    }
  }

  package var description: String {
    switch self {
    case .alone(let schedule): "\(schedule)"
    case .together(let schedule): "\(schedule)"
    }
  }
}
