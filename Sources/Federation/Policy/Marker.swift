/// The sign by which things we made are found again.
package enum Marker {
  /// Key of the tag on what we create in AWS; its value is the set-up id.
  package static let tagKey = "vertesia-bedrock:setup"
  private static let name = "vertesia-bedrock:"

  /// `vertesia-bedrock:k3vq7m2d`.
  package static func text(_ setup: SetupID) -> String { name + setup.text }

  /// A description that says something to people first and carries the marker at its end.
  package static func description(_ words: String, _ setup: SetupID) -> String {
    words.isEmpty ? text(setup) : "\(words) \(text(setup))"
  }

  /// The set-up id in a description that people may have edited; the first whole marker counts.
  package static func parse(_ description: String) -> SetupID? {
    var rest = description[...]
    while let found = rest.firstRange(of: name) {
      let before = rest[..<found.lowerBound].last
      rest = rest[found.upperBound...]
      let word = rest.prefix { $0.isLetter || $0.isNumber }
      let stands = before.map { !$0.isLetter && !$0.isNumber && $0 != "-" } ?? true
      if stands, let setup = SetupID(String(word)) { return setup }
    }
    return nil
  }
}
