extension AnswerCheck {
  static func roleName(_ text: String) throws(Fault) -> String {
    guard RoleName.isValid(text) else { throw refused(.badRoleName, text) }
    return text
  }

  static func rolePath(_ text: String) throws(Fault) -> String {
    // A key that is pasted behind a slash looks like a path, and may have slashes of its own.
    let parts = text.split(separator: "/").map(String.init)
    if let key = (parts + [parts.joined(separator: "/")]).first(where: SecretShape.isIn) {
      throw refused(.badRolePath, key)
    }
    guard (1...512).contains(text.utf8.count), text.hasPrefix("/"), text.hasSuffix("/"),
      text.isMade(of: { (0x21...0x7E).contains($0) }), !text.contains("//")
    else { throw refused(.badRolePath, text) }
    return text
  }

  static func permissions(_ text: String) throws(Fault) -> String {
    guard let choice = PermissionChoice(text), isWord(choice) || isPolicy(text) else {
      let near = Spelling.nearest(to: text, in: ["inference", "full-access", "listing"])
      throw refused(
        .badPermissions,
        text,
        remedies: near.map { [Remedy("Did you mean \($0)?")] }
      )
    }
    return choice.answer
  }

  private static func isWord(_ choice: PermissionChoice) -> Bool {
    if case .policy = choice { false } else { true }
  }

  static func boundary(_ text: String) throws(Fault) -> String {
    guard isPolicy(text) else { throw refused(.badBoundary, text) }
    return text
  }

  /// Whether it is the ARN of a managed policy, AWS's or somebody's own.
  static func isPolicy(_ text: String) -> Bool {
    guard let arn = ARN(text), arn.service == "iam", arn.region.isEmpty, arn.kind == "policy",
      !arn.name.isEmpty
    else { return false }
    return arn.account == "aws" || ARN.isAccount(arn.account)
  }

  static func roleARN(_ text: String) throws(Fault) -> String {
    guard let arn = ARN(text), arn.service == "iam", arn.region.isEmpty, arn.kind == "role",
      ARN.isAccount(arn.account), RoleName.isValid(arn.name)
    else {
      let isSession = text.contains(":assumed-role/")
      throw refused(
        .badRoleARN,
        text,
        cause: isSession ? "This is the ARN of a session, not of the role itself" : nil
      )
    }
    return text
  }
}

/// Tags as AWS takes them.
enum TagCheck {
  static func check(_ text: String) throws(Fault) -> String {
    let parts = text.pieces(at: "=", limit: 2)
    guard parts.count == 2 else {
      throw AnswerCheck.refused(
        .badTag,
        text,
        cause: "A tag is written KEY=VALUE, and there is no = in this one"
      )
    }
    let key = parts[0].trimmed()
    let value = parts[1].trimmed()
    guard (1...128).contains(key.count), value.count <= 256, isTagText(key), isTagText(value)
    else { throw AnswerCheck.refused(.badTag, text) }
    guard !key.lowercased().hasPrefix("aws:"), key != Marker.tagKey else {
      throw AnswerCheck.refused(.badTag, text, cause: "The key \(key) is taken")
    }
    return "\(key)=\(value)"
  }

  /// AWS takes 50 tags, and one of them is ours. Keys that differ in case only are one key to IAM.
  static func together(_ tags: [String]) throws(Fault) {
    guard tags.count < 50 else {
      throw Fault(.badTag, cause: "AWS takes 50 tags, and one of them is needed as the marker")
    }
    let keys = tags.map { ($0.pieces(at: "=", limit: 2).first ?? "").lowercased() }
    for (place, key) in keys.enumerated() where keys[..<place].contains(key) {
      throw AnswerCheck.refused(.badTag, tags[place], cause: "The key \(key) is given twice")
    }
  }

  /// Letters, digits and spaces of any script, and `_.:/=+-@`.
  private static func isTagText(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator:
        true
      default: "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }
  }
}
