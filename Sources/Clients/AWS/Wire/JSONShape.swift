#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Looks a JSON text over before it is read: what is nested too deeply or has too many values would
/// take more memory than its size tells, and of a name that stands twice in one object two readers
/// make two things. Whether it is JSON at all is for the reader to say.
struct JSONShape {
  static let depthCap = 32
  static let valueCap = 250_000

  private let bytes: [UInt8]
  private var place = 0
  private var values = 0
  /// The names so far of each object that is open; `nil` for an array.
  private var open: [Set<ArraySlice<UInt8>>?] = []
  private var awaitsName = false

  static func check(_ bytes: [UInt8]) throws(WireError) {
    var shape = JSONShape(bytes: bytes)
    try shape.check()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func check() throws(WireError) {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): try enter([])
      case UInt8(ascii: "["): try enter(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): leave()
      case UInt8(ascii: ","): try count(awaitsName: (open.last ?? nil) != nil)
      case UInt8(ascii: "\""): try string()
      default: break
      }
      place += 1
    }
  }

  private mutating func enter(_ names: Set<ArraySlice<UInt8>>?) throws(WireError) {
    guard open.count < Self.depthCap else { throw WireError("the JSON is nested too deeply") }
    open.append(names)
    try count(awaitsName: names != nil)
  }

  private mutating func leave() {
    _ = open.popLast()
    awaitsName = false
  }

  private mutating func count(awaitsName: Bool) throws(WireError) {
    values += 1
    guard values <= Self.valueCap else { throw WireError("the JSON has too many values") }
    self.awaitsName = awaitsName
  }

  /// Ends on the closing quote, or at the end of what is there.
  private mutating func string() throws(WireError) {
    let start = place + 1
    var isEscaped = false
    place = start
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      }
      place += 1
    }
    guard awaitsName, place < bytes.count else { return }
    awaitsName = false
    let name = isEscaped ? Self.plain(bytes[start..<place]) : bytes[start..<place]
    guard open[open.count - 1]?.insert(name).inserted == true else {
      throw WireError("the JSON has one name twice in an object")
    }
  }

  private static func plain(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quoted = Data([UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")])
    guard let text = try? JSONDecoder().decode(String.self, from: quoted) else { return name }
    return Array(text.utf8)[...]
  }
}
