import Federation
import Testing

/// What each operator means for who comes in, by IAM's rules: a negation shuts out only what it
/// names, `IfExists` and `ForAllValues` let a token without the claim pass.
struct TrustOperatorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    /// Operator and value, each on `:sub` or on `:aud`.
    var conditions: [(name: String, value: String)]
    var rules: Set<String>

    init(_ rules: Set<String>, _ conditions: (name: String, value: String)...) {
      self.rules = rules
      self.conditions = conditions
    }

    var testDescription: String {
      conditions.map { "\($0.name) \($0.value)" }.joined(separator: " and ")
    }

    func policy(claim: String, beside rest: String) -> TrustPolicy? {
      let key = "sts.vertesia.io:\(claim)"
      let blocks = conditions.map { "\"\($0.name)\":{\"\(key)\":\"\($0.value)\"}" }
      return TrustPolicy(
        parsing: "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":"
          + "\"\(Sample.provider)\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\","
          + "\"Condition\":{\((blocks + [rest]).joined(separator: ","))}}}"
      )
    }
  }

  static let ours = "env:\(Sample.org):\(Sample.env)"

  static let subjects: [Vector] = [
    Vector([], ("StringEquals", ours)),
    Vector([], ("stringequals", ours)),
    Vector([], ("StringEqualsIgnoreCase", ours)),
    Vector([], ("StringLike", ours)),
    Vector([], ("ForAnyValue:StringEquals", ours)),
    Vector([], ("StringEquals", ours), ("StringNotEquals", "env:a:b")),
    Vector([], ("StringEquals", ours), ("StringLike", "env:*")),
    Vector([], ("StringEqualsIfExists", ours), ("Null", "false")),
    Vector([], ("ForAllValues:StringEquals", ours), ("Null", "false")),
    Vector([], ("StringEqualsIfExists", ours), ("ForAnyValue:StringNotEquals", "env:a:b")),

    Vector(["VT02"], ("StringLike", "env:*")),
    Vector(["VT02"], ("ForAnyValue:StringLike", "*")),
    Vector(["VT02", "VT04"], ("StringLikeIfExists", "env:?*:*")),
    Vector(["VT03"], ("StringLike", "env:\(Sample.org):*")),
    Vector(["VT03"], ("StringLike", "env:*"), ("ForAnyValue:StringLike", "env:\(Sample.org):*")),

    Vector(["VT04"], ("StringEqualsIfExists", ours)),
    Vector(["VT04"], ("ForAllValues:StringEquals", ours)),
    Vector(["VT04"], ("ForAnyValue:StringEqualsIfExists", ours)),
    Vector(["VT04"], ("StringEqualsIfExists", ours), ("Null", "true")),
    Vector(["VT04"], ("StringEqualsIfExists", ours), ("StringNotLike", "env:a:*")),
    Vector(["VT04"], ("StringNotEquals", "env:a:b")),
    Vector(["VT04"], ("StringNotEquals", ours)),
    Vector(["VT04"], ("StringNotEqualsIgnoreCase", "env:a:b")),
    Vector(["VT04"], ("StringNotLike", "env:a:*")),
    Vector(["VT04"], ("StringNotLike", "*")),
    Vector(["VT04"], ("StringNotEqualsIfExists", "env:a:b")),
    Vector(["VT04"], ("ForAnyValue:StringNotEquals", "env:a:b")),
    Vector(["VT04"], ("ForAllValues:StringNotLike", "env:a:*")),
    Vector(["VT04"], ("ForAnyValue:StringNotLike", "env:a:*"), ("Null", "false")),
    Vector(["VT04"], ("Null", "false")),
    Vector(["VT04"], ("Null", "true")),
    Vector(["VT04"], ("ArnNotLike", "env:a:*")),
    Vector(["VT04"], ("NumericNotEquals", "1")),
  ]

  @Test(arguments: subjects)
  func operatorsOnTheSubjectAreJudged(_ vector: Vector) throws {
    // A name may stand only once in an object, so the audience goes under another spelling.
    let beside = "\"STRINGEQUALS\":{\"sts.vertesia.io:aud\":\"bedrock\"}"
    let policy = try #require(vector.policy(claim: "sub", beside: beside))
    #expect(Set(policy.dangers(issuer: Sample.issuer).map(\.rule)) == vector.rules)
    if !vector.rules.isEmpty {
      guard case .differs = policy.standing(toward: try Sample.target()) else {
        Issue.record("\(vector.testDescription) passes for ours")
        return
      }
    }
  }

  static let audiences: [Vector] = [
    Vector([], ("StringEquals", "bedrock")),
    Vector([], ("ForAnyValue:StringEquals", "bedrock")),
    Vector([], ("StringEqualsIfExists", "bedrock"), ("Null", "false")),
    Vector(["VT07"], ("StringEqualsIfExists", "bedrock")),
    Vector(["VT07"], ("ForAllValues:StringEquals", "bedrock")),
    Vector(["VT07"], ("StringNotEquals", "other")),
    Vector(["VT07"], ("ForAnyValue:StringNotEquals", "other")),
    Vector(["VT07"], ("StringNotLikeIfExists", "other*")),
    Vector(["VT07"], ("Null", "false")),
    Vector(["VT07"], ("StringLike", "*")),
    Vector(["VT07"], ("StringLike", "bed*")),
  ]

  @Test(arguments: audiences)
  func operatorsOnTheAudienceAreJudged(_ vector: Vector) throws {
    let beside = "\"STRINGEQUALS\":{\"sts.vertesia.io:sub\":\"\(Self.ours)\"}"
    let policy = try #require(vector.policy(claim: "aud", beside: beside))
    #expect(Set(policy.dangers(issuer: Sample.issuer).map(\.rule)) == vector.rules)
    if !vector.rules.isEmpty {
      #expect(policy.standing(toward: try Sample.target()) != .equal)
    }
  }

  /// A role that shuts an environment out does not belong to it.
  @Test(arguments: [
    ("StringEquals", [ours]), ("StringEqualsIfExists", [ours]), ("StringNotEquals", []),
    ("ForAnyValue:StringNotEquals", []), ("StringNotLike", []), ("Null", []),
  ])
  func onlyWhoIsLetInIsNamed(_ name: String, _ named: [String]) throws {
    let policy = try #require(
      Vector([], (name, Self.ours)).policy(claim: "sub", beside: "\"Bool\":{\"a\":\"b\"}")
    )
    #expect(policy.subjects(issuer: Sample.issuer) == named)
  }

  @Test func theDifferenceIsToldInTheRightWords() throws {
    let audience = "\"StringEquals\":{\"sts.vertesia.io:aud\":\"bedrock\"}"
    let policy = try #require(
      Vector([], ("StringNotEquals", Self.ours)).policy(claim: "sub", beside: audience)
    )
    guard case .differs(let reasons) = policy.standing(toward: try Sample.target()) else {
      Issue.record("a negation passes for ours")
      return
    }
    #expect(
      reasons.first
        == "Its conditions on sts.vertesia.io:sub do not say who comes in, so others could use the "
        + "role"
    )
    #expect(!reasons.contains { $0.hasPrefix("It wants") })
  }
}
