/// A role session that STS is asked for.
struct SessionRequest {
  var roleARN: RoleARN
  var sessionName: String
  var seconds: Int
  var policies: [PolicyDocument]?
  var policyARNs: [String]

  static func read(_ parameters: Parameters) throws(AWSFault) -> SessionRequest {
    let arn = try parameters.requiredText("RoleArn", 20...2048)
    let name = try parameters.requiredText("RoleSessionName", 2...64)
    guard name.unicodeScalars.allSatisfy(Naming.isNameScalar) else {
      throw .validation(
        "1 validation error detected: Value '\(name)' at 'roleSessionName' failed to satisfy "
          + "constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
      )
    }
    guard let role = RoleARN(arn) else {
      throw .validation("\(arn) is invalid")
    }
    var policies: [PolicyDocument]?
    if let text = try parameters.text("Policy", 1...2048) {
      policies = [try PolicyDocument(text, as: .identity)]
    }
    let arns = parameters.structures("PolicyArns").compactMap { $0["arn"] }
    return SessionRequest(
      roleARN: role,
      sessionName: name,
      seconds: try parameters.integer("DurationSeconds", in: 900...43_200) ?? 3600,
      policies: policies,
      policyARNs: arns
    )
  }
}

/// `arn:aws:iam::123456789012:role/path/name`, taken apart.
struct RoleARN: Equatable {
  var text: String
  var partition: String
  var account: String
  var path: String
  var name: String

  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[3].isEmpty,
      parts[4].count == 12, parts[5].hasPrefix("role/"),
      let slash = parts[5].lastIndex(of: "/"), parts[5].index(after: slash) < parts[5].endIndex
    else { return nil }
    self.text = text
    partition = String(parts[1])
    account = String(parts[4])
    path = String(parts[5][...slash].dropFirst("role".count))
    name = String(parts[5][parts[5].index(after: slash)...])
  }
}

extension World {
  /// The role of an ARN as STS sees it now; path and spelling must be the role's own.
  func role(_ arn: RoleARN, at now: Moment) -> Role? {
    guard let account = accounts[arn.account], account.partition == arn.partition,
      let role = account.roles[arn.name.lowercased()]?.seen(at: now, lag: timing.spread),
      role.path == arn.path, role.name == arn.name
    else { return nil }
    return role
  }

  /// Opens the session: from now on its key is known.
  mutating func open(
    _ request: SessionRequest,
    as role: Role,
    region: String,
    at now: Moment
  ) throws(AWSFault) -> AccessKey {
    guard request.seconds <= role.maxSession else {
      throw .validation(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
      )
    }
    guard let account = accounts[request.roleARN.account] else { throw .unknownKey }
    var policies = request.policies
    for arn in request.policyARNs {
      guard let policy = account.managedPolicy(arn) else {
        throw .malformed("PolicyArn \(arn) is not valid.")
      }
      policies = (policies ?? []) + [policy.document]
    }
    let key = AccessKey.session(
      of: .role(role.name, session: request.sessionName),
      in: account.id,
      until: now.advanced(seconds: request.seconds),
      policies: policies,
      using: &random
    )
    accessKeys = accessKeys.filter { $0.value.session.map { now < $0.keptUntil } ?? true }
    accessKeys[key.id] = key
    accounts[account.id]?.lastUses[role.id] = Role.LastUse(at: now, region: region)
    return key
  }

  /// What STS answers for an opened session.
  func xml(of key: AccessKey, _ request: SessionRequest, as role: Role) -> [XML] {
    let session = request.sessionName
    let arn = request.roleARN
    let policySize = request.policies?.map(\.text.count).reduce(0, +) ?? 0
    return [
      .element("Credentials", key.xml),
      .element(
        "AssumedRoleUser",
        [
          .text("\(role.id):\(session)", in: "AssumedRoleId"),
          .text(
            "arn:\(arn.partition):sts::\(arn.account):assumed-role/\(role.name)/\(session)",
            in: "Arn"
          ),
        ]
      ),
      // A percentage of the room for packed policies; 2048 characters fill it.
      .text(String(policySize * 100 / 2048), in: "PackedPolicySize"),
    ]
  }
}

extension AccessKey {
  /// A new key of a session, with its token.
  static func session(
    of owner: Owner,
    in account: String,
    until expires: Moment,
    policies: [PolicyDocument]?,
    using random: inout SeededRandom
  ) -> AccessKey {
    AccessKey(
      id: "ASIA" + random.letters(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
      secret: Base64.encode(random.bytes(30)),
      account: account,
      owner: owner,
      session: Session(
        token: Base64.encode(random.bytes(240)),
        expires: expires,
        policies: policies
      )
    )
  }

  fileprivate var xml: [XML] {
    [
      .text(id, in: "AccessKeyId"), .text(secret, in: "SecretAccessKey"),
      .text(session?.token ?? "", in: "SessionToken"),
      .text(session?.expires.iso ?? "", in: "Expiration"),
    ]
  }
}

extension AccessKey.Session {
  /// Ended sessions are remembered for a while, so that they are refused as ended.
  fileprivate var keptUntil: Moment { expires.advanced(seconds: 3600) }
}
