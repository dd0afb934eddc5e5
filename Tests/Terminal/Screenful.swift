import Screen

/// What stands on a terminal after some output, as far as curses needs one. Whatever it does not
/// know is kept, to be told.
struct Screenful {
  struct Cell: Equatable {
    var character: Character = " "
    var foreground: Int32 = -1
    var background: Int32 = -1
    var flags: Style.Flags = []

    var look: String { LookTable.words(foreground, background, flags) }
  }

  private(set) var cells: [[Cell]]
  private(set) var unknown: [String] = []
  private var pen = Cell()
  private var row = 0
  private var column = 0

  init(_ output: String, rows: Int, columns: Int) {
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    var rest = Array(output.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": escape(&rest)
      case "\r": column = 0
      case "\n": row = min(row + 1, rows - 1)
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}", "\u{E}", "\u{F}": break
      default: put(Character(scalar))
      }
    }
  }

  private mutating func put(_ character: Character) {
    guard cells.indices.contains(row), cells[row].indices.contains(column) else { return }
    cells[row][column] = pen
    cells[row][column].character = character
    column += 1
  }

  private mutating func escape(_ rest: inout ArraySlice<Unicode.Scalar>) {
    switch rest.popFirst() {
    case "[": sequence(&rest)
    case "(", ")": _ = rest.popFirst()
    case "]":
      // Ends with BEL or with ESC and a backslash.
      while let scalar = rest.popFirst(), scalar != "\u{7}" {
        if scalar == "\u{1B}" {
          _ = rest.popFirst()
          break
        }
      }
    case "7", "8", "=", ">", nil: break
    case let other?: unknown.append("ESC \(other)")
    }
  }

  private mutating func sequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
    var text = ""
    while let scalar = rest.popFirst() {
      guard scalar.value < 0x40 else { return act(scalar, text) }
      text.unicodeScalars.append(scalar)
    }
  }

  private mutating func act(_ end: Unicode.Scalar, _ text: String) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch end {
    case _ where text.first == "?" || text.first == ">": break
    case "m": numbers.isEmpty ? paint([0]) : paint(numbers[...])
    case "H", "f":
      (row, column) = (count - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "A": row = max(0, row - count)
    case "B": row = min(cells.count - 1, row + count)
    case "C": column += count
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "d": row = count - 1
    case "J": for row in (text.isEmpty ? row : 0)..<cells.count { erase(row, from: 0) }
    case "K" where text.isEmpty: erase(row, from: column)
    case "X": erase(row, from: column, to: column + count)
    case "b":
      let last = cells[row][max(0, column - 1)].character
      for _ in 0..<count { put(last) }
    case "h", "l", "r", "t": break
    default: unknown.append("CSI \(text)\(end)")
    }
  }

  /// What is erased has the background of the pen and nothing else of it.
  private mutating func erase(_ row: Int, from start: Int, to end: Int = .max) {
    for column in start..<min(end, cells[row].count) {
      cells[row][column] = Cell(background: pen.background)
    }
  }

  private mutating func paint(_ numbers: ArraySlice<Int>) {
    var rest = numbers
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = Cell()
      case 1: pen.flags.insert(.bold)
      case 4: pen.flags.insert(.underline)
      case 7: pen.flags.insert(.reverse)
      case 22: pen.flags.remove(.bold)
      case 24: pen.flags.remove(.underline)
      case 27: pen.flags.remove(.reverse)
      case 30...37: pen.foreground = Int32(number - 30)
      case 40...47: pen.background = Int32(number - 40)
      case 38 where rest.first == 5: pen.foreground = Int32(rest.dropFirst().first ?? -1)
      case 48 where rest.first == 5: pen.background = Int32(rest.dropFirst().first ?? -1)
      case 39: pen.foreground = -1
      case 49: pen.background = -1
      case 90...97: pen.foreground = Int32(number - 82)
      case 100...107: pen.background = Int32(number - 92)
      default: unknown.append("SGR \(number)")
      }
      if number == 38 || number == 48 { rest = rest.dropFirst(2) }
    }
  }
}
