package import Federation
package import Screen

/// Something that has happened. The runtime only forwards these.
package enum Message: Equatable, Sendable {
  case input(Input)
  case event(Event)
  /// Time since the program started. Wanted only while `Model.needsTicks`.
  case tick(Duration)
}
