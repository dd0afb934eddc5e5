package import Federation
package import Screen

/// Something that has happened. The runtime only forwards these.
package enum Message: Equatable, Sendable {
  case input(Input)
  /// A click, and the row that the frame has at that place.
  case clicked(String?, at: Position)
  case event(Event)
  /// The program of `Effect.signIn` has ended: its exit code, `nil` when it did not start.
  case signInEnded(profile: String, status: Int?)
  /// Time since the program started. Wanted only while `Model.needsTicks`.
  case tick(Duration)
}

extension Message {
  /// What a click is on is known by the frame that was shown.
  package func aimed(at frame: Frame) -> Message {
    guard case .input(.click(let place)) = self else { return self }
    return .clicked(frame.name(at: place), at: place)
  }
}
