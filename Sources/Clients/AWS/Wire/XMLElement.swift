#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An element of an answer: its name without prefix, its text, its children in order.
///
/// Attributes and comments carry nothing in AWS's answers and are not kept.
struct XMLElement: Equatable, Sendable {
  let name: String
  var text = ""
  var children: [XMLElement] = []

  init(_ name: String) { self.name = name }

  /// The first child called `name`.
  func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The text of the first child called `name`, `nil` when there is none.
  func string(_ name: String) -> String? { child(name)?.text }

  func required(_ name: String) throws(WireError) -> String {
    guard let text = string(name), !text.isEmpty else { throw WireError("\(name) is missing") }
    return text
  }

  /// The `<member>` children of the child called `name`; an absent or empty list has none.
  func members(_ name: String) -> [XMLElement] {
    child(name)?.children.filter { $0.name == "member" } ?? []
  }

  func strings(_ name: String) -> [String] { members(name).map(\.text) }

  func bool(_ name: String) -> Bool? {
    switch string(name) {
    case "true": true
    case "false": false
    default: nil
    }
  }

  func int(_ name: String) -> Int? { string(name).flatMap(Int.init) }

  func date(_ name: String) -> Date? { string(name).flatMap(Timestamp.iso8601) }

  /// A policy document: percent-encoded on the wire, kept as it came when it does not decode.
  func policy(_ name: String) -> String? {
    string(name).map { PercentEncoding.decode($0) ?? $0 }
  }
}
