import Clients
import Federation

/// What the caller may do in IAM, asked before anything is tried.
struct CallerRights: Equatable, Sendable {
  var abilities: Abilities
  /// Denied actions that a company rule stands behind: an explicit denial, or a condition that the
  /// request as planned does not meet.
  var ruled: Set<String>
  /// By denied action: the condition keys that its rules ask for and the request does not carry.
  var demanded: [String: [String]] = [:]
  /// Denied actions that would be allowed if nothing but the tags they ask for were added.
  var fitting: Set<String> = []

  /// The actions behind each operation of a plan; tags are set in the same call.
  static func actions(of operation: String) -> [String] {
    switch operation {
    case "CreateOpenIDConnectProvider":
      ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"]
    case "CreateRole": ["iam:CreateRole", "iam:TagRole"]
    case "AddClientIDToOpenIDConnectProvider", "UpdateAssumeRolePolicy", "PutRolePolicy",
      "AttachRolePolicy", "DetachRolePolicy", "DeleteRolePolicy":
      ["iam:\(operation)"]
    default: []
    }
  }

  /// What the caller lacks for these changes.
  func lacking(_ changes: [Change]) -> [String] {
    let needed = Set(changes.flatMap { Self.actions(of: $0.operation) })
    return abilities.denied.filter(needed.contains)
  }
}

/// Asks IAM's simulator; where that is refused or missing, every verdict is unknown.
struct RightsReader: Sendable {
  let aws: AWSSide
  let inputs: Inputs

  private static let onProvider = [
    "iam:GetOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider",
    "iam:TagOpenIDConnectProvider", "iam:AddClientIDToOpenIDConnectProvider",
  ]
  private static let onRole = [
    "iam:GetRole", "iam:CreateRole", "iam:TagRole", "iam:UpdateAssumeRolePolicy",
    "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRolePolicy",
  ]

  func read() async -> CallerRights {
    guard let caller = inputs.fact(.awsIdentity, .arn), let principal = Self.principal(caller),
      let provider = inputs.providerARN, let role = inputs.roleARN
    else { return Self.unknown("IAM cannot simulate this kind of caller") }
    async let first = decisions(principal, Self.onProvider, provider)
    async let second = decisions(principal, Self.onRole, role)
    let results = await [first, second]
    var verdicts: [String: Abilities.Verdict] = [:]
    var ruled: Set<String> = []
    var demanded: [String: [String]] = [:]
    for result in results {
      switch result {
      case .success(let decisions):
        for decision in decisions {
          verdicts[decision.action] = decision.decision == .allowed ? .allowed : .denied
          if decision.decision == .explicitDeny || !decision.missingContext.isEmpty {
            ruled.insert(decision.action)
            demanded[decision.action] = decision.missingContext
          }
        }
      case .failure(let error):
        let reason =
          AWSDiagnosis.isUnsupported(error)
          ? "this endpoint cannot simulate policies" : "simulating policies is refused"
        return Self.unknown(reason)
      }
    }
    ruled = ruled.filter { verdicts[$0] == .denied }
    demanded = demanded.filter { ruled.contains($0.key) }
    return CallerRights(
      abilities: Abilities(verdicts: verdicts, source: "IAM's policy simulator"),
      ruled: ruled,
      demanded: demanded,
      fitting: await fitting(demanded, principal, provider, role)
    )
  }

  /// Whether all else that was given meets the rules: asked with the tags that are missing. What a
  /// boundary has to be nobody can make up.
  private func fitting(
    _ demanded: [String: [String]],
    _ principal: String,
    _ provider: String,
    _ role: String
  ) async -> Set<String> {
    let keys = Set(demanded.values.joined())
    let tags = keys.compactMap(CompanyRule.tag).sorted().map { AWSTag($0, "-") }
    guard !tags.isEmpty, tags.count == keys.count else { return [] }
    var all: Set<String> = []
    for (actions, resource) in [(Self.onProvider, provider), (Self.onRole, role)] {
      let asked = actions.filter { demanded[$0] != nil }
      guard !asked.isEmpty else { continue }
      let result = await decisions(principal, asked, resource, adding: tags)
      guard case .success(let decisions) = result else { return [] }
      all.formUnion(decisions.filter { $0.decision == .allowed }.map(\.action))
    }
    return all
  }

  /// Whether another reader would send the same questions; a look can tell more of the names.
  func asksTheSame(as other: RightsReader) -> Bool {
    inputs.fact(.awsIdentity, .arn) == other.inputs.fact(.awsIdentity, .arn)
      && inputs.providerARN == other.inputs.providerARN && inputs.roleARN == other.inputs.roleARN
      && context(inputs.tags) == other.context(other.inputs.tags)
  }

  static func unknown(_ reason: String) -> CallerRights {
    let all = (onProvider + onRole).map { ($0, Abilities.Verdict.unknown) }
    return CallerRights(
      abilities: Abilities(verdicts: Dictionary(all) { first, _ in first }, source: reason),
      ruled: []
    )
  }

  private func decisions(
    _ principal: String,
    _ actions: [String],
    _ resource: String,
    adding tags: [AWSTag] = []
  ) async -> Result<[SimulatedDecision], AWSError> {
    await outcome { () async throws(AWSError) in
      try await aws.iam.simulatePrincipalPolicy(
        principalARN: principal,
        actions: actions,
        resources: [resource],
        context: context(inputs.tags + tags)
      )
    }
  }

  /// The request as it is planned, in the words of condition keys.
  private func context(_ tags: [AWSTag]) -> [SimulationContext] {
    var all = [
      SimulationContext(key: "aws:TagKeys", values: tags.map(\.key))
    ]
    all += tags.map {
      SimulationContext(key: "aws:RequestTag/\($0.key)", values: [$0.value])
    }
    if let boundary = inputs.answers[.permissionsBoundary] {
      all.append(SimulationContext(key: "iam:PermissionsBoundary", values: [boundary]))
    }
    if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
      all.append(SimulationContext(key: "iam:PolicyARN", values: [arn]))
    }
    return all
  }

  /// The user or role behind a caller: a session of a role is mapped to the role. The roles of IAM
  /// Identity Center live under a path that the session's ARN does not tell.
  static func principal(_ caller: String) -> String? {
    guard let arn = ARN(caller) else { return nil }
    if arn.service == "iam" { return arn.resource == "root" ? nil : caller }
    let parts = arn.resource.split(separator: "/").map(String.init)
    guard arn.service == "sts", parts.first == "assumed-role", parts.count >= 2 else {
      return nil
    }
    let isSSO = parts[1].hasPrefix("AWSReservedSSO_")
    return ARN.role(
      name: parts[1],
      path: isSSO ? "/aws-reserved/sso.amazonaws.com/" : "/",
      partition: arn.partition,
      account: arn.account
    ).text
  }
}
