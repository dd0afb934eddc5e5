package import Federation

/// Something to be done outside; a value, so that tests compare it.
package enum Effect: Equatable, Sendable {
  /// For the session, in order.
  case command(Command)
  /// To the terminal's clipboard. Nothing tells whether it got there.
  case copy(String)
  /// Give the terminal back, print `Model.recap` and end with this code.
  case quit(ExitCode)
  /// Stop the process as Ctrl-Z does; it goes on with `Input.suspendResumed`.
  case suspend
  /// Give the terminal to `AWSSignIn.login` of this profile, and tell how it ended with
  /// `Message.signInEnded`.
  case signIn(profile: String)
  /// Paint every cell again.
  case redraw
}
