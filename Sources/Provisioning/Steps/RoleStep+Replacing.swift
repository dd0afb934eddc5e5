import Clients
import Federation

/// Another issuer in the place of one that works: the role trusts both until a listing has proven
/// the new one; then the statement of the former one is taken away, and put back where Vertesia turns
/// out to sign with it still.
extension RoleStep {
  /// The issuers before, whose statement for this environment was put there from here. Of what was
  /// found nobody knows that, whatever it says.
  func formers(_ policy: TrustPolicy, _ target: TrustTarget, _ inputs: Inputs) -> [String] {
    // What could not be proven may have been put back by a request of unknown fate.
    let placed = inputs.placed(id) + Inputs.list(inputs.previous(id))
    return others(policy, target).filter(placed.contains)
  }

  /// The issuers beside the chosen one whose tokens let in this environment.
  private func others(_ policy: TrustPolicy, _ target: TrustTarget) -> [String] {
    policy.issuers(of: target).filter { $0 != target.issuer }
  }

  /// Another issuer can be trusted beside those that let this environment in: one of them was put
  /// there from here, or the role is ours and as it was found.
  func letsIn(
    _ role: IAMRole,
    _ policy: TrustPolicy,
    _ target: TrustTarget,
    _ inputs: Inputs
  ) -> Bool {
    if !formers(policy, target, inputs).isEmpty { return true }
    let isOurs = role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    return isOurs && Self.isAsLeft(role, inputs) && !others(policy, target).isEmpty
  }

  func removals(_ role: IAMRole, _ target: TrustTarget, _ inputs: Inputs) -> [Change] {
    guard inputs.mayRemove(id), !inputs.refusedRemovals.contains(Self.update),
      let policy = role.trustPolicy.flatMap(TrustPolicy.init)
    else { return [] }
    let formers = formers(policy, target, inputs)
    guard !formers.isEmpty else { return [] }
    let both = policy.adding(target)
    guard let rest = both.removing(formers, of: target) else { return [] }
    let hosts = Self.hosts(formers)
    return [
      Change(
        step: id,
        verb: .remove,
        operation: Self.update,
        object: "trust in \(hosts) from role \(role.name)",
        details: ["once Vertesia lists models and both are trusted"]
          + TrustPolicy.diff(from: both, to: rest),
        command: Self.command(role, rest, inputs),
        target: formers.joined(separator: " ")
      )
    ]
  }

  /// Issuers that let this environment in beside the chosen one, once that does.
  func surplus(_ sight: IAMRole?, _ inputs: Inputs) -> [Notice] {
    guard let role = sight, let policy = role.trustPolicy.flatMap(TrustPolicy.init),
      let target = (try? inputs.trustTarget()) ?? nil,
      policy.adding(target) == policy
    else { return [] }
    let isOurs = role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    let removed = removals(role, target, inputs).flatMap { Inputs.list($0.target) }
    let others = isOurs ? others(policy, target) : formers(policy, target, inputs)
    let told = others.filter { !removed.contains($0) }
    guard !told.isEmpty, let rest = policy.removing(told, of: target) else { return [] }
    let way = inputs.takingOff(Self.update, Self.arguments(role, rest))
    return [
      Notice(
        .warning,
        "Role \(role.name) trusts \(Self.hosts(told)) for this environment too. \(way)"
      )
    ]
  }

  private static let update = "UpdateAssumeRolePolicy"

  private static func hosts(_ issuers: [String]) -> String {
    issuers.map(IdentityProvider.host).joined(separator: ", ")
  }

  private static func command(
    _ role: IAMRole,
    _ policy: TrustPolicy,
    _ inputs: Inputs
  ) -> String { AWSCommand.iam(arguments(role, policy), inputs) }

  private static func arguments(_ role: IAMRole, _ policy: TrustPolicy) -> [String] {
    ["update-assume-role-policy", "--role-name", role.name, "--policy-document", policy.json]
  }

  /// The trust policy that a change of it leads to.
  static func trust(
    _ policy: TrustPolicy,
    after change: Change,
    _ target: TrustTarget
  ) -> TrustPolicy {
    let issuers = Inputs.list(change.target)
    switch change.verb {
    case .remove: return policy.removing(issuers, of: target) ?? policy
    case .restore: return issuers.reduce(policy) { $0.adding(target.with(issuer: $1)) }
    case .create, .add, .update, .attach, .set: return policy.adding(target)
    }
  }

  func restoring(_ previous: String, _ sight: IAMRole?, _ inputs: Inputs) -> [Change] {
    guard let role = sight, let policy = role.trustPolicy.flatMap(TrustPolicy.init),
      let target = (try? inputs.trustTarget()) ?? nil
    else { return [] }
    let both = Inputs.list(previous).reduce(policy) { $0.adding(target.with(issuer: $1)) }
    let hosts = Self.hosts(Inputs.list(previous))
    return [
      Change(
        step: id,
        verb: .restore,
        operation: Self.update,
        object: "trust in \(hosts) to role \(role.name)",
        details: TrustPolicy.diff(from: policy, to: both),
        command: Self.command(role, both, inputs),
        target: previous
      )
    ]
  }

  func marks(_ change: Change, _ inputs: Inputs) -> Facts {
    switch change.verb {
    case .remove, .restore: return inputs.marks(change)
    case .create: return [.placed: inputs.issuer, .previous: ""]
    case .update, .add, .attach, .set:
      let formers = Inputs.list(change.target).filter { $0 != inputs.issuer }
      // What is meant again is not to be put back.
      let previous = Inputs.list(inputs.previous(id)).filter { $0 != inputs.issuer }
      return [
        .placed: (formers + [inputs.issuer]).joined(separator: " "),
        .previous: previous.joined(separator: " "),
      ]
    }
  }

  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault {
    let first = Inputs.list(previous).first ?? previous
    return Fault(
      .takenBack,
      "Vertesia still signs with the issuer before",
      cause: "Once \(previous) was not trusted any more, Vertesia listed nothing: "
        + "\(fault.summary). Role \(inputs.roleName) trusts it again, and \(inputs.issuer) beside it",
      remedies: [
        Remedy("Keep the issuer before", inputs.again(.issuer, first)),
        Remedy("Try again once Vertesia signs with the other one", inputs.goOn),
      ],
      evidence: [Evidence(.expected, inputs.issuer), Evidence(.found, previous)]
        + fault.evidenceOfCalls
    )
  }

  func left(_ previous: String, _ inputs: Inputs, _ cloud: Cloud) async -> Notice? {
    Notice(
      .info,
      "Role \(inputs.roleName) does not trust \(previous) any more. That identity provider stays in "
        + "the account: others may use it"
    )
  }
}

extension TrustTarget {
  /// The same environment and audience by the tokens of another issuer in the same account.
  fileprivate func with(issuer: String) -> TrustTarget {
    var other = self
    other.issuer = issuer
    other.providerARN = providerARN.replacing(
      ":oidc-provider/\(IdentityProvider.host(self.issuer))",
      with: ":oidc-provider/\(IdentityProvider.host(issuer))"
    )
    return other
  }
}
