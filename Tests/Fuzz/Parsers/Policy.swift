@testable import Federation

extension Parser {
  /// Policies as IAM hands them out: JSON, trust toward one environment, and permissions.
  static let policy = Parser(
    name: "policy",
    check: { bytes in
      let source = string(bytes)
      guard let tree = JSONTree.parse(source) else { return }
      promise(source.utf8.count <= 128 << 10, "a document beyond the cap is read")
      if isTurn(bytes) { checkTree(tree) }
      _ = PermissionPolicy.missing(PermissionPolicy.listActions, in: tree)
      guard let policy = TrustPolicy(parsing: source) else { return }
      checkTrust(policy, isTurn(bytes))
    },
    large: [
      { Array("[\("0,".times(65_000))0]".utf8) },
      { Array("[\("0,".times(66_000))0]".utf8) },
      { Array("[".times(100_000).utf8) },
      { trust("\"x\":[\("0,".times(60_000))0]") },
      { trust("\"x\":[\((0..<20_000).map { "\($0)," }.joined())0]") },
      { trust("\"Principal\":{\"Federated\":\"\("*a".times(60_000))\"}") },
      {
        trust("\"Condition\":{\((0..<6000).map { "\"a\($0)\":{\"b\":\"c\"}," }.joined())\"a\":{}}")
      },
      {
        document(
          (0..<700).map {
            "{\(federated),\"Condition\":{\"StringEquals\":{\"sts.vertesia.io:sub\":\"\($0)\"}}}"
          }.joined(separator: ",")
        )
      },
    ]
  )

  private static let provider = "arn:aws:iam::123456789012:oidc-provider/sts.vertesia.io"
  private static let federated =
    "\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\","
    + "\"Principal\":{\"Federated\":\"\(provider)\"}"

  private static func trust(_ member: String) -> [UInt8] { document("{\(member)}") }
  private static func document(_ statements: String) -> [UInt8] {
    Array("{\"Statement\":[\(statements)]}".utf8)
  }

  /// The environment that every policy is compared with.
  private static let target: TrustTarget = {
    guard let subject = Subject(parsing: "env:acme:prod") else { fatalError("not a subject") }
    return TrustTarget(
      providerARN: provider,
      issuer: "https://sts.vertesia.io",
      audience: "bedrock",
      subject: subject
    )
  }()

  private static func checkTree(_ tree: JSONTree) {
    promise(depth(tree) <= 33, "a tree is deeper than the cap")
    for written in [tree.compact, tree.pretty] where written.utf8.count <= 128 << 10 {
      promise(JSONTree.parse(written) == tree, "it is read otherwise the second time")
    }
    guard let canonical = JSONTree.parse(tree.canonical) else { return }
    promise(canonical.canonical == tree.canonical, "there are two normal forms")
    promise(canonical.isSame(as: tree), "the normal form says something else")
    promise(areNumbers(in: tree), "a number is none in JSON")
  }

  private static func depth(_ tree: JSONTree) -> Int {
    switch tree {
    case .null, .bool, .number, .string: 1
    case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
    case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
    }
  }

  private static func areNumbers(in tree: JSONTree) -> Bool {
    switch tree {
    case .null, .bool, .string: true
    case .number(let text):
      // What Swift takes for one and JSON does not: a point or an exponent without digits.
      Double(text) != nil && text.utf8.last.map { (0x30...0x39).contains($0) } == true
        && !text.contains(".e") && !text.contains(".E")
    case .array(let elements): elements.allSatisfy(areNumbers)
    case .object(let members): members.allSatisfy { areNumbers(in: $0.value) }
    }
  }

  private static func checkTrust(_ policy: TrustPolicy, _ isTurn: Bool) {
    if isTurn { promise(policy.isSame(as: policy), "a policy differs from itself") }
    if isTurn, let again = TrustPolicy(parsing: policy.json) {
      promise(again.standing(toward: target) == policy.standing(toward: target), "two standings")
    }
    let added = policy.adding(target)
    promise(added.mentions(providerARN: target.providerARN), "adding does not add")
    promise(added.adding(target) == added, "adding twice adds twice")
    let subjects = added.statements.compactMap { $0.subjects(for: target) }.flatMap(\.self)
    promise(subjects.contains(target.subject.text), "what was added does not come in")
    switch policy.standing(toward: target) {
    case .equal, .shared:
      promise(added == policy, "what comes in already is added")
      promise(policy.dangers(issuer: target.issuer).isEmpty, "a danger stands as equal")
    case .differs(let reasons):
      promise(!reasons.isEmpty, "it differs in nothing")
    case .absent:
      promise(!policy.mentions(providerARN: target.providerARN), "what is named is absent")
    }
    if isTurn { checkDifference(from: policy, to: added) }
  }

  private static func bare(_ line: Substring) -> Substring {
    line.hasSuffix(",") ? line.dropLast() : line
  }

  /// The lines that stay and go are the old policy, those that stay and come the new one; of the comma
  /// that one more element puts behind the last one nothing is said.
  private static func checkDifference(from old: TrustPolicy, to new: TrustPolicy) {
    let lines = TrustPolicy.diff(from: old, to: new)
    for (mark, policy) in [("- ", old), ("+ ", new)] {
      let side = lines.filter { $0.hasPrefix(mark) || $0.hasPrefix("  ") }.map { $0.dropFirst(2) }
      let lines = policy.pretty.split(separator: "\n", omittingEmptySubsequences: false)
      promise(side.map(bare) == lines.map(bare), "the difference is another")
    }
  }
}
