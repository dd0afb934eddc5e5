import CTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that has the terminal to itself until it ends: a sign-in that shows a page and a code.
package struct ForegroundChild: Sendable {
  private let arguments: [String]
  private let environment: [String: String]
  private let input: String?

  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH`, and what it is told.
  ///   - environment: all that it gets to know.
  ///   - input: what it reads in place of the terminal, at most 4096 bytes.
  package init(_ arguments: [String], environment: [String: String], input: String? = nil) {
    self.arguments = arguments
    self.environment = environment
    self.input = input
  }

  /// Runs it without a screen, on a thread that may block. A cancelled task ends it, and with it the
  /// time of such programs: whoever cancels is leaving.
  ///
  /// - Returns: its exit code, 128 + the signal that ended it, or `nil` when it did not start.
  package func run() async -> Int? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = PlainThread { continuation.resume(returning: wait(after: nil)) }
        if let thread { thread.detach() } else { continuation.resume(returning: nil) }
      }
    } onCancel: {
      ct_run_end()
    }
  }

  /// Blocks until it has ended. A failure is left to be read, with `after` beneath it, until Enter.
  func wait(after: String?) -> Int? {
    let lines = arguments + environment.map { "\($0.key)=\($0.value)" }
    var strings: [UnsafeMutablePointer<CChar>?] = lines.map { strdup($0) }
    defer { for string in strings { free(string) } }
    strings.insert(nil, at: arguments.count)
    strings.append(nil)
    let result = strings.withUnsafeBufferPointer { all -> Int32 in
      guard let start = all.baseAddress, !arguments.isEmpty else { return -1 }
      return ct_run(start, start + arguments.count + 1, input, after)
    }
    return result < 0 ? nil : Int(result)
  }
}
