/// A condition's operator, and what it means for who comes in: IAM ignores the case of its name.
struct Comparison: Equatable {
  enum Base {
    /// `StringEquals`, with or without regard to case.
    case equal
    /// `StringLike`: `*` and `?` stand for anything.
    case like
    /// Any that ends in a negation: it shuts out what it names, and lets in all else.
    case negated
    /// `Null`: whether there is such a claim at all.
    case null
    /// Numbers, dates, addresses, ARNs: none of them describes a claim of ours.
    case other
  }

  enum Quantifier {
    case any
    case all
  }

  let base: Base
  let quantifier: Quantifier?
  let ifExists: Bool
  /// `StringEquals` and nothing else.
  let isPlain: Bool

  init(_ name: String) {
    let name = name.lowercased()
    var rest = name
    if let tail = rest.after("foranyvalue:") {
      (quantifier, rest) = (.any, tail)
    } else if let tail = rest.after("forallvalues:") {
      (quantifier, rest) = (.all, tail)
    } else {
      quantifier = nil
    }
    ifExists = rest.hasSuffix("ifexists")
    if ifExists { rest.removeLast("ifexists".count) }
    base =
      switch rest {
      case "stringequals", "stringequalsignorecase": .equal
      case "stringlike": .like
      case "null": .null
      case _ where rest.contains("not"): .negated
      default: .other
      }
    isPlain = name == "stringequals"
  }

  /// Whether it says who comes in.
  var namesWhoComesIn: Bool { base == .equal || base == .like }

  /// Whether a token without the claim is turned away; `values` are those compared with.
  func turnsAwayWithoutClaim(_ values: [String]) -> Bool {
    if base == .null { return values.map { $0.lowercased() } == ["false"] }
    if ifExists { return false }
    switch quantifier {
    case .any: return true
    case .all: return false
    case nil: return base != .negated
    }
  }
}
