/// What is in force, now or while AWS still spreads it.
extension MemoryCloud {
  /// What IAM holds.
  struct Rights: Hashable, Sendable {
    var providers: [String: Provider]
    var roles: [String: Role]
  }

  /// What it held until a change.
  struct Past: Hashable, Sendable {
    var rights: Rights
    var until: Duration
  }
}

extension MemoryCloud.State {
  var rights: MemoryCloud.Rights { MemoryCloud.Rights(providers: providers, roles: roles) }

  /// Keeps what a change has ended: AWS may act on it for a while.
  mutating func keep(_ before: MemoryCloud.Rights) {
    guard before != rights else { return }
    past = past.filter(isInForce)
    past.append(MemoryCloud.Past(rights: before, until: spreading.now))
  }

  private func isInForce(_ one: MemoryCloud.Past) -> Bool {
    spreading.now < one.until + spreading.use
  }

  /// What AWS acts on for one caller: until it has spread, that is what was there before.
  mutating func inForce() -> MemoryCloud.Rights {
    for one in past where isInForce(one) && !spreading.isKnownEarly(since: one.until) {
      return one.rights
    }
    return rights
  }

  /// Whether some environment can use a role, whatever of the last changes has spread by now: its key
  /// names one that trusts it by the tokens of a provider that is there, and that may list.
  var hasWay: Bool {
    let all = [rights] + past.filter(isInForce).map(\.rights)
    return environments.contains { environment in
      guard let name = environment.roleName, !unusable.contains(name) else { return false }
      // Of two policies that come and go, one may be missing in either's time.
      let grants = all.map { letting($0.roles[name]) }
      guard !grants.dropFirst().reduce(grants[0], { $0.intersection($1) }).isEmpty else {
        return false
      }
      return providers.keys.contains { provider in
        all.allSatisfy { $0.trusts(environment, by: provider) }
      }
    }
  }

  /// The name of the role through which the environment gets in with this provider's tokens.
  ///
  /// - Parameters:
  ///   - environment: whose key is used.
  ///   - providerARN: whose tokens.
  ///   - rights: what is in force.
  /// - Returns: `nil` where there is no way in.
  func way(
    _ environment: MemoryCloud.Environment,
    by providerARN: String,
    in rights: MemoryCloud.Rights
  ) -> String? {
    guard let name = environment.roleName, !unusable.contains(name),
      rights.trusts(environment, by: providerARN), !letting(rights.roles[name]).isEmpty
    else { return nil }
    return name
  }

  /// The policies that let a role list.
  private func letting(_ role: MemoryCloud.Role?) -> Set<String> {
    guard let role else { return [] }
    return role.attached.subtracting(mute).union(role.inline.keys)
  }
}

extension MemoryCloud.Rights {
  fileprivate func trusts(_ environment: MemoryCloud.Environment, by providerARN: String) -> Bool {
    let host = providerARN.split(separator: "/", maxSplits: 1).last ?? ""
    guard let role = environment.roleName.flatMap({ roles[$0] }),
      providers[providerARN]?.audiences.contains("bedrock") == true
    else { return false }
    return role.trust.contains("\"\(host):aud\":\"bedrock\"")
      && role.trust.contains("env:\(MemoryCloud.organization):\(environment.id)")
  }
}

extension MemoryCloud.Environment {
  fileprivate var roleName: String? { apiKey?.split(separator: "/").last.map(String.init) }
}
