#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A text file that holds what something looked like when a person last agreed with it.
package struct GoldenFile: Sendable {
  private let name: String
  private let path: String

  package init(_ folder: String, _ name: String) {
    self.name = name
    let parts = #filePath.split(separator: "/").dropLast()
    path = "/" + parts.joined(separator: "/") + "/\(folder)/\(name).txt"
  }

  /// How a text differs from the file, row by row; `nil` where it does not. Writes the file instead
  /// when `RECORD` is set. A missing file is a difference.
  package func difference(from text: String) throws -> String? {
    let wanted = text + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(wanted.utf8).write(to: URL(filePath: path))
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return "\(name).txt is missing; record it with RECORD=1"
    }
    let known = String(decoding: data, as: UTF8.self)
    return known == wanted ? nil : "\(name) differs:\n\(Self.rows(known, wanted))"
  }

  private static func rows(_ known: String, _ wanted: String) -> String {
    let known = known.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(known.count, wanted.count)).compactMap { row in
      let old = row < known.count ? known[row] : "(none)"
      let new = row < wanted.count ? wanted[row] : "(none)"
      return old == new ? nil : "\(row): - \(old)\n\(row): + \(new)"
    }
    .joined(separator: "\n")
  }
}
