/// One statement of a trust policy, read as IAM reads it: a text is a list of one, names of
/// actions and operators ignore case.
struct TrustStatement: Equatable {
  static let action = "sts:AssumeRoleWithWebIdentity"

  struct Condition: Equatable {
    var comparison: Comparison
    var key: String
    var values: [String]
  }

  var isAllow: Bool
  /// In lower case.
  var actions: [String]
  var hasNotAction: Bool
  /// ARNs of providers; `*` stands for everybody.
  var federated: [String]
  /// Other principals than federated ones, by their kind.
  var otherPrincipals: [String]
  var conditions: [Condition]
  /// Values that are not text, or members that no statement has: read as doubtful.
  var isOdd: Bool

  init(_ tree: JSONTree) {
    isOdd = false
    isAllow = tree["Effect"]?.string == "Allow"
    hasNotAction = tree["NotAction"] != nil
    actions = Self.texts(tree["Action"], odd: &isOdd).map { $0.lowercased() }
    federated = []
    otherPrincipals = []
    conditions = []
    readPrincipal(tree)
    readConditions(tree)
    let known: Set = ["Sid", "Effect", "Principal", "Action", "NotAction", "Condition"]
    if let names = tree.members?.map(\.name), !known.isSuperset(of: names) { isOdd = true }
  }

  private mutating func readPrincipal(_ tree: JSONTree) {
    if tree["NotPrincipal"] != nil { otherPrincipals.append("NotPrincipal") }
    guard let principal = tree["Principal"] else { return }
    if principal.string == "*" { federated.append("*") }
    for member in principal.members ?? [] {
      if member.name == "Federated" {
        federated += Self.texts(member.value, odd: &isOdd)
      } else {
        otherPrincipals.append(member.name)
      }
    }
  }

  private mutating func readConditions(_ tree: JSONTree) {
    guard let condition = tree["Condition"] else { return }
    if condition.members == nil { isOdd = true }
    for block in condition.members ?? [] {
      if block.value.members == nil { isOdd = true }
      for pair in block.value.members ?? [] {
        conditions.append(
          Condition(
            comparison: Comparison(block.name),
            key: pair.name,
            values: Self.texts(pair.value, odd: &isOdd)
          )
        )
      }
    }
  }

  private static func texts(_ tree: JSONTree?, odd: inout Bool) -> [String] {
    guard let tree else { return [] }
    let texts = tree.elements.compactMap(\.string)
    if texts.count < tree.elements.count { odd = true }
    return texts
  }

  /// Whether it lets anybody come in with a web identity.
  var allowsWebIdentity: Bool {
    isAllow
      && (hasNotAction
        || actions.contains { Wildcard.matches($0, Self.action.lowercased()) })
  }

  /// Whether it speaks of the provider with this ARN.
  func names(_ providerARN: String) -> Bool {
    federated.contains { Wildcard.matches($0, providerARN) }
  }

  /// Whether it speaks of any account's provider for this issuer.
  func names(issuerPrefix: String) -> Bool {
    federated.contains { arn in
      arn == "*" || arn.hasSuffix("oidc-provider/\(issuerPrefix)") || arn.contains("*")
    }
  }

  /// The environments it lets in, when it is exactly a statement we could have written, apart
  /// from how many environments there are; else `nil`.
  func subjects(for target: TrustTarget) -> [String]? {
    let prefix = target.conditionPrefix
    guard isAllow, !isOdd, !hasNotAction, actions == [Self.action.lowercased()],
      federated == [target.providerARN], otherPrincipals.isEmpty, conditions.count == 2,
      conditions.allSatisfy(\.comparison.isPlain),
      let audience = conditions.first(where: { $0.key == "\(prefix):aud" }),
      audience.values == [target.audience],
      let subject = conditions.first(where: { $0.key == "\(prefix):sub" }),
      !subject.values.isEmpty, subject.values.allSatisfy({ Subject(parsing: $0) != nil })
    else { return nil }
    return subject.values
  }
}

/// `*` and `?` as IAM reads them.
enum Wildcard {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.utf8)[...], Array(text.utf8)[...])
  }

  /// Goes back to the last star only, so that no pattern takes more than quadratic time.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var here = pattern.startIndex
    var place = text.startIndex
    var star: (pattern: Int, text: Int)?
    while place < text.endIndex {
      if here < pattern.endIndex, pattern[here] == UInt8(ascii: "*") {
        star = (here, place)
        here += 1
      } else if here < pattern.endIndex,
        pattern[here] == UInt8(ascii: "?") || pattern[here] == text[place]
      {
        here += 1
        place += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        here = last.pattern + 1
        place = last.text + 1
      } else {
        return false
      }
    }
    return pattern[here...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
