/// A condition operator with its set prefix and `IfExists` suffix.
struct ConditionOperator: Sendable, Equatable {
  enum Base: String, Sendable, CaseIterable {
    case stringEquals = "StringEquals"
    case stringNotEquals = "StringNotEquals"
    case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
    case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
    case stringLike = "StringLike"
    case stringNotLike = "StringNotLike"
    case arnEquals = "ArnEquals"
    case arnLike = "ArnLike"
    case arnNotEquals = "ArnNotEquals"
    case arnNotLike = "ArnNotLike"
    case numericEquals = "NumericEquals"
    case numericNotEquals = "NumericNotEquals"
    case numericLessThan = "NumericLessThan"
    case numericLessThanEquals = "NumericLessThanEquals"
    case numericGreaterThan = "NumericGreaterThan"
    case numericGreaterThanEquals = "NumericGreaterThanEquals"
    case dateEquals = "DateEquals"
    case dateNotEquals = "DateNotEquals"
    case dateLessThan = "DateLessThan"
    case dateLessThanEquals = "DateLessThanEquals"
    case dateGreaterThan = "DateGreaterThan"
    case dateGreaterThanEquals = "DateGreaterThanEquals"
    case bool = "Bool"
    case null = "Null"
    case binaryEquals = "BinaryEquals"
    case ipAddress = "IpAddress"
    case notIpAddress = "NotIpAddress"
  }

  enum Quantifier: Sendable { case forAny, forAll }

  var base: Base
  var quantifier: Quantifier?
  var ifExists = false

  /// `nil` for a name that IAM does not know.
  init?(_ name: String) {
    var rest = name[...]
    if rest.hasPrefix("ForAnyValue:") {
      quantifier = .forAny
      rest = rest.dropFirst("ForAnyValue:".count)
    } else if rest.hasPrefix("ForAllValues:") {
      quantifier = .forAll
      rest = rest.dropFirst("ForAllValues:".count)
    }
    if rest.hasSuffix("IfExists") {
      ifExists = true
      rest = rest.dropLast("IfExists".count)
    }
    guard let base = Base(rawValue: String(rest)), !(base == .null && ifExists) else { return nil }
    self.base = base
  }

  /// `actual` is what the request carries under the key: `nil` when the key is missing.
  func holds(_ actual: [String]?, _ wanted: [String]) -> Bool {
    if base == .null {
      return wanted.contains { ($0.lowercased() == "true") == (actual ?? []).isEmpty }
    }
    guard let actual, !actual.isEmpty else {
      return ifExists || quantifier == .forAll || (quantifier == nil && isNegated)
    }
    let fits = { (value: String) in
      isNegated
        ? wanted.allSatisfy { matches(value, $0) } : wanted.contains { matches(value, $0) }
    }
    switch quantifier {
    case .forAll: return actual.allSatisfy(fits)
    case .forAny: return actual.contains(where: fits)
    case nil: return isNegated ? actual.allSatisfy(fits) : actual.contains(where: fits)
    }
  }

  private var isNegated: Bool {
    switch base {
    case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .arnNotEquals, .arnNotLike,
      .numericNotEquals, .dateNotEquals, .notIpAddress:
      true
    default: false
    }
  }

  private func matches(_ actual: String, _ wanted: String) -> Bool {
    switch base {
    case .stringEquals, .binaryEquals: actual == wanted
    case .stringNotEquals: actual != wanted
    case .stringEqualsIgnoreCase, .bool: actual.lowercased() == wanted.lowercased()
    case .stringNotEqualsIgnoreCase: actual.lowercased() != wanted.lowercased()
    case .stringLike, .arnEquals, .arnLike: Glob.matches(actual, wanted)
    case .stringNotLike, .arnNotEquals, .arnNotLike: !Glob.matches(actual, wanted)
    case .numericEquals: compare(actual, wanted, Self.number) { $0 == $1 }
    case .numericNotEquals: compare(actual, wanted, Self.number) { $0 != $1 }
    case .numericLessThan: compare(actual, wanted, Self.number) { $0 < $1 }
    case .numericLessThanEquals: compare(actual, wanted, Self.number) { $0 <= $1 }
    case .numericGreaterThan: compare(actual, wanted, Self.number) { $0 > $1 }
    case .numericGreaterThanEquals: compare(actual, wanted, Self.number) { $0 >= $1 }
    case .dateEquals: compare(actual, wanted, Moment.init(date:)) { $0 == $1 }
    case .dateNotEquals: compare(actual, wanted, Moment.init(date:)) { $0 != $1 }
    case .dateLessThan: compare(actual, wanted, Moment.init(date:)) { $0 < $1 }
    case .dateLessThanEquals: compare(actual, wanted, Moment.init(date:)) { $0 <= $1 }
    case .dateGreaterThan: compare(actual, wanted, Moment.init(date:)) { $0 > $1 }
    case .dateGreaterThanEquals: compare(actual, wanted, Moment.init(date:)) { $0 >= $1 }
    case .ipAddress: IPv4Range(wanted)?.contains(actual) ?? false
    case .notIpAddress: !(IPv4Range(wanted)?.contains(actual) ?? false)
    case .null: false
    }
  }

  /// What cannot be read fits nothing.
  private func compare<Value>(
    _ actual: String,
    _ wanted: String,
    _ read: (String) -> Value?,
    _ holds: (Value, Value) -> Bool
  ) -> Bool {
    guard let actual = read(actual), let wanted = read(wanted) else { return false }
    return holds(actual, wanted)
  }

  private static func number(_ text: String) -> Double? { Double(text) }
}

/// `203.0.113.0/24`, or a single address.
private struct IPv4Range {
  let base: UInt32
  let bits: UInt32

  init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard let base = parts.first.flatMap(Self.address),
      let bits = parts.count == 1 ? 32 : UInt32(parts[1]), bits <= 32, parts.count <= 2
    else { return nil }
    self.base = base
    self.bits = bits
  }

  func contains(_ text: String) -> Bool {
    guard let address = Self.address(text[...]) else { return false }
    return bits == 0 || (address ^ base) >> (32 - bits) == 0
  }

  private static func address(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".").compactMap { UInt8($0) }
    return parts.count == 4 ? parts.reduce(0) { $0 << 8 | UInt32($1) } : nil
  }
}
