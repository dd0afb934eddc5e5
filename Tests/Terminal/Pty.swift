import CTerminal
import Screen

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Both ends of a pseudoterminal: the test is the person and the terminal, the session runs on
/// `line`.
final class Pty {
  private(set) var person: Int32
  let line: Int32
  private(set) var screen = ""
  private let idle: (reader: Int32, writer: Int32)

  init?(rows: UInt16 = 24, columns: UInt16 = 80) {
    var sides: (person: Int32, line: Int32) = (-1, -1)
    guard openpty(&sides.person, &sides.line, nil, nil, nil) == 0 else { return nil }
    (person, line) = sides
    var ends: (Int32, Int32) = (-1, -1)
    guard ct_pipe(&ends.0, &ends.1) == 0 else { return nil }
    idle = ends
    resize(rows: rows, columns: columns)
  }

  deinit {
    hangUp()
    close(line)
    close(idle.reader)
    close(idle.writer)
  }

  func resize(rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    type(bytes: Array(text.utf8))
  }

  func type(bytes: [UInt8]) {
    _ = ct_write(person, bytes, bytes.count)
  }

  func hangUp() {
    if person >= 0 { close(person) }
    person = -1
  }

  /// What the screen got since the last call, up to and with `text`; at most five seconds of
  /// silence, then `nil`.
  func see(_ text: String) -> String? {
    while true {
      if let range = find(text) {
        defer { screen = String(screen[range.upperBound...]) }
        return String(screen[..<range.upperBound])
      }
      guard readSome(5000) else { return nil }
    }
  }

  /// All that is there by now.
  func rest() -> String {
    while readSome(20) {}
    defer { screen = "" }
    return screen
  }

  private func readSome(_ milliseconds: Int32) -> Bool {
    guard Int(ct_wait(person, idle.reader, milliseconds)) & CT_READY_INPUT != 0 else {
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(person, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen += String(decoding: buffer[..<count], as: UTF8.self)
    return true
  }

  private func find(_ text: String) -> Range<String.Index>? {
    var start = screen.unicodeScalars.startIndex
    let scalars = screen.unicodeScalars
    while start < scalars.endIndex {
      if scalars[start...].starts(with: text.unicodeScalars) {
        return start..<scalars.index(start, offsetBy: text.unicodeScalars.count)
      }
      start = scalars.index(after: start)
    }
    return nil
  }

  /// The line settings, to be compared byte for byte.
  func settings() -> [UInt8] {
    var settings = termios()
    _ = tcgetattr(line, &settings)
    return withUnsafeBytes(of: settings) { Array($0) }
  }

  var echoes: Bool {
    var settings = termios()
    _ = tcgetattr(line, &settings)
    return settings.c_lflag & tcflag_t(ECHO) != 0
  }
}

extension TerminalSession {
  /// The next so many inputs.
  func next(_ count: Int) async -> [Input] {
    var inputs: [Input] = []
    for await input in self.inputs {
      inputs.append(input)
      if inputs.count == count { break }
    }
    return inputs
  }
}

func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
