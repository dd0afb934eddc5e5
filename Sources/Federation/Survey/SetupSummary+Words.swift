extension SetupSummary {
  public var isDone: Bool { settled == of }

  /// For whom it waits, where somebody was asked: `waiting for an AWS administrator`.
  package var waiting: String? { waitsFor.map { "waiting for \($0)" } }

  package var waitsFor: String? {
    guard isHanded, !isDone else { return nil }
    return stoppedAt?.side == .vertesia ? "somebody in Vertesia Studio" : "an AWS administrator"
  }

  /// Whether anything was done in it, or tried.
  package var hasBegun: Bool { settled > 0 || stoppedAt != nil }

  /// How far it came: `done`, `5 of 9 done`.
  package var standing: String {
    guard isDone else {
      return waiting.map { "\(settled) of \(of), \($0)" } ?? "\(settled) of \(of) done"
    }
    let words = verified ? "done" : "done, not checked"
    return isChanged ? words + ", change waiting" : words
  }
}
