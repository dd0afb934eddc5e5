import Clients
import Federation
import Provisioning

/// What takes the place of something that works.
enum Replacement: String, CaseIterable, Sendable {
  case policy, role, roleARN, issuer
  /// Vertesia cannot use the role that takes the place of the one before.
  case brokenRole
  /// A policy that lets nobody list.
  case brokenPolicy
  /// Vertesia still signs with the issuer before.
  case earlyIssuer

  static let name = "Vertesia-other"
  static let broken = "arn:aws:iam::\(MemoryCloud.account):policy/nothing"
  static let newHost = "sts.vertesia.io"

  /// Whether what takes the place works.
  var succeeds: Bool {
    switch self {
    case .policy, .role, .roleARN, .issuer: true
    case .brokenRole, .brokenPolicy, .earlyIssuer: false
    }
  }

  /// Whether one way works at every moment: nobody can know before that the new one does not.
  var keepsWorking: Bool { succeeds || self == .earlyIssuer }

  /// What the set-up is begun with.
  var before: Answers { self == .policy ? Answers([.permissions: ["full-access"]]) : Answers() }

  /// What every later process is given.
  var after: Answers {
    switch self {
    case .policy: Answers([.permissions: ["inference"]])
    case .brokenPolicy: Answers([.permissions: [Self.broken]])
    case .role: Answers([.roleName: [Self.name]])
    case .roleARN, .brokenRole:
      Answers([.roleARN: ["arn:aws:iam::\(MemoryCloud.account):role/\(Self.name)"]])
    case .issuer, .earlyIssuer: Answers([.issuer: ["https://\(Self.newHost)"]])
    }
  }

  /// The calls behind it, in their order.
  var changes: [(operation: String, step: StepID)] {
    switch self {
    case .policy: [("PutRolePolicy", .permissions), ("DetachRolePolicy", .permissions)]
    case .role:
      [
        ("CreateRole", .role), ("PutRolePolicy", .permissions),
        ("PUT /environments/{id}", .connection),
      ]
    case .roleARN: [("PutRolePolicy", .permissions), ("PUT /environments/{id}", .connection)]
    case .issuer, .earlyIssuer:
      [
        ("CreateOpenIDConnectProvider", .identityProvider), ("UpdateAssumeRolePolicy", .role),
      ]
    case .brokenRole: [("PUT /environments/{id}", .connection)]
    case .brokenPolicy: [("AttachRolePolicy", .permissions), ("DeleteRolePolicy", .permissions)]
    }
  }

  /// What happens in the cloud before it is asked for.
  func prepare(_ state: inout MemoryCloud.State) {
    state.mute = [Self.broken]
    switch self {
    case .issuer: state.signsAs = Self.newHost
    case .roleARN, .brokenRole:
      guard let own = state.roles.values.first else { return }
      var other = own
      other.name = Self.name
      other.path = "/"
      other.tags = [:]
      other.inline = [:]
      if self == .brokenRole {
        // As it has to be by all that can be read, and not where Vertesia looks.
        other.inline = own.inline
        state.unusable = [Self.name]
      }
      state.roles[Self.name] = other
    case .policy, .role, .brokenPolicy, .earlyIssuer: break
    }
  }

  /// Afterwards what was asked for is in force, and what was ours to take away is gone.
  func check(_ state: MemoryCloud.State) throws {
    let key = state.environments.first?.apiKey ?? "none"
    let name = key.split(separator: "/").last.map(String.init) ?? ""
    guard let role = state.roles[name], state.environments.count == 1 else {
      throw Violation("the key is \(key)")
    }
    guard role.inline.count == 1, role.attached.isEmpty else {
      throw Violation("policies: \(role.inline.keys) \(role.attached)")
    }
    let wantsOther = self == .role || self == .roleARN
    guard (name == Self.name) == wantsOther, state.roles.count == (wantsOther ? 2 : 1) else {
      throw Violation("\(state.roles.keys), and the key is \(key)")
    }
    let hosts = [MemoryCloud.issuerHost, Self.newHost].filter { role.trust.contains($0) }
    guard hosts == [self == .issuer ? Self.newHost : MemoryCloud.issuerHost],
      state.providers.count == (self == .issuer ? 2 : 1)
    else { throw Violation("trust: \(role.trust)") }
  }

  /// What was in force before is in force again, and the run has said so.
  func checkTakenBack(_ stage: Stage, _ result: SetupResult) throws {
    guard result.exit == .failed,
      result.steps.contains(where: { $0.fault?.code == .takenBack })
    else {
      throw Violation("ends with \(result.exit): \(result.steps.compactMap(\.fault?.code))")
    }
    let state = stage.cloud.read { $0 }
    let provider = "arn:aws:iam::\(MemoryCloud.account):oidc-provider/\(MemoryCloud.issuerHost)"
    let ways = state.environments.compactMap { state.way($0, by: provider, in: state.rights) }
    guard ways.count == 1, ways != [Self.name] else { throw Violation("it works by \(ways)") }
    let isOpen = Audit.steps(stage.image).values.contains { $0.intent != nil }
    if isOpen { throw Violation("an intent is left open") }
  }
}
