import Screen

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

  /// A closed pipe or a full device ends the output, not the work.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

#if canImport(Glibc)
  private let systemWrite = Glibc.write
#elseif canImport(Musl)
  private let systemWrite = Musl.write
#else
  private let systemWrite = Darwin.write
#endif
