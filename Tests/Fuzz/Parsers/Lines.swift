@testable import Terminal

extension Parser {
  /// Lines that somebody pipes or types, until they make an answer: found alike in any portions.
  static let lines = Parser(
    name: "lines",
    check: { bytes in
      let isWhole: @Sendable (String) -> Bool = { $0.isEmpty || $0.hasSuffix(".") }
      var once = LineEnds(isWhole: isWhole)
      let end = once.find(in: bytes)
      var ends = LineEnds(isWhole: isWhole)
      var found: Int?
      let step = 1 + Int(bytes.first ?? 0) % 64 + bytes.count / 100
      var count = 0
      while found == nil, count < bytes.count {
        count = min(count + step, bytes.count)
        found = ends.find(in: Array(bytes[..<count]))
      }
      promise(found == end, "lines in portions are other lines")
      guard let end else { return }
      promise(bytes[end] == 0x0A, "an answer ends within a line")
      let answer = LineEnds.text(bytes[..<end])
      promise(isWhole(answer) && !answer.hasSuffix("\r"), "an answer is not whole")
    },
    large: [
      { [UInt8](repeating: 0x61, count: 1 << 20) },
      { [UInt8](repeating: 0x0A, count: 1 << 20) },
    ]
  )
}
