import Testing

@testable import Sandbox

struct ScenarioTests {
  @Test(arguments: Scenario.allCases)
  func isAWholeWorld(scenario: Scenario) {
    let cloud = Cloud(scenario)
    #expect(!scenario.summary.isEmpty)
    let account = cloud.world.accounts[Cloud.account]
    #expect(account?.roles.count == 3)
    #expect(account?.users[FakeKeys.callerName]?.policies.count == 1)
    #expect(account?.partition == Region(scenario.region).partition)
    #expect(cloud.world.vertesia.organizations.allSatisfy { $0.projects.count >= 2 })
    for role in account?.roles.values.compactMap(\.latest) ?? [] {
      #expect(role.created < cloud.now)
    }
    let names = SandboxExports.variables(port: 1, scenario: scenario).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains("AWS_ENDPOINT_URL") && names.contains("VERTESIA_API_KEY"))
  }

  @Test(arguments: [Scenario.instant, .providerExists, .staleListing, .govcloud, .twoOrganizations])
  func federatesInTheEnd(scenario: Scenario) {
    var cloud = Cloud(scenario)
    let partition = Region(scenario.region).partition
    let (environment, _) = cloud.setUp(trust: {
      Cloud.trust($0).replacing("arn:aws:", with: "arn:\(partition):")
    })
    let role = "arn:\(partition):iam::\(Cloud.account):role/Vertesia"
    _ = cloud.vertesia("PUT", "/environments/\(environment)", ["apiKey": .string(role)])
    cloud.pass(seconds: 6)
    #expect(cloud.vertesia("GET", "/environments/\(environment)/models").status == 200)
  }

  /// Where the caller may not, somebody else of the same account may.
  @Test(arguments: Scenario.allCases)
  func anAdministratorIsAtHand(scenario: Scenario) {
    let cloud = Cloud(scenario)
    let exports = SandboxExports.administrator(port: 1, scenario: scenario)
    let limited: Set<Scenario> = [.noIAMRights, .powerUser, .strictCompany]
    #expect(exports.isEmpty != limited.contains(scenario))
    let key = exports.first { $0.name == "AWS_ACCESS_KEY_ID" }.flatMap {
      cloud.world.accessKeys[$0.value]
    }
    #expect(key?.account == (exports.isEmpty ? nil : Cloud.account))
    let caller = key.flatMap { cloud.world.caller(owning: $0, at: cloud.now) }
    #expect(caller?.identityPolicies.count == (exports.isEmpty ? nil : 1))
    let own = cloud.world.accessKeys[FakeKeys.accessKeyID].flatMap {
      cloud.world.caller(owning: $0, at: cloud.now)
    }
    #expect(caller == nil || caller?.arn != own?.arn)
  }

  @Test func wrongIssuerNeverFederates() {
    var cloud = Cloud(.wrongIssuer)
    let (environment, _) = cloud.setUp()
    cloud.pass(seconds: 300)
    #expect(cloud.vertesia("GET", "/environments/\(environment)/models").status == 500)
  }

  @Test func staleListingRepeatsAFailure() {
    var cloud = Cloud(.staleListing)
    let (environment, _) = cloud.setUp()
    let path = "/environments/\(environment)/models"
    #expect(cloud.vertesia("GET", path).status == 500)
    cloud.pass(seconds: 59)
    #expect(cloud.vertesia("GET", path).status == 500)
    cloud.pass(seconds: 1)
    #expect(cloud.vertesia("GET", path).status == 200)
  }

  @Test func lostResponsesTakeEffectOnce() {
    var cloud = Cloud(.lostResponse)
    let create: KeyValuePairs = ["Url": "https://sts.becomposable.com"]
    #expect(cloud.iam("CreateOpenIDConnectProvider", create).ending == .dropped)
    #expect(cloud.iam("CreateOpenIDConnectProvider", create).code == "EntityAlreadyExists")
    let body: JSON = ["name": "E", "provider": "bedrock"]
    #expect(cloud.vertesia("POST", "/environments", body).ending == .dropped)
    #expect(cloud.vertesia("POST", "/environments", body).ending == .whole)
    #expect(cloud.world.vertesia.environments.count == 3)
  }

  @Test func developersOnlyRead() {
    var cloud = Cloud(.developerKey)
    #expect(cloud.vertesia("GET", "/environments").status == 200)
    let reply = cloud.vertesia("POST", "/environments", ["name": "E", "provider": "bedrock"])
    #expect(reply.status == 403)
  }

  @Test(arguments: [
    (Scenario.noIAMRights, "GetRole", 200), (.powerUser, "GetRole", 403),
    (.powerUser, "ListAttachedRolePolicies", 200), (.noIAMRights, "DeleteRole", 403),
    (.powerUser, "DeleteRole", 403),
  ])
  func callersAreLimited(scenario: Scenario, action: String, status: Int) {
    var cloud = Cloud(scenario)
    #expect(cloud.iam(action, ["RoleName": "acme-ci-deploy"]).status == status)
  }

  @Test func takenNamesAreTakenOnce() {
    var cloud = Cloud(.roleNameTaken)
    let taken = cloud.iam("GetRole", ["RoleName": "Vertesia-x-us-east-1-k3vq7m2d"])
    #expect(taken.status == 200)
    #expect(taken.element("AssumeRolePolicyDocument")?.contains("68c4d0e1f2a3b4c5d6e7f8ff") == true)
    #expect(cloud.iam("GetRole", ["RoleName": "Vertesia-x-us-east-1-k3vq7m2d-2"]).status == 404)
  }

  @Test func strictCompanyWantsBoundaryPathAndTag() {
    var cloud = Cloud(.strictCompany)
    let boundary = "arn:aws:iam::\(Cloud.account):policy/\(Acme.boundaryName)"
    let whole = [
      ("Path", Acme.rolePath), ("PermissionsBoundary", boundary),
      ("Tags.member.1.Key", Acme.tagKey), ("Tags.member.1.Value", "4711"),
    ]
    let create = { (cloud: inout Cloud, dropped: String?) in
      let kept = whole.filter { dropped == nil || !$0.0.hasPrefix(dropped ?? "") }
      let form = ([("RoleName", "r"), ("AssumeRolePolicyDocument", Cloud.trust("x"))] + kept)
        .map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(separator: "&")
      let request = Request(
        method: "POST",
        target: "/",
        headers: ["host": "h"],
        body: Array("Action=CreateRole&\(form)".utf8)
      )
      return cloud.world.respond(to: cloud.sign(request, for: "iam"), at: cloud.now)
    }
    for told in [Acme.rolePath, boundary, Acme.tagKey] {
      #expect(Scenario.strictCompany.hint?.contains(told) == true)
    }
    for dropped in ["Path", "PermissionsBoundary", "Tags"] {
      #expect(create(&cloud, dropped).code == "AccessDenied")
    }
    #expect(create(&cloud, nil).status == 200)
    let put = cloud.iam(
      "PutRolePolicy",
      ["RoleName": "r", "PolicyName": "p", "PolicyDocument": Cloud.listing]
    )
    #expect(put.status == 200)
  }

  @Test func modelsNotEnabledSaysWhy() {
    var cloud = Cloud(.modelsNotEnabled)
    let state = { (id: String) in
      cloud.bedrock("GET", "/foundation-model-availability/\(Percent.encode(id))").json
    }
    let claude = state("anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(claude?["authorizationStatus"] == "NOT_AUTHORIZED")
    #expect(claude?["agreementAvailability"]?["status"] == "NOT_AVAILABLE")
    #expect(state("amazon.nova-pro-v1:0")?["entitlementAvailability"] == "AVAILABLE")
    #expect(state("stability.sd3-5-large-v1:0")?["regionAvailability"] == "NOT_AVAILABLE")
    #expect(cloud.bedrock("GET", "/use-case-for-model-access").status == 404)
  }

  @Test func agreementsTakeTheirTime() throws {
    var cloud = Cloud(.modelsNotEnabled)
    let id = "meta.llama3-8b-instruct-v1:0"
    let offers = cloud.bedrock(
      "GET",
      "/list-foundation-model-agreement-offers/\(Percent.encode(id))"
    )
    let token = try #require(offers.json?["offers"]?.items?.first?["offerToken"])
    let accept: JSON = ["modelId": .string(id), "offerToken": token]
    let path = "/create-foundation-model-agreement"
    #expect(cloud.bedrock("POST", path, accept).status == 202)
    #expect(cloud.bedrock("POST", path, accept).code == "ValidationException")
    let status = { (cloud: inout Cloud) in
      cloud.bedrock("GET", "/foundation-model-availability/\(Percent.encode(id))")
        .json?["agreementAvailability"]?["status"]?.text
    }
    #expect(status(&cloud) == "PENDING")
    cloud.pass(seconds: 120)
    #expect(status(&cloud) == "AVAILABLE")
  }

  @Test func aRegionThatIsNoneOffersNothing() {
    var cloud = Cloud()
    cloud.region = "eu-west-99"
    #expect(cloud.bedrock("GET", "/foundation-models").json == ["modelSummaries": []])
  }

  @Test func theSecondOrganizationIsApart() {
    var cloud = Cloud(.twoOrganizations)
    _ = cloud.vertesia(
      "POST",
      "/environments",
      ["name": "E", "provider": "test"],
      key: FakeKeys.secondVertesiaKey
    )
    let names = { (cloud: inout Cloud, key: String) in
      cloud.vertesia("GET", "/environments?all=true", key: key).json?.items?.map {
        $0["name"]?.text
      }
    }
    #expect(names(&cloud, FakeKeys.secondVertesiaKey) == ["E"])
    #expect(names(&cloud, FakeKeys.vertesiaKey) == ["OpenAI"])
  }

  @Test func equalSeedsMakeEqualWorlds() {
    var (one, two) = (Cloud(), Cloud())
    _ = one.setUp()
    _ = two.setUp()
    #expect(one.world.json == two.world.json)
  }
}
