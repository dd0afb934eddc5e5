#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON on standard output, keys sorted, so that two runs can be compared.
enum JSONOutput {
  static func print(_ value: some Encodable) throws {
    Output.line(try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]))
  }

  static func line(_ value: some Encodable) throws -> String {
    try text(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func text(
    _ value: some Encodable,
    _ formatting: JSONEncoder.OutputFormatting
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
