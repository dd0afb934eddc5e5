import CTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The blocking half of `LineReader`: reads until there is an answer, the end, or a wish to stop.
struct LineSource: Sendable {
  struct Result: Sendable {
    var bytes: [UInt8]
    var isEnd: Bool
  }

  /// No answer is longer; more than this without being whole is taken as the end of input.
  static let limit = 1 << 20

  let input: Int32
  let output: Int32
  let cancel: Mailbox
  let isHidden: Bool
  let ends: LineEnds

  func read(after start: [UInt8]) -> Result {
    let hides = isHidden && ct_echo_hide(input) == 0
    defer {
      if hides {
        ct_echo_restore()
        _ = ct_write(output, [0x0A], 1)
      }
    }
    var result = Result(bytes: start, isEnd: false)
    var buffer = [UInt8](repeating: 0, count: 4096)
    var ends = ends
    let own = ct_input_open(input)
    defer { ct_input_close(own, input) }
    while ends.find(in: result.bytes) == nil {
      let ready = Int(ct_wait(own, cancel.reader, -1))
      if ready & CT_READY_WAKE != 0 {
        // Part of a secret must not answer what is asked next.
        if hides { result.bytes = [] }
        return result
      }
      guard ready & (CT_READY_INPUT | CT_READY_HANGUP) != 0 else { continue }
      let count = Self.readDescriptor(own, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0, result.bytes.count < Self.limit else {
        result.isEnd = true
        return result
      }
      for byte in buffer[..<count] {
        if hides { edit(&result, byte) } else { result.bytes.append(byte) }
      }
      if result.isEnd { return result }
    }
    return result
  }

  /// The line editing that the terminal does not do while nothing is shown.
  private func edit(_ result: inout Result, _ byte: UInt8) {
    switch byte {
    case 0x08, 0x7F:
      // A whole character, however many bytes it has.
      guard !Self.isAtStart(result.bytes) else { break }
      while let last = result.bytes.popLast(), last & 0xC0 == 0x80 {}
    case 0x15: while !Self.isAtStart(result.bytes) { result.bytes.removeLast() }
    case 0x04: result.isEnd = Self.isAtStart(result.bytes)
    case 0x0A, 0x20...0x7E, 0x80...: result.bytes.append(byte)
    default: break
    }
  }

  /// Whether nothing stands in the line yet.
  private static func isAtStart(_ bytes: [UInt8]) -> Bool { bytes.last ?? 0x0A == 0x0A }

  #if canImport(Glibc)
    private static let readDescriptor = Glibc.read
  #elseif canImport(Musl)
    private static let readDescriptor = Musl.read
  #else
    private static let readDescriptor = Darwin.read
  #endif
}
