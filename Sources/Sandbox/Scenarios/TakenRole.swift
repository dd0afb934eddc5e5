extension Account {
  /// The default role name carries a set-up's id, which nobody knows beforehand. So the first name
  /// of that pattern that a client asks for turns out to exist already, and trusts an environment
  /// of someone else; any later name is free.
  mutating func revealTakenRole(_ name: String) {
    let key = name.lowercased()
    guard let prefix = takenRolePrefix, key.hasPrefix(prefix), roles[key] == nil else { return }
    takenRolePrefix = nil
    let issuer = "sts.becomposable.com"
    let subject = "env:\(Acme.organization.id):68c4d0e1f2a3b4c5d6e7f8ff"
    addRole(
      name,
      path: "/",
      trusting: #"{"Federated":"\#(providerARN(issuer))"}"#,
      action: "sts:AssumeRoleWithWebIdentity",
      condition: #"{"StringEquals":{"\#(issuer):aud":"bedrock","\#(issuer):sub":"\#(subject)"}}"#,
      attached: "AmazonBedrockFullAccess"
    )
  }
}
