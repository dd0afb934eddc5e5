/// Who signs the tokens.
package enum Issuer {
  /// What Vertesia's guide says, for want of a better source.
  package static let assumed = "https://sts.becomposable.com"

  /// Whether it may be used unasked: it is on a host that Vertesia owns.
  package static func isTrusted(_ issuer: String) -> Bool {
    guard let host = HostName.of(issuer) else { return false }
    return HostName.isValid(host) && HostName.isVertesia(host)
  }
}
