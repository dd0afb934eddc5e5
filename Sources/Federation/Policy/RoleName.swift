/// Names of IAM roles.
package enum RoleName {
  /// What IAM allows.
  package static let limit = 64

  /// `Vertesia-<org>-<region>-<id>`, known before anything is made. A long organization is cut in
  /// the middle, so that the region and the id stay whole.
  package static func suggested(organization: String, region: String, setup: SetupID) -> String {
    let tail = "-\(region)-\(setup.text)"
    let room = limit - "Vertesia-".count - tail.count
    let name = cut(slug(organization), to: max(0, room))
    let head = name.isEmpty ? "Vertesia" : "Vertesia-\(name)"
    return String((head + tail).suffix(limit))
  }

  /// Whether IAM takes it: 1 to 64 of `A-Za-z0-9_+=,.@-`.
  package static func isValid(_ name: String) -> Bool {
    (1...limit).contains(name.utf8.count)
      && name.isMade(of: { $0.isAlphanumeric || $0.isOne(of: "_+=,.@-") })
  }

  /// Lower case, everything that is not a letter or a digit a single hyphen.
  static func slug(_ text: String) -> String {
    let words = text.lowercased().split { character in
      !character.isASCII || !(character.isLetter || character.isNumber)
    }
    return words.joined(separator: "-")
  }

  private static func cut(_ name: String, to room: Int) -> String {
    guard name.count > room else { return name }
    guard room > 4 else { return String(name.prefix(room)) }
    let head = (room - 1) / 2
    return "\(name.prefix(head))-\(name.suffix(room - 1 - head))".replacing("--", with: "-")
  }
}
