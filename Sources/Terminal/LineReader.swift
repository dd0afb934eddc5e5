import CTerminal

/// Lines from the input, for the plain face.
///
/// One caller at a time. Blocking reads happen on a thread of their own; a cancelled task gets
/// `nil`, and what was typed until then stays for the next call, unless it was typed unseen.
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
    await lines(hidden: isHidden) { _ in true }
  }

  /// The next lines, with line feeds between them; hidden ones are hidden throughout.
  ///
  /// - Parameters:
  ///   - isHidden: as for `line`.
  ///   - isWhole: whether no line is to follow these.
  /// - Returns: what there was at the end of input; `nil` when that was nothing, or when the task
  ///   was cancelled.
  package func lines(
    hidden isHidden: Bool = false,
    until isWhole: @escaping @Sendable (String) -> Bool
  ) async -> String? {
    var ends = LineEnds(isWhole: isWhole)
    if let text = take(&ends) { return text }
    guard !hasEnded, let cancel = Mailbox() else { return nil }
    let source = LineSource(
      input: input,
      output: output,
      cancel: cancel,
      isHidden: isHidden,
      ends: ends
    )
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
    ends = LineEnds(isWhole: isWhole)
    if let text = take(&ends) { return text }
    guard hasEnded, !pending.isEmpty else { return nil }
    // The last line of a file need not have an end.
    defer { pending = [] }
    return LineEnds.text(pending[...])
  }

  private func take(_ ends: inout LineEnds) -> String? {
    guard let end = ends.find(in: pending) else { return nil }
    defer { pending.removeFirst(end + 1) }
    return LineEnds.text(pending[..<end])
  }
}

/// Looks for the line end that makes an answer whole; none is looked at twice.
struct LineEnds: Sendable {
  let isWhole: @Sendable (String) -> Bool
  private var seen = 0

  init(isWhole: @escaping @Sendable (String) -> Bool) {
    self.isWhole = isWhole
  }

  mutating func find(in bytes: [UInt8]) -> Int? {
    while let end = bytes[seen...].firstIndex(of: 0x0A) {
      seen = end + 1
      if isWhole(Self.text(bytes[..<end])) { return end }
    }
    return nil
  }

  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }.joined(separator: "\n")
  }
}
