/// Checks one answer, whatever face it came from, and writes it the one way it is kept.
public enum AnswerCheck {
  /// The normal form of `value`. Throws the fault that says which rule it breaks.
  ///
  /// An id that is not 24 hexadecimal digits, as Vertesia's are, passes as `exactly:ID`.
  public static func check(_ key: AnswerKey, _ value: String) throws(Fault) -> String {
    let text = value.trimmed()
    guard !SecretShape.isPlainlyIn(text) else { throw refused(code(key), text) }
    return switch key {
    case .profile: try profile(text)
    case .awsAccess: try word(text, of: ["credentials", "pasted", "by-hand"], key)
    case .vertesiaAccess: try word(text, of: ["key", "typed", "by-hand"], key)
    case .onConflict: try word(text, of: ["stop", "rename", "extend"], key)
    case .region: try region(text)
    case .site: try SiteCheck.check(text)
    case .issuer: try IssuerCheck.check(text)
    case .audience: try audience(text)
    case .organization: try id(text, .badOrganizationID)
    case .project: try id(text, .badProjectID)
    case .environmentID: try id(text, .badEnvironmentID)
    case .environmentName: try environmentName(text)
    case .roleName: try roleName(text)
    case .rolePath: try rolePath(text)
    case .permissions: try permissions(text)
    case .permissionsBoundary: try boundary(text)
    case .tag: try TagCheck.check(text)
    case .roleARN: try roleARN(text)
    case .model: try model(text)
    case .confirmed: try confirmation(text)
    }
  }

  /// What an answer to `key` is told by where it cannot be one.
  private static func code(_ key: AnswerKey) -> FaultCode {
    switch key {
    case .profile: .badProfile
    case .awsAccess, .vertesiaAccess, .onConflict, .confirmed: .badSetting
    case .region: .badRegion
    case .site: .badSite
    case .issuer: .badIssuer
    case .audience: .badAudience
    case .organization: .badOrganizationID
    case .project: .badProjectID
    case .environmentID: .badEnvironmentID
    case .environmentName: .badEnvironmentName
    case .roleName: .badRoleName
    case .rolePath: .badRolePath
    case .permissions: .badPermissions
    case .permissionsBoundary: .badBoundary
    case .tag: .badTag
    case .roleARN: .badRoleARN
    case .model: .badModelID
    }
  }

  /// Every value of a key that may have several; what they break together is checked too.
  public static func check(all key: AnswerKey, _ values: [String]) throws(Fault) -> [String] {
    var checked: [String] = []
    for value in values { checked.append(try check(key, value)) }
    if key == .tag { try TagCheck.together(checked) }
    return checked
  }

  /// What only several answers break together: tags that clash, ids in each other's place, policies
  /// of another account than the role's.
  public static func together(_ answers: Answers, _ survey: Survey = Survey()) throws(Fault) {
    try TagCheck.together(answers[all: .tag])
    try Identifiers.check(answers, survey)
    try PolicyPlace.check(answers, survey)
  }

  static func refused(
    _ code: FaultCode,
    _ value: String,
    cause: String? = nil,
    remedies: [Remedy]? = nil
  ) -> Fault {
    let isSecret = SecretShape.isIn(value)
    return Fault(
      code,
      cause: isSecret ? SecretShape.cause : cause,
      remedies: isSecret ? SecretShape.remedies : remedies,
      evidence: [Evidence(.value, shown(value))]
    )
  }

  /// Foreign text as evidence: short, no secret, and nothing that moves a cursor.
  static func shown(_ value: String) -> String {
    let safe = String(String.UnicodeScalarView(value.unicodeScalars.filter { !$0.isControl }))
    if SecretShape.isIn(value) || SecretShape.isIn(safe) { return SecretShape.placeholder }
    let start = safe.unicodeScalars.prefix(120)
    return start.endIndex == safe.endIndex ? safe : String(start) + ".."
  }

  private static func word(
    _ text: String,
    of words: [String],
    _ key: AnswerKey
  ) throws(Fault) -> String {
    guard words.contains(text) else {
      throw refused(
        .badSetting,
        text,
        cause: "\(key.rawValue) takes \(words.joined(separator: ", "))"
      )
    }
    return text
  }

  private static func profile(_ text: String) throws(Fault) -> String {
    guard (1...128).contains(text.count), text.hasNoControls,
      !text.contains("["), !text.contains("]")
    else { throw refused(.badProfile, text) }
    return text
  }

  private static func region(_ text: String) throws(Fault) -> String {
    let name = text.lowercased()
    guard AWSPartition.of(region: name) != nil else {
      let near = Spelling.nearest(to: name, in: BedrockRegion.all.map(\.id))
      throw refused(
        .badRegion,
        text,
        remedies: near.map { [Remedy("Did you mean \($0)?")] }
      )
    }
    return name
  }

  private static func audience(_ text: String) throws(Fault) -> String {
    guard (1...255).contains(text.utf8.count), text.isMade(of: { (0x21...0x7E).contains($0) }),
      !text.contains(where: { "*?$".contains($0) })
    else { throw refused(.badAudience, text) }
    return text
  }

  /// An id that ends up inside a policy: it may hold nothing that IAM reads as a pattern.
  static func id(_ text: String, _ code: FaultCode) throws(Fault) -> String {
    if let exact = text.after("exactly:") {
      guard Subject.isSafe(exact) else { throw refused(code, text) }
      return exact
    }
    let lower = text.lowercased()
    guard !isObjectID(lower) else { return lower }
    let cause = "\(mistaken(text)): ids of Vertesia are 24 digits and letters from a to f"
    guard Subject.isSafe(lower) else { throw refused(code, text, cause: cause) }
    throw refused(
      code,
      text,
      cause: cause,
      remedies: code.page.remedies.prefix(1) + [
        Remedy("If it is right all the same, write it as exactly:\(shown(text))")
      ]
    )
  }

  /// What a text that is no id of Vertesia looks like.
  private static func mistaken(_ text: String) -> String {
    let isHex = text.lowercased().isMade(of: \.isHex)
    let count = text.count
    return switch text {
    case "": "Nothing was given"
    case _ where text.contains("://") || text.contains("vertesia.io"):
      "This is an address that does not show it"
    case _ where text.hasPrefix("arn:"): "This is an ARN of AWS"
    case _ where ARN.isAccount(text): "This looks like the number of an AWS account"
    case _ where text.contains("@"): "This looks like an e-mail address"
    case _ where isHex && count < 24:
      "It has \(count) \(count == 1 ? "character" : "characters"); an ID has 24"
    case _ where isHex: "It is too long, with \(count) characters"
    default: "This looks like a name, or a part of something else"
    }
  }

  /// Whether it looks like an id of Vertesia.
  static func isObjectID(_ text: String) -> Bool {
    text.utf8.count == 24 && text.isMade(of: \.isHex)
  }

  private static func environmentName(_ text: String) throws(Fault) -> String {
    guard (1...100).contains(text.count), text.hasNoControls else {
      throw refused(.badEnvironmentName, text)
    }
    return text
  }

  private static func model(_ text: String) throws(Fault) -> String {
    // It is only compared, with names as publishers have them too: Command R+.
    guard (1...512).contains(text.utf8.count), text.hasNoControls else {
      throw refused(.badModelID, text)
    }
    return text
  }

  private static func confirmation(_ text: String) throws(Fault) -> String {
    guard text.hasPrefix("pairing:") || text.hasPrefix("role-account:"), text.hasNoControls,
      text.utf8.count <= 256
    else { throw refused(.badSetting, text) }
    return text
  }
}

extension Unicode.Scalar {
  /// Controls, and marks that change the direction of what follows.
  package var isControl: Bool {
    properties.generalCategory == .control || properties.generalCategory == .format
      || properties.generalCategory == .lineSeparator
      || properties.generalCategory == .paragraphSeparator
  }
}

extension String {
  var hasNoControls: Bool { !unicodeScalars.contains(where: \.isControl) }
}
