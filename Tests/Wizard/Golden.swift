import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Text files that hold what a screen looked like when a person last agreed with it.
enum Golden {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Golden/Wizard/"
  }()

  /// Compares with the file of that name, or writes it when `RECORD` is set. A missing file fails.
  static func check(
    _ text: String,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = folder + name + ".txt"
    let wanted = text + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(wanted.utf8).write(to: URL(filePath: path))
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      Issue.record(
        "\(name).txt is missing; record it with RECORD=1",
        sourceLocation: sourceLocation
      )
      return
    }
    let known = String(decoding: data, as: UTF8.self)
    guard known != wanted else { return }
    Issue.record("\(name) differs:\n\(difference(known, wanted))", sourceLocation: sourceLocation)
  }

  private static func difference(_ known: String, _ wanted: String) -> String {
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
