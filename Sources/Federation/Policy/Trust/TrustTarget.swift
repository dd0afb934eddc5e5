/// What a role has to trust: one provider, one audience, one environment.
package struct TrustTarget: Equatable, Sendable {
  package var providerARN: String
  /// With its scheme: `https://sts.vertesia.io`.
  package var issuer: String
  package var audience: String
  package var subject: Subject

  package init(providerARN: String, issuer: String, audience: String, subject: Subject) {
    self.providerARN = providerARN
    self.issuer = issuer
    self.audience = audience
    self.subject = subject
  }

  /// What stands before `:aud` and `:sub` in a condition: the issuer's host and path.
  package var conditionPrefix: String { Self.conditionPrefix(of: issuer) }

  static func conditionPrefix(of issuer: String) -> String {
    var prefix = issuer.after("https://") ?? issuer
    while prefix.hasSuffix("/") { prefix.removeLast() }
    return prefix
  }

  /// The statement as we write it.
  var statement: JSONTree {
    [
      "Effect": "Allow",
      "Principal": ["Federated": .string(providerARN)],
      "Action": .string(TrustStatement.action),
      "Condition": [
        "StringEquals": .object([
          JSONTree.Member("\(conditionPrefix):aud", .string(audience)),
          JSONTree.Member("\(conditionPrefix):sub", .string(subject.text)),
        ])
      ],
    ]
  }
}
