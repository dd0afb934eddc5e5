import Testing

@testable import Sandbox

struct PolicyTests {
  @Test(arguments: [
    ("StringEquals", ["a"], ["a", "b"], true), ("StringEquals", ["A"], ["a"], false),
    ("StringEqualsIgnoreCase", ["A"], ["a"], true), ("StringLike", ["env:x:1"], ["env:x:*"], true),
    ("StringLike", ["env:y:1"], ["env:x:?"], false), ("StringNotEquals", ["a"], ["a", "b"], false),
    ("StringNotLike", ["b"], ["a*"], true),
    ("ArnLike", ["arn:aws:iam::1:role/x"], ["arn:*:x"], false),
    ("NumericLessThan", ["5"], ["10"], true), ("NumericGreaterThanEquals", ["9"], ["10"], false),
    ("DateGreaterThan", ["2026-02-01T00:00:00Z"], ["2026-01-01T00:00:00Z"], true),
    ("DateLessThan", ["2026-11-23T10:00:00Z"], ["2026-11-23T11:30:00+02:00"], false),
    ("DateLessThan", ["2026-11-23T10:00:00Z"], ["2026-11-23T10:00:00.500Z"], true),
    ("DateGreaterThanEquals", ["2026-11-23T10:00:00Z"], ["2026-11-23"], true),
    ("DateGreaterThan", ["2026-11-23T10:00:00Z"], ["1795428001"], false),
    ("DateEquals", ["2026-11-23T10:00:00Z"], ["1795428000"], true),
    ("DateLessThan", ["2026-11-23T10:00:00Z"], ["soon"], false),
    ("DateNotEquals", ["2026-11-23T10:00:00Z"], ["2026-11-23T10:00Z"], false),
    ("Bool", ["True"], ["true"], true), ("IpAddress", ["203.0.113.9"], ["203.0.113.0/24"], true),
    ("NotIpAddress", ["203.0.114.9"], ["203.0.113.0/24"], true),
    ("ForAnyValue:StringEquals", ["a", "z"], ["z"], true),
    ("ForAllValues:StringEquals", ["a", "z"], ["z"], false),
    ("Null", ["a"], ["false"], true), ("Null", ["a"], ["true"], false),
  ])
  func comparesConditions(name: String, actual: [String], wanted: [String], holds: Bool) throws {
    #expect(try #require(ConditionOperator(name)).holds(actual, wanted) == holds)
  }

  @Test(arguments: [
    ("StringEquals", false), ("StringEqualsIfExists", true), ("StringNotEquals", true),
    ("ForAllValues:StringEquals", true), ("ForAnyValue:StringEquals", false),
    ("ForAnyValue:StringNotEquals", false), ("Bool", false),
  ])
  func judgesAMissingKey(name: String, holds: Bool) throws {
    #expect(try #require(ConditionOperator(name)).holds(nil, ["x"]) == holds)
  }

  @Test func knowsOnlyRealOperators() {
    for name in ["stringEquals", "StringEqual", "NullIfExists", "ForSome:StringEquals", ""] {
      #expect(ConditionOperator(name) == nil)
    }
  }

  @Test(arguments: [
    ("", "", true), ("", "*", true), ("a", "", false), ("abc", "a*c", true), ("abc", "a?c", true),
    ("ac", "a?c", false), ("aXbXc", "a*X?", true), ("aaa", "*a*a*a*", true),
    ("aa", "*a*a*a*", false),
  ])
  func matchesWildcards(text: String, pattern: String, matches: Bool) {
    #expect(Glob.matches(text, pattern) == matches)
  }

  static let policy = #"""
    {"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","NotAction":"iam:*","Resource":"*"},
    {"Effect":"Allow","Action":["IAM:get*"],"Resource":"arn:aws:iam::1:role/${aws:username}/*"},
    {"Effect":"Deny","Action":"bedrock:Delete*","Resource":"*","Condition":{"Null":{"aws:k":"true"}}}]}
    """#

  @Test(arguments: [
    ("bedrock:ListFoundationModels", "*", Decision.allowed),
    ("iam:CreateRole", "*", .notAllowed(by: .identity)),
    ("iam:GetRole", "arn:aws:iam::1:role/dana/x", .allowed),
    ("iam:GetRole", "arn:aws:iam::1:role/lee/x", .notAllowed(by: .identity)),
    ("bedrock:DeleteModel", "*", .denied(by: .identity)),
  ])
  func decides(action: String, resource: String, decision: Decision) throws {
    let policy = try PolicyDocument(Self.policy, as: .identity)
    let request = AccessRequest(
      action: action,
      resource: resource,
      context: ["aws:username": ["dana"]]
    )
    #expect(
      Authorization.decide(request, identity: [policy], boundary: nil, session: nil) == decision
    )
  }

  @Test(arguments: [
    ("a/${aws:username}/b", "a/dana/b"), ("${x}${aws:username}", "${x}dana"),
    ("${aws:username", "${aws:username"), ("${AWS:UserName}", "dana"), ("${}", "${}"),
  ])
  func fillsVariables(resource: String, filled: String) throws {
    let policy = try PolicyDocument(
      #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"\#(resource)"}}"#,
      as: .identity
    )
    let request = AccessRequest(
      action: "iam:GetRole",
      resource: filled,
      context: ["aws:username": ["dana"]]
    )
    #expect(policy.statements[0].covers(request))
  }

  /// A caller may simulate policies of a megabyte.
  @Test func fillsVariablesWithoutEnd() throws {
    let resource = String(repeating: "${a}", count: 50_000)
    let policy = try PolicyDocument(
      #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"\#(resource)"}}"#,
      as: .identity
    )
    let request = AccessRequest(action: "iam:GetRole", resource: "*", context: ["a": ["b"]])
    #expect(!policy.statements[0].covers(request))
  }

  @Test func everyLayerMustAllow() throws {
    let all = try PolicyDocument(Acme.administrator, as: .identity)
    let list = try PolicyDocument(Cloud.listing, as: .identity)
    let request = AccessRequest(action: "bedrock:InvokeModel", resource: "*")
    let decide = {
      Authorization.decide(request, identity: [all], boundary: $0, session: $1)
    }
    #expect(decide(nil, nil) == .allowed)
    #expect(decide(list, nil) == .notAllowed(by: .boundary))
    #expect(decide(all, [list]) == .notAllowed(by: .session))
    #expect(
      decide(list, nil).refusal(of: "bedrock:InvokeModel")
        == "because no permissions boundary allows the bedrock:InvokeModel action"
    )
  }

  @Test(arguments: [
    ("nope", "This policy contains invalid Json"),
    ("[]", "Syntax errors in policy."),
    (#"{"Statement":[{"Effect":"Permit"}]}"#, "Syntax errors in policy."),
    (
      #"{"Version":"2026-01-01","Statement":[]}"#, "The policy must contain a valid version string"
    ),
    (
      #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}"#,
      "Has prohibited field Resource"
    ),
    (
      #"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}"#,
      "Missing required field Principal"
    ),
    (
      #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:Get*"}}"#,
      "AssumeRole policy may only specify STS AssumeRole actions."
    ),
    (
      #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"Is":{"a":"b"}}}}"#,
      "Invalid Condition type : Is."
    ),
  ])
  func refusesBadTrust(text: String, message: String) {
    #expect(throws: AWSFault.malformed(message)) { try PolicyDocument(text, as: .trust) }
  }

  @Test func refusesBadIdentityPolicies() {
    let principal = #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#
    #expect(throws: AWSFault.self) { try PolicyDocument(principal, as: .identity) }
    let homeless = #"{"Statement":{"Effect":"Allow","Action":"a:b"}}"#
    #expect(throws: AWSFault.malformed("Policy statement must contain resources.")) {
      try PolicyDocument(homeless, as: .identity)
    }
    let curly = #"{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"“"}}"#
    #expect(throws: AWSFault.self) { try PolicyDocument(curly, as: .identity) }
  }

  @Test func readsEveryManagedPolicy() {
    #expect(ManagedPolicy.allOfAWS.count == 11)
    let arn = "arn:aws-us-gov:iam::aws:policy/AmazonBedrockFullAccess"
    #expect(ManagedPolicy.ofAWS(arn: arn, partition: "aws") == nil)
    #expect(ManagedPolicy.ofAWS(arn: arn, partition: "aws-us-gov") != nil)
  }
}
