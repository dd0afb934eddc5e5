/// Issuers beside each other: while one takes the place of another, a role trusts both.
extension TrustPolicy {
  /// The issuers whose tokens for this environment a statement of its own lets in, as we write them.
  package func issuers(of target: TrustTarget) -> [String] {
    statements.compactMap { $0.issuer(of: target) }
  }

  /// This policy without the statements for these issuers; `nil` when no statement would be left.
  package func removing(_ issuers: [String], of target: TrustTarget) -> TrustPolicy? {
    filtered { statement in
      statement.issuer(of: target).map { !issuers.contains($0) } ?? true
    }
  }
}

extension TrustStatement {
  /// `nil` where anything differs from what we would write for another issuer in that account.
  fileprivate func issuer(of target: TrustTarget) -> String? {
    let mark = ":oidc-provider/"
    guard let provider = federated.first, let own = target.providerARN.firstRange(of: mark),
      let host = provider.after(target.providerARN[..<own.upperBound])
    else { return nil }
    let other = TrustTarget(
      providerARN: provider,
      issuer: "https://\(host)",
      audience: target.audience,
      subject: target.subject
    )
    return subjects(for: other) == [target.subject.text] ? other.issuer : nil
  }
}
