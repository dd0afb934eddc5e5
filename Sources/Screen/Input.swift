/// What reaches the program from the terminal.
package enum Input: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab
  case up, down, left, right
  case home, end, pageUp, pageDown
  case backspace, delete
  /// A letter with the control key, in lower case: `control("c")`.
  case control(Character)
  /// F1 is `function(1)`.
  case function(Int)
  /// Pasted text: no control characters, line ends are `\n`. It is never a key press.
  case paste(String)
  /// A paste paused for so long that its end was taken for lost; what came of it later was dropped.
  case pasteCut
  /// The main button went down on a cell, which may lie outside of the screen.
  case click(Position)
  case wheelUp, wheelDown
  case resize(Size)
  /// The program was stopped and goes on; the screen has been painted again.
  case suspendResumed
  /// The terminal is gone or its input has ended.
  case endOfInput
  case signal(StopSignal)
}

/// A request from outside to leave.
package enum StopSignal: Hashable, Sendable {
  case interrupt, terminate, hangUp
}
