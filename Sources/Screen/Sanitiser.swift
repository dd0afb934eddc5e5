/// Takes out of a text what could move the cursor, change a mode, reorder or hide.
///
/// The escape grammar is that of ECMA-48: `ESC [` parameters final; `ESC ]`, `P`, `X`, `^`, `_` up
/// to the string terminator; the same with the single C1 introducers. An unterminated string
/// swallows the rest, as a terminal would.
struct Sanitiser {
  private enum State {
    case text, escape, sequence, string, stringEscape
  }

  /// Marks kept on one base: a terminal cell holds five scalars.
  private static let marksPerBase = 4

  private let keepsLines: Bool
  private var state = State.text
  private var output = String.UnicodeScalarView()
  private var marks = 0
  private var hasBase = false
  private var afterReturn = false

  init(keepsLines: Bool) {
    self.keepsLines = keepsLines
  }

  mutating func clean(_ raw: String) -> String {
    for scalar in raw.unicodeScalars { take(scalar) }
    return String(output)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch state {
    case .text:
      text(scalar)
    case .escape:
      escape(scalar)
    case .sequence:
      switch scalar.value {
      case 0x20...0x3F: break
      case 0x40...0x7E: state = .text
      default:
        state = .text
        text(scalar)
      }
    case .string:
      switch scalar.value {
      case 0x07, 0x9C: state = .text
      case 0x1B: state = .stringEscape
      default: break
      }
    case .stringEscape:
      switch scalar.value {
      case 0x5C, 0x07, 0x9C: state = .text
      case 0x1B: break
      default: state = .string
      }
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x2F: break
    case 0x5B: state = .sequence
    case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string
    case 0x30...0x7E: state = .text
    default:
      state = .text
      text(scalar)
    }
  }

  private mutating func text(_ scalar: Unicode.Scalar) {
    let follows = afterReturn
    afterReturn = scalar == "\r"
    switch scalar.value {
    case 0x20...0x7E: base(scalar)
    case 0x1B: state = .escape
    case 0x9B: state = .sequence
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .string
    case 0x0A where follows: break
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: base(keepsLines ? "\n" : " ")
    case 0x09: base(" ")
    case 0..<0x20, 0x7F..<0xA0: break
    default: beyondASCII(scalar)
    }
  }

  private mutating func beyondASCII(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return }
    switch properties.generalCategory {
    case .format where !properties.isPrependedMark: return
    case .control, .surrogate: return
    case .unassigned, .privateUse: base("\u{FFFD}")
    case .spaceSeparator: base(scalar == "\u{3000}" ? scalar : " ")
    default:
      if TextWidth.width(of: scalar) > 0 {
        base(scalar)
      } else if hasBase, marks < Self.marksPerBase {
        output.append(scalar)
        marks += 1
      }
    }
  }

  private mutating func base(_ scalar: Unicode.Scalar) {
    output.append(scalar)
    marks = 0
    hasBase = scalar != "\n" && scalar != " "
  }
}

extension Unicode.Scalar.Properties {
  /// Arabic and Syriac number signs are format characters that are drawn.
  fileprivate var isPrependedMark: Bool {
    generalCategory == .format && !isDefaultIgnorableCodePoint && isGraphemeBase
  }
}
