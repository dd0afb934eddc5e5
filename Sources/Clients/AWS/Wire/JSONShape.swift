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
  /// Of all objects that are open at once.
  static let nameCap = 10_000
  /// Each takes a reader of its own, and the services write none.
  static let escapedNameCap = 1_000

  private let bytes: [UInt8]
  private var place = 0
  private var values = 0
  private var escapedNames = 0
  /// Where the names of each object that is open begin; `nil` for an array.
  private var open: [Int?] = []
  /// The names so far of all of them, hashed by a seed that nobody outside knows.
  private var names: [Int] = []
  private var awaitsName = false

  static func check(_ bytes: [UInt8]) throws(WireError) {
    var shape = JSONShape(bytes: bytes)
    try shape.check()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func check() throws(WireError) {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): try enter(names.count)
      case UInt8(ascii: "["): try enter(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): try leave()
      case UInt8(ascii: ","): try count(awaitsName: (open.last ?? nil) != nil)
      case UInt8(ascii: "\""): try string()
      default: break
      }
      place += 1
    }
  }

  private mutating func enter(_ firstName: Int?) throws(WireError) {
    guard open.count < Self.depthCap else { throw WireError("the JSON is nested too deeply") }
    open.append(firstName)
    try count(awaitsName: firstName != nil)
  }

  private mutating func leave() throws(WireError) {
    awaitsName = false
    guard let firstName = open.popLast() ?? nil else { return }
    let own = names[firstName...].sorted()
    names.removeSubrange(firstName...)
    guard zip(own, own.dropFirst()).allSatisfy(!=) else {
      throw WireError("the JSON has one name twice in an object")
    }
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
    guard names.count < Self.nameCap else { throw WireError("the JSON has too many names") }
    var name = bytes[start..<place]
    if isEscaped {
      escapedNames += 1
      guard escapedNames <= Self.escapedNameCap else {
        throw WireError("the JSON has too many escaped names")
      }
      name = Self.plain(name)
    }
    var hasher = Hasher()
    name.withUnsafeBytes { hasher.combine(bytes: $0) }
    names.append(hasher.finalize())
  }

  private static func plain(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quoted = Data([UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")])
    guard let text = try? JSONDecoder().decode(String.self, from: quoted) else { return name }
    return Array(text.utf8)[...]
  }
}
