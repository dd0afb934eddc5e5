import Chance
import Federation
import Testing

struct TrustPolicyTests {
  private static let other = "68c4d0e1f2a3b4c5d6e7f800"

  @Test func ourPolicyIsCompactAndExact() throws {
    let policy = TrustPolicy(for: try Sample.target())
    #expect(
      policy.json
        == #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","#
        + #""Principal":{"Federated":"\#(Sample.provider)"},"#
        + #""Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"#
        + #""sts.vertesia.io:aud":"bedrock","#
        + #""sts.vertesia.io:sub":"env:\#(Sample.org):\#(Sample.env)"}}}]}"#
    )
    #expect(policy.standing(toward: try Sample.target()) == .equal)
    #expect(policy.dangers(issuer: Sample.issuer).isEmpty)
  }

  @Test func orderAndListsDoNotMatter() throws {
    let text = """
      {"Statement": {"Condition": {"StringEquals": {
        "sts.vertesia.io:sub": ["env:\(Sample.org):\(Sample.env)"],
        "sts.vertesia.io:aud": ["bedrock"]}}, "Action": ["sts:AssumeRoleWithWebIdentity"],
        "Principal": {"Federated": ["\(Sample.provider)"]}, "Effect": "Allow", "Sid": "x"},
        "Version": "2012-10-17"}
      """
    let found = try #require(TrustPolicy(parsing: text))
    #expect(found.isSame(as: TrustPolicy(for: try Sample.target())))
    #expect(found.standing(toward: try Sample.target()) == .equal)
  }

  @Test func addingKeepsTheOthers() throws {
    let first = TrustPolicy(for: try Sample.target(Self.other))
    let both = first.adding(try Sample.target())
    let others = ["env:\(Sample.org):\(Self.other)"]
    #expect(both.standing(toward: try Sample.target()) == .shared(others: others))
    #expect(both.adding(try Sample.target()) == both)
    #expect(both.subjects(issuer: Sample.issuer).count == 2)
    let diff = TrustPolicy.diff(from: first, to: both)
    #expect(diff.contains { $0.hasPrefix("+ ") && $0.contains(Sample.env) })
    #expect(diff.filter { $0.hasPrefix("  ") }.count > 10)

    let service = try #require(
      TrustPolicy(
        parsing: #"{"Statement":[{"Sid":"EC2","Effect":"Allow","#
          + #""Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
      )
    )
    #expect(service.standing(toward: try Sample.target()) == .absent)
    let extended = service.adding(try Sample.target())
    #expect(extended.standing(toward: try Sample.target()) == .equal)
    #expect(extended.json.contains("ec2.amazonaws.com"))
    // What comes, and what would go again, reads as one whole statement.
    for (sign, old, new) in [("+ ", service, extended), ("- ", extended, service)] {
      let lines = TrustPolicy.diff(from: old, to: new)
      #expect(lines.allSatisfy { $0.hasPrefix(sign) || $0.hasPrefix("  ") })
      let changed = lines.filter { $0.hasPrefix(sign) }.map { $0.dropFirst(2) }
      let policy = try #require(
        TrustPolicy(parsing: "{\"Statement\":[\(changed.joined(separator: "\n"))]}")
      )
      #expect(policy.standing(toward: try Sample.target()) == .equal)
    }
  }

  @Test func anotherEnvironmentDiffers() throws {
    let policy = TrustPolicy(for: try Sample.target(Self.other))
    guard case .differs(let reasons) = policy.standing(toward: try Sample.target()) else {
      Issue.record("it must differ")
      return
    }
    #expect(
      reasons == [
        "It trusts env:\(Sample.org):\(Self.other), not env:\(Sample.org):\(Sample.env)"
      ]
    )
  }

  private static let subject = "\"sts.vertesia.io:sub\":\"env:\(Sample.org):\(Sample.env)\""
  private static let audience = "\"sts.vertesia.io:aud\":\"bedrock\""

  @Test(arguments: [
    ("\"StringEquals\":{\(audience)}", "VT01"),
    ("\"StringEquals\":{\(subject)}", "VT07"),
    ("\"StringLike\":{\"sts.vertesia.io:sub\":\"env:*\",\(audience)}", "VT02"),
    ("\"StringLike\":{\"sts.vertesia.io:sub\":\"*\"},\"StringEquals\":{\(audience)}", "VT02"),
    (
      "\"StringLike\":{\"sts.vertesia.io:sub\":\"env:\(Sample.org):*\"},"
        + "\"StringEquals\":{\(audience)}", "VT03"
    ),
    ("\"ForAllValues:StringEquals\":{\(subject)},\"StringEquals\":{\(audience)}", "VT04"),
    ("\"StringEqualsIfExists\":{\(subject)},\"StringEquals\":{\(audience)}", "VT04"),
    ("\"StringEqualsIfExists\":{\(audience)},\"StringEquals\":{\(subject)}", "VT07"),
    ("\"StringEquals\":{\"sts.vertesia.io:sub\":\"env:${aws:x}:a\",\(audience)}", "VT18"),
  ])
  func dangerousShapesAreSeen(_ condition: String, _ rule: String) throws {
    let policy = try #require(
      TrustPolicy(
        parsing: "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":"
          + "\"\(Sample.provider)\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\","
          + "\"Condition\":{\(condition)}}}"
      )
    )
    #expect(policy.dangers(issuer: Sample.issuer).map(\.rule).contains(rule))
    let standing = policy.standing(toward: try Sample.target())
    guard case .differs = standing else {
      Issue.record("\(standing)")
      return
    }
  }

  @Test(arguments: [
    "\"Principal\":\"*\",\"Action\":\"sts:AssumeRoleWithWebIdentity\"",
    "\"Principal\":{\"Federated\":\"*\"},\"Action\":\"sts:*\"",
    "\"Principal\":{\"Federated\":\"\(Sample.provider)\",\"AWS\":\"*\"},\"Action\":\"*\"",
  ])
  func openPrincipalsAreSeen(_ head: String) throws {
    let policy = try #require(
      TrustPolicy(
        parsing: "{\"Statement\":[{\"Effect\":\"Allow\",\(head),"
          + "\"Condition\":{\"StringEquals\":{\(Self.subject),\(Self.audience)}}}]}"
      )
    )
    #expect(policy.dangers(issuer: Sample.issuer).map(\.rule).contains("VT08"))
  }

  /// The shortest difference would take the square of its length, in memory too.
  @Test func aDifferenceOfThousandsOfLinesIsToldWhole() throws {
    let list = (0..<3000).map(String.init).joined(separator: ",")
    let old = try #require(TrustPolicy(parsing: "{\"Statement\":[{\"x\":[\(list)]}]}"))
    let lines = TrustPolicy.diff(from: old, to: TrustPolicy(for: try Sample.target()))
    #expect(lines.count { $0.hasPrefix("- ") } == old.pretty.count { $0 == "\n" } + 1)
    #expect(lines.contains { $0.hasPrefix("+ ") && $0.contains("bedrock") })
  }

  @Test func oneBadStatementFailsTheRole() throws {
    let ours = TrustPolicy(for: try Sample.target()).json
    let bad =
      "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"\(Sample.provider)\"},"
      + "\"Action\":\"sts:AssumeRoleWithWebIdentity\"}"
    let text = ours.replacing("\"Statement\":[", with: "\"Statement\":[\(bad),")
    let policy = try #require(TrustPolicy(parsing: text))
    #expect(policy.standing(toward: try Sample.target()) != .equal)
  }

  @Test(arguments: ["", "[]", "{}", "{\"Statement\":[]}", "{\"Statement\":\"x\"}", "not json"])
  func whatIsNoPolicyIsNil(_ text: String) {
    #expect(TrustPolicy(parsing: text) == nil)
  }

  /// Change any letters of our policy: it is never taken for ours any more, unless it says the
  /// same.
  @Test func noAlteredPolicyPassesForOurs() throws {
    let ours = TrustPolicy(for: try Sample.target())
    let alphabet = Array("*?${}[]:\",aeE0/ ".utf8)
    var random = SplitMix64(23)
    for _ in 0..<4000 {
      var bytes = Array(ours.json.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = alphabet.randomElement(using: &random) ?? 0x20
      }
      guard let policy = TrustPolicy(parsing: String(decoding: bytes, as: UTF8.self)) else {
        continue
      }
      let isEqual = policy.standing(toward: try Sample.target()) == .equal
      #expect(!isEqual || policy.json.lowercased().contains("env:\(Sample.org):\(Sample.env)"))
      if isEqual { #expect(policy.dangers(issuer: Sample.issuer).isEmpty) }
      _ = policy.adding(try Sample.target())
    }
  }
}
