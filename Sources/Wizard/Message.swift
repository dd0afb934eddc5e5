package import Federation
package import Screen

/// Something that has happened. The runtime only forwards these.
package enum Message: Equatable, Sendable {
  case input(Input)
  case event(Event)
  /// The program of `Effect.signIn` has ended: its exit code, `nil` when it did not start.
  case signInEnded(profile: String, status: Int?)
  /// Time since the program started. Wanted only while `Model.needsTicks`.
  case tick(Duration)
}
