import CTerminal
import Screen
@testable import Terminal

extension Parser {
  /// What a terminal sends: bytes as they are; `FF` a pause of a second; `FE` and a byte the key of
  /// that number; `FD` and a byte a question that is open for 1 and answered for 0.
  static let keys = Parser(
    name: "keys",
    check: { bytes in
      var whole = KeyDecoder()
      var pieces = KeyDecoder()
      (whole.hasMouse, pieces.hasMouse) = (true, true)
      var found: [KeyDecoder.Result] = []
      var now = ContinuousClock.now
      for act in acts(bytes) {
        switch act {
        case .pause:
          now += .seconds(1)
          whole.pause(at: now)
          pieces.pause(at: now)
        case .question(let isOpen):
          whole.awaitsReply = isOpen
          pieces.awaitsReply = isOpen
        case .event(let event):
          whole.take(event)
          pieces.take(event)
        }
        found += pieces.takeResults()
      }
      let results = whole.takeResults()
      promise(results == found, "bytes one by one are other keys than at once")
      for result in results { checkResult(result) }
      checkWayOut(whole, now)
    },
    large: [
      { pasted(KeyDecoder.pasteLimit) },
      { pasted(KeyDecoder.pasteLimit + 1) },
      { Array("\u{1B}[".times(50_000).utf8) },
      { [0xFD, 1] + Array("\u{1B}]".utf8) + [UInt8](repeating: 0x30, count: 100_000) },
      { Array("\u{1B}[<".utf8) + [UInt8](repeating: 0x31, count: 100_000) },
      { [UInt8](repeating: 0x1B, count: 100_000) },
      { [UInt8](repeating: 0xE2, count: 100_000) },
    ]
  )

  private static func pasted(_ count: Int) -> [UInt8] {
    [0xFE, UInt8(CT_KEY_PASTE_BEGIN)] + [UInt8](repeating: 0x61, count: count)
      + [0xFE, UInt8(CT_KEY_PASTE_END)]
  }

  private enum Act {
    case event(KeyDecoder.Event)
    case pause
    case question(Bool)
  }

  private static func acts(_ bytes: [UInt8]) -> [Act] {
    var acts: [Act] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0xFF: acts.append(.pause)
      case 0xFE: acts.append(.event(.key(Int(rest.popFirst() ?? 0))))
      case 0xFD: acts.append(.question(rest.popFirst() == 1))
      default: acts.append(.event(.byte(byte)))
      }
    }
    return acts
  }

  private static func checkResult(_ result: KeyDecoder.Result) {
    guard case .input(let input) = result else { return }
    switch input {
    case .character(let character):
      promise(
        character.unicodeScalars.count == 1
          && character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
        "a control is typed as a character"
      )
    case .control(let character):
      promise(character.isASCII, "a control that is no key")
    case .function(let number):
      promise((1...63).contains(number), "a function key that is none")
    case .click(let place):
      promise(place.row >= 0 && place.column >= 0, "a click before the first cell")
    case .paste(let text):
      promise(text.utf8.count <= KeyDecoder.pasteLimit * 3, "a paste beyond its cap")
      promise(
        RemoteText.lines(text).map(\.text).joined(separator: "\n") == text,
        "a paste is dirty"
      )
    default: break
    }
  }

  /// Whatever came before: after two quiet seconds a key is that key again, and nothing is open.
  private static func checkWayOut(_ decoder: KeyDecoder, _ now: ContinuousClock.Instant) {
    var decoder = decoder
    for second in 1...4 { decoder.pause(at: now + .seconds(second)) }
    _ = decoder.takeResults()
    promise(decoder.deadline == nil, "something stays open for ever")
    decoder.take(.byte(UInt8(ascii: "q")))
    promise(decoder.takeResults() == [.input(.character("q"))], "a key is none any more")
  }
}
