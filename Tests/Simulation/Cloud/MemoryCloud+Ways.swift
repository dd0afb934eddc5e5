/// What is true of the cloud, whatever has spread by now.
extension MemoryCloud.State {
  /// Whether some environment can use a role: its key names one that trusts it by the tokens of a
  /// provider that is there, and that may list.
  var hasWay: Bool {
    environments.contains { environment in
      providers.keys.contains { way(environment, by: $0) != nil }
    }
  }

  /// Whether anything was ever finished in it.
  var isFinished: Bool { environments.contains { $0.apiKey != nil } }

  /// The name of the role through which the environment gets in with this provider's tokens.
  func way(_ environment: MemoryCloud.Environment, by providerARN: String) -> String? {
    let host = providerARN.split(separator: "/", maxSplits: 1).last ?? ""
    guard let key = environment.apiKey, let name = key.split(separator: "/").last.map(String.init),
      let role = roles[name], providers[providerARN]?.audiences.contains("bedrock") == true,
      role.trust.contains("\"\(host):aud\":\"bedrock\""),
      role.trust.contains("env:\(MemoryCloud.organization):\(environment.id)"),
      !unusable.contains(name), !role.inline.isEmpty || !role.attached.isSubset(of: mute)
    else { return nil }
    return name
  }
}
