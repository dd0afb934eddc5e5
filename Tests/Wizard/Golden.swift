import GoldenFiles
import Testing

/// What the screens looked like when a person last agreed with them.
enum Golden {
  /// Compares with the file of that name, or writes it when `RECORD` is set. A missing file fails.
  static func check(
    _ text: String,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if let difference = try GoldenFile("Wizard", name).difference(from: text) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }
}
