import CTerminal

/// Lines from the input, for the plain face.
///
/// One caller at a time. Blocking reads happen on a thread of their own; a cancelled task gets
/// `nil`, and what was typed until then stays for the next call.
package actor LineReader {
  private let input: Int32
  private let output: Int32
  private var pending: [UInt8] = []
  private var hasEnded = false

  /// - Parameters:
  ///   - input: a terminal, a pipe or a file.
  ///   - output: where a line end is written after a hidden line.
  package init(input: Int32 = 0, output: Int32 = 2) {
    self.input = input
    self.output = output
  }

  /// The next line without its end.
  ///
  /// - Parameter isHidden: nothing typed is shown. When the process is stopped or ends meanwhile,
  ///   the terminal shows typing again.
  /// - Returns: `nil` at the end of input, or when the task was cancelled.
  package func line(hidden isHidden: Bool = false) async -> String? {
    if let line = pendingLine() { return line }
    guard !hasEnded, let cancel = Mailbox() else { return nil }
    let source = LineSource(input: input, output: output, cancel: cancel, isHidden: isHidden)
    let start = pending
    pending = []
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = PlainThread { continuation.resume(returning: source.read(after: start)) }
        if let thread {
          thread.detach()
        } else {
          continuation.resume(returning: LineSource.Result(bytes: start, isEnd: true))
        }
      }
    } onCancel: {
      cancel.post { $0.isClosing = true }
    }
    cancel.close()
    pending = result.bytes
    hasEnded = result.isEnd
    if let line = pendingLine() { return line }
    guard hasEnded, !pending.isEmpty else { return nil }
    // The last line of a file need not have an end.
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  private func pendingLine() -> String? {
    guard let end = pending.firstIndex(of: 0x0A) else { return nil }
    let line = pending[..<end]
    pending.removeFirst(end + 1)
    return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }
}
