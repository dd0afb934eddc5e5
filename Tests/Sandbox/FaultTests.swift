import Testing

@testable import Sandbox

struct FaultTests {
  @Test func firesFromTheNthForSomeTimes() {
    var plan = FaultPlan()
    plan.add(FaultRule(service: "iam", operation: "GetRole", nth: 2, times: 2, kind: .throttle))
    let due = { (plan: inout FaultPlan, operation: String) in
      plan.due(service: "iam", operation: operation)
    }
    #expect(due(&plan, "GetRole").isEmpty)
    #expect(due(&plan, "ListRoles").isEmpty)
    #expect(plan.due(service: "sts", operation: "GetRole").isEmpty)
    #expect(due(&plan, "GetRole") == [.throttle])
    #expect(due(&plan, "GetRole") == [.throttle])
    #expect(due(&plan, "GetRole").isEmpty)
    #expect(plan.json == [])
  }

  @Test(arguments: [
    ("drop-before", Reply.Ending.dropped, 503, false),
    ("drop-after", .dropped, 200, true), ("truncate", .truncated, 200, true),
    ("delay", .whole, 200, true), ("html", .whole, 503, false), ("throttle", .whole, 429, false),
    ("status", .whole, 500, false), ("error", .whole, 400, false),
  ])
  func injects(kind: String, ending: Reply.Ending, status: Int, takesEffect: Bool) {
    var cloud = Cloud()
    let set = cloud.http(
      "POST",
      "/_sandbox/faults",
      [
        "service": "vertesia", "operation": "CreateEnvironment", "kind": .string(kind), "ms": 40,
        "code": "Broken",
      ]
    )
    #expect(set.status == 200)
    let reply = cloud.vertesia("POST", "/environments", ["name": "E", "provider": "test"])
    #expect(reply.ending == ending)
    #expect(reply.status == status)
    #expect(reply.delay == (kind == "delay" ? 40 : 0))
    #expect(cloud.world.vertesia.environments.count == (takesEffect ? 2 : 1))
    let next = cloud.vertesia("POST", "/environments", ["name": "F", "provider": "test"])
    #expect(next.status == 200 && next.ending == .whole)
  }

  @Test(arguments: [
    "{}", "[1]", #"{"kind":"explode"}"#, #"{"kind":"delay"}"#, #"{"kind":"error"}"#,
    #"{"kind":"status","status":99}"#, #"{"kind":"throttle","nth":0}"#,
    #"{"kind":"throttle","sevice":"iam"}"#,
  ])
  func refusesFaultsThatMakeNoSense(text: String) throws {
    var cloud = Cloud()
    let body: JSON = try #require(JSON(parsing: text))
    #expect(cloud.http("POST", "/_sandbox/faults", body).status == 400)
  }

  @Test func limitsRates() {
    var cloud = Cloud(.throttled)
    let tag: KeyValuePairs = [
      "RoleName": "acme-ci-deploy", "Tags.member.1.Key": "a", "Tags.member.1.Value": "b",
    ]
    #expect((1...3).map { _ in cloud.iam("TagRole", tag).status } == [200, 200, 400])
    #expect(cloud.iam("TagRole", tag).code == "Throttling")
    #expect(cloud.iam("GetRole", ["RoleName": "acme-ci-deploy"]).status == 200)
    cloud.pass(seconds: 1)
    #expect(cloud.iam("TagRole", tag).status == 200)
    let token = cloud.http("POST", "/token/issue", bearer: FakeKeys.vertesiaKey).json?["token"]?
      .text
    let replies = (1...5).map { _ in cloud.http("GET", "/api/v1/account", bearer: token) }
    #expect(replies.map(\.status) == [200, 200, 200, 200, 429])
    #expect(replies.last?.headers["x-ratelimit-reason"] == "pacing")
    #expect(replies.last?.headers["x-ratelimit-retry-ms"] == "500")
  }

  /// The token server keeps its own pace; its public documents are for everybody.
  @Test func pacesTokens() {
    var cloud = Cloud(.throttled)
    let issue = { (cloud: inout Cloud) in
      cloud.http("POST", "/token/issue", bearer: FakeKeys.vertesiaKey)
    }
    let replies = (1...3).map { _ in issue(&cloud) }
    #expect(replies.map(\.status) == [200, 200, 429])
    #expect(replies.last?.headers["x-ratelimit-reason"] == "pacing")
    #expect(replies.last?.headers["x-ratelimit-retry-ms"] == "1000")
    #expect(replies.last?.headers["retry-after"] == "1")
    for _ in 1...3 { #expect(cloud.http("GET", "/.well-known/jwks").status == 200) }
    cloud.pass(seconds: 1)
    #expect(issue(&cloud).status == 200)
  }

  @Test func keepsStrangersFromControl() {
    var cloud = Cloud()
    let world = { (headers: [String: String]) in
      cloud.http("GET", "/_sandbox/world", headers: headers).status
    }
    #expect(world([:]) == 200)
    #expect(world(["host": "localhost:1"]) == 200)
    #expect(world(["host": "[::1]:80"]) == 200)
    #expect(world(["host": "sandbox.example:80"]) == 403)
    #expect(world(["origin": "http://127.0.0.1:8111"]) == 403)
  }

  @Test func writesDownEveryCall() {
    var cloud = Cloud()
    let (environment, _) = cloud.setUp()
    _ = cloud.vertesia("GET", "/environments/\(environment)/models")
    let mutations = cloud.world.calls.entries.filter(\.isMutation).map(\.operation)
    #expect(
      mutations == [
        "CreateOpenIDConnectProvider", "CreateEnvironment", "CreateRole", "PutRolePolicy",
        "UpdateEnvironment",
      ]
    )
    #expect(
      cloud.world.calls.entries.filter { $0.by == "vertesia" }.map(\.operation) == [
        "AssumeRoleWithWebIdentity", "ListFoundationModels", "ListCustomModels",
        "ListInferenceProfiles",
      ]
    )
    #expect(cloud.http("POST", "/_sandbox/scenario", ["name": "developer-key"]).status == 200)
    #expect(cloud.world.scenario == .developerKey && cloud.world.calls.total == 0)
    #expect(cloud.http("POST", "/_sandbox/scenario", ["name": "unheard-of"]).status == 400)
  }

  @Test func keepsTheNewestCallsAndCountsAll() {
    var log = CallLog()
    let count = 3 * CallLog.kept + 1
    for number in 0..<count {
      log.add(
        CallEntry(
          service: "iam",
          operation: String(number),
          status: number.isMultiple(of: 2) ? 200 : 403,
          isMutation: true,
          at: Moment(milliseconds: 0)
        )
      )
    }
    #expect(log.total == count)
    #expect(log.mutations == count / 2 + 1)
    #expect(log.entries.count < 2 * CallLog.kept + 1)
    #expect(log.entries.suffix(CallLog.kept).first?.operation == String(count - CallLog.kept))
    #expect(log.entries.last?.operation == String(count - 1))
  }
}
