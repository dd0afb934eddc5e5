import Screen
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Results go to standard output, everything else to standard error; both at once, unbuffered.
/// Whatever foreign text is in them, nothing but text gets out.
enum Output {
  static func line(_ text: String) { write(clean(text) + "\n", to: 1) }

  /// Without a line end: a prompt.
  static func part(_ text: String) { write(clean(text), to: 1) }

  static func message(_ text: String) { write(clean(text) + "\n", to: 2) }

  /// JSON, of which every character counts: it has been made harmless by escapes.
  static func document(_ json: String) { write(json + "\n", to: 1) }

  private static func clean(_ text: String) -> String {
    RemoteText.lines(text).map(\.text).joined(separator: "\n")
  }

  /// Why some of the results could not be written, in the system's words. A reader that has seen
  /// enough and goes away is no reason.
  static var failure: String? { refusal.withLock { $0 } }
  private static let refusal = Mutex<String?>(nil)

  /// A closed pipe or a full device ends the output, not the work.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return note(errno, descriptor) }
      rest = rest.dropFirst(count)
    }
  }

  private static func note(_ number: Int32, _ descriptor: Int32) {
    guard descriptor == 1, number != EPIPE else { return }
    let words = String(cString: strerror(number))
    refusal.withLock { $0 = $0 ?? words }
  }
}

#if canImport(Glibc)
  private let systemWrite = Glibc.write
#elseif canImport(Musl)
  private let systemWrite = Musl.write
#else
  private let systemWrite = Darwin.write
#endif
