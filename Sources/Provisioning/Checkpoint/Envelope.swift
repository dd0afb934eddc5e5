import Clients
import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The file around a checkpoint: who wrote it, which generation it is, and a checksum over the
/// exact bytes of the payload, so that a torn or edited file is noticed.
struct Envelope: Equatable {
  /// What is written, and the newest that is read.
  static let format = 1
  static let maximumBytes = 1 << 20
  static let maximumDepth = 32

  /// Random hex, chosen once a set-up: two files of different lineages are never mixed.
  var lineage: String
  /// Grows by one with every write.
  var serial: Int
  var tool: String
  var checkpoint: Checkpoint

  enum ReadError: Error, Equatable {
    case empty, tooLarge, tooDeep, malformed, checksum
    case newer(format: Int, tool: String)
  }

  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let payload = try encoder.encode(checkpoint)
    let head = """
      { "format": \(Self.format), "lineage": "\(lineage)", "serial": \(serial), \
      "sha256": "\(Digest.sha256(payload))", "tool": "\(tool)",
        "payload": 
      """
    return Array(head.utf8) + payload + Array(" }\n".utf8)
  }

  init(lineage: String, serial: Int, tool: String, checkpoint: Checkpoint) {
    self.lineage = lineage
    self.serial = serial
    self.tool = tool
    self.checkpoint = checkpoint
  }

  init(decoding bytes: [UInt8]) throws(ReadError) {
    let header = try Self.header(of: bytes)
    guard header.format <= Self.format else {
      throw .newer(format: header.format, tool: header.tool)
    }
    guard header.isSound, Self.isPlain(bytes), let payload = Self.payload(in: bytes) else {
      throw .malformed
    }
    guard Digest.sha256(payload) == header.sha256 else { throw .checksum }
    guard let checkpoint = try? JSONDecoder().decode(Checkpoint.self, from: Data(payload)),
      checkpoint.steps.values.allSatisfy({ Self.counts.contains($0.attempts) })
    else { throw .malformed }
    self.init(
      lineage: header.lineage,
      serial: header.serial,
      tool: header.tool,
      checkpoint: checkpoint
    )
  }

  /// What a file says its lineage is, also one whose payload is damaged.
  static func lineage(of bytes: [UInt8]) -> String? {
    guard let header = try? header(of: bytes), header.isSound else { return nil }
    return header.lineage
  }

  private struct Header: Decodable {
    var format: Int
    var lineage: String
    var serial: Int
    var sha256: String
    var tool: String

    /// The checksum does not cover these two, and both are written again: one between quotes, one
    /// increased.
    var isSound: Bool {
      lineage.utf8.count == 16 && lineage.allSatisfy(\.isHexDigit) && serial > 0
        && Envelope.counts.contains(serial)
    }
  }

  /// What is counted on can be increased.
  private static let counts = 0..<1 << 53

  private static func header(of bytes: [UInt8]) throws(ReadError) -> Header {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= maximumBytes else { throw .tooLarge }
    guard depth(of: bytes) <= maximumDepth else { throw .tooDeep }
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)) else {
      throw .malformed
    }
    return header
  }

  /// Of two values under one name, this reader and the next could take different ones.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return JSONTree.parse(text, limit: maximumBytes)?.hasRepeatedNames == false
  }

  /// The value of `payload`, which is the last member: from behind its name to before the last
  /// brace, less white space.
  private static func payload(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let name = Array("\"payload\":".utf8)
    guard let start = bytes.firstRange(of: name)?.upperBound,
      let end = bytes.lastIndex(of: UInt8(ascii: "}")), end > start
    else { return nil }
    let value = bytes[start..<end].drop { $0 == 0x20 || $0 == 0x0A }
    guard let last = value.lastIndex(where: { $0 != 0x20 && $0 != 0x0A }) else { return nil }
    return value[...last]
  }

  /// Deepest nesting of brackets outside strings; measured before any parser recurses.
  private static func depth(of bytes: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    var inString = false
    var escaped = false
    for byte in bytes {
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return deepest
  }
}
