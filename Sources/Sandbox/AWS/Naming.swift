/// The character sets and lengths of IAM, with the texts that refuse what does not fit.
enum Naming {
  /// `[\w+=,.@-]`, ASCII only.
  static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", "_", "+", "=", ",", ".", "@", "-": true
    default: false
    }
  }

  static func name(
    _ member: String,
    _ value: String,
    upTo limit: Int
  ) throws(AWSFault) -> String {
    guard (1...limit).contains(value.unicodeScalars.count) else {
      throw .validation(
        "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy "
          + "constraint: Member must have length \(value.isEmpty ? "greater" : "less") than or "
          + "equal to \(value.isEmpty ? 1 : limit)"
      )
    }
    guard value.unicodeScalars.allSatisfy(isNameScalar) else {
      throw .validation(
        "The specified value for \(member) is invalid. It must contain only alphanumeric "
          + "characters and/or the following: +=,.@_-"
      )
    }
    return value
  }

  static func path(_ value: String) throws(AWSFault) -> String {
    let legal =
      value.hasPrefix("/") && value.hasSuffix("/") && value.unicodeScalars.count <= 512
      && value.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
    guard legal else {
      throw .validation(
        "The specified value for path is invalid. It must begin and end with / and contain only "
          + "alphanumeric characters and/or / characters."
      )
    }
    return value
  }

  static func description(_ value: String) throws(AWSFault) -> String {
    let legal = value.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA1...0xFF: true
      default: false
      }
    }
    guard value.unicodeScalars.count <= 1000, legal else {
      throw .validation(
        "1 validation error detected: Value at 'description' failed to satisfy constraint: Member "
          + "must satisfy regular expression pattern: "
          + "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"
      )
    }
    return value
  }

  /// The tags of a call; a key twice, ignoring case, is refused.
  static func tags(_ parameters: Parameters, limit: Int) throws(AWSFault) -> [String: String] {
    let listed = parameters.structures("Tags")
    guard listed.count <= limit else {
      throw .invalidInput("The number of tags has reached the maximum limit.")
    }
    var tags: [String: String] = [:]
    for tag in listed {
      let key = try tag.requiredText("Key", 1...128)
      let value = try tag.requiredText("Value", 0...256)
      guard (key + value).unicodeScalars.allSatisfy(isTagScalar) else {
        throw .validation(
          "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must "
            + "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"
        )
      }
      guard !key.lowercased().hasPrefix("aws:") else {
        throw .invalidInput("Tag keys that start with aws: are reserved.")
      }
      guard !tags.keys.contains(where: { $0.lowercased() == key.lowercased() }) else {
        throw .invalidInput(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        )
      }
      tags[key] = value
    }
    return tags
  }

  private static func isTagScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .spaceSeparator, .lineSeparator, .paragraphSeparator,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: "_.:/=+-@".unicodeScalars.contains(scalar)
    }
  }
}
