import CTerminal
import Screen

/// Turns what curses reads into inputs: keys by number, text byte by byte.
///
/// Sequences that nobody named are swallowed whole, so that a strange key is no Escape followed by
/// letters.
struct KeyDecoder {
  enum Event: Hashable {
    case byte(UInt8)
    /// One of the `CT_KEY` numbers.
    case key(Int)
  }

  enum Result: Hashable {
    case input(Input)
    case background(Background)
  }

  private enum State {
    case ground, escape, sequence, reply, replyEscape, paste
    /// A paste was ended without its end mark, which may still come with the rest of it.
    case late
    /// What the mouse did, up to its M or m.
    case mouse
    /// The same in three bytes of the older form. Any of them may be a letter that is a key.
    case mouseBytes
  }

  /// What a paste may hold, in bytes; the rest is dropped.
  static let pasteLimit = 65_536
  private static let replyLimit = 64
  /// Ctrl-C, which the terminal hands over as a byte.
  private static let interrupt: UInt8 = 0x03
  /// How long a paste, or a sequence that has begun, waits for its next byte. Then its end is taken
  /// for lost, so that keys work again: after a paste once nothing has come for as long again,
  /// since the rest of it is no key press.
  static let patience = Duration.seconds(1)

  /// A question is open, so an operating system command in the input is the answer to it.
  var awaitsReply = false
  /// Clicks and the wheel are wanted. Otherwise they do nothing, as where another program has left
  /// them switched on.
  var hasMouse = false
  /// When to call `pause` again though nothing was typed; `nil` while nothing is left open.
  private(set) var deadline: ContinuousClock.Instant?
  private(set) var results: [Result] = []
  private var state = State.ground
  private var isEmptySequence = false
  /// Something of a late paste was dropped, and that has been told.
  private var hasToldOfCut = false
  private var collected: [UInt8] = []
  private var character: [UInt8] = []

  /// The results so far, once.
  mutating func takeResults() -> [Result] {
    defer { results.removeAll(keepingCapacity: true) }
    return results
  }

  mutating func take(_ event: Event) {
    deadline = nil
    switch event {
    case .byte(let byte): take(byte: byte)
    case .key(let key): take(key: key)
    }
  }

  /// Nothing more is waiting: an Escape that stands alone was the key, and what has been open for
  /// too long is over.
  mutating func pause(at now: ContinuousClock.Instant) {
    switch state {
    case .ground:
      break
    case .escape:
      emit(.escape)
      state = .ground
    case .sequence where isEmptySequence, .reply where collected.isEmpty:
      state = .ground
    case .sequence, .reply, .replyEscape, .paste, .late, .mouse, .mouseBytes:
      guard let deadline else {
        self.deadline = now + Self.patience
        return
      }
      if now < deadline { return }
      guard state != .paste else {
        endPaste()
        (state, hasToldOfCut) = (.late, false)
        self.deadline = now + Self.patience
        return
      }
      state = .ground
    }
    deadline = nil
  }

  private mutating func emit(_ input: Input) {
    results.append(.input(input))
  }

  private mutating func take(key: Int) {
    if state == .paste {
      if key == CT_KEY_PASTE_END { endPaste() }
      // Whole again, so that it is cleaned away as a sequence.
      let hasRoom = collected.count < Self.pasteLimit
      if key == CT_KEY_MOUSE, hasRoom { collected += Array("\u{1B}[<".utf8) }
      return
    }
    if state == .late, key != CT_KEY_PASTE_BEGIN {
      if key == CT_KEY_PASTE_END { state = .ground } else { drop() }
      return
    }
    if state == .escape { emit(.escape) }
    state = .ground
    character.removeAll(keepingCapacity: true)
    if key == CT_KEY_PASTE_BEGIN {
      state = .paste
      collected.removeAll()
    } else if key == CT_KEY_MOUSE || key == CT_KEY_MOUSE_BYTES {
      begin(key == CT_KEY_MOUSE ? .mouse : .mouseBytes)
    } else if let input = Self.input(ofKey: key) {
      emit(input)
    }
  }

  static func input(ofKey key: Int) -> Input? {
    switch key {
    case CT_KEY_UP: .up
    case CT_KEY_DOWN: .down
    case CT_KEY_LEFT: .left
    case CT_KEY_RIGHT: .right
    case CT_KEY_HOME: .home
    case CT_KEY_END: .end
    case CT_KEY_PAGE_UP: .pageUp
    case CT_KEY_PAGE_DOWN: .pageDown
    case CT_KEY_BACKSPACE: .backspace
    case CT_KEY_DELETE: .delete
    case CT_KEY_ENTER: .enter
    case CT_KEY_BACK_TAB: .backTab
    case (CT_KEY_FUNCTION + 1)...(CT_KEY_FUNCTION + 63): .function(key - CT_KEY_FUNCTION)
    default: nil
    }
  }

  private mutating func take(byte: UInt8) {
    switch state {
    case .ground:
      text(byte)
    case .escape:
      afterEscape(byte)
    case .sequence where isEmptySequence && byte == 0x3C:
      begin(.mouse)
    case .sequence where isEmptySequence && byte == 0x4D && hasMouse:
      begin(.mouseBytes)
    case .sequence:
      isEmptySequence = false
      if byte == 0x1B {
        state = .escape
      } else if (0x40...0x7E).contains(byte) {
        state = .ground
      }
    case .reply:
      switch byte {
      case 0x07: endReply()
      case 0x1B: state = .replyEscape
      default:
        collected.append(byte)
        if collected.count > Self.replyLimit { state = .ground }
      }
    case .replyEscape:
      endReply()
      if byte != 0x5C { text(byte) }
    case .paste:
      if collected.count < Self.pasteLimit { collected.append(byte) }
    case .late where byte == Self.interrupt:
      // The way out is open even to somebody who does not pause between two presses of it.
      state = .ground
      text(byte)
    case .late: drop()
    case .mouse where byte < 0x20:
      // It was cut off, and this is a key.
      state = .ground
      text(byte)
    case .mouse where (0x40...0x7E).contains(byte):
      state = .ground
      if hasMouse, byte == 0x4D, let input = MouseReport.input(collected) { emit(input) }
    case .mouse:
      if collected.count <= MouseReport.longest { collected.append(byte) }
    case .mouseBytes:
      collected.append(byte)
      if collected.count == 3 { state = .ground }
    }
  }

  private mutating func begin(_ state: State) {
    self.state = state
    collected.removeAll()
  }

  /// Told once: the text that was taken is not whole.
  private mutating func drop() {
    if !hasToldOfCut { emit(.pasteCut) }
    hasToldOfCut = true
  }

  private mutating func afterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case 0x5B, 0x4F:
      state = .sequence
      isEmptySequence = true
    case 0x5D where awaitsReply:
      state = .reply
      collected.removeAll()
    default:
      // Escape and a key that came together, or the key with Alt: both are told.
      emit(.escape)
      text(byte)
    }
  }

  private mutating func endReply() {
    state = .ground
    awaitsReply = false
    if let background = Background(reply: String(decoding: collected, as: UTF8.self)) {
      results.append(.background(background))
    }
  }

  private mutating func endPaste() {
    state = .ground
    let raw = String(decoding: collected, as: UTF8.self)
    collected.removeAll()
    emit(.paste(RemoteText.lines(raw).map(\.text).joined(separator: "\n")))
  }

  private mutating func text(_ byte: UInt8) {
    if byte < 0x80 { character.removeAll(keepingCapacity: true) }
    switch byte {
    case 0x08, 0x7F: emit(.backspace)
    case 0x09: emit(.tab)
    case 0x0A, 0x0D: emit(.enter)
    case 0x1B: state = .escape
    case 0x00: emit(.control(" "))
    case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x1C...0x1F: emit(.control(Character(Unicode.Scalar(byte + 0x40))))
    case 0x20...0x7E: emit(.character(Character(Unicode.Scalar(byte))))
    default: partOfCharacter(byte)
    }
  }

  /// UTF-8, possibly split over two reads; what is not valid is dropped.
  private mutating func partOfCharacter(_ byte: UInt8) {
    if byte >= 0xC0 { character.removeAll(keepingCapacity: true) }
    character.append(byte)
    let length =
      switch character[0] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard character.count >= length else { return }
    defer { character.removeAll(keepingCapacity: true) }
    guard
      let text = String(validating: character, as: UTF8.self),
      let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return }
    emit(.character(Character(scalar)))
  }
}
