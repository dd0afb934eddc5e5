/// Whether a call that failed may be sent again, word for word.
enum Repeats {
  /// It changes nothing.
  case always
  /// It carries something that works once, and goes out again only when that cannot be used up.
  case untilUsed
  /// It changes something: only the caller can tell.
  case never

  func allow(after failure: Attempt.Failure) -> Bool {
    switch self {
    case .always: true
    // A signature is checked before anything that it covers is looked at.
    case .untilUsed: failure.serverTime != nil || failure.neverLeft
    case .never: false
    }
  }
}
