import Testing

@testable import Sandbox

struct IAMTests {
  @Test func keepsOneProviderPerURL() {
    var cloud = Cloud()
    let create: KeyValuePairs = [
      "Url": "https://sts.becomposable.com", "ClientIDList.member.1": "bedrock",
    ]
    #expect(
      cloud.iam("CreateOpenIDConnectProvider", create).element("OpenIDConnectProviderArn")
        == Cloud.provider
    )
    let again = cloud.iam("CreateOpenIDConnectProvider", create)
    #expect(again.status == 409)
    #expect(again.message == "Provider with url https://sts.becomposable.com already exists.")
    let slash = cloud.iam(
      "CreateOpenIDConnectProvider",
      ["Url": "https://sts.becomposable.com/"]
    )
    #expect(slash.element("OpenIDConnectProviderArn") == "\(Cloud.provider)/")
    for bad in ["http://sts.becomposable.com", "https://", "https://a.b?c", "sts.becomposable.com"]
    {
      #expect(cloud.iam("CreateOpenIDConnectProvider", ["Url": bad]).code == "ValidationError")
    }
    let get = cloud.iam("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": Cloud.provider])
    #expect(get.element("Url") == "sts.becomposable.com")
    #expect(get.element("ClientIDList") == "<member>bedrock</member>")
  }

  @Test func addsAudiencesOnce() {
    var cloud = Cloud(.providerWithoutAudience)
    for _ in 1...2 {
      let reply = cloud.iam(
        "AddClientIDToOpenIDConnectProvider",
        ["OpenIDConnectProviderArn": Cloud.provider, "ClientID": "bedrock"]
      )
      #expect(reply.status == 200)
    }
    let get = cloud.iam("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": Cloud.provider])
    #expect(get.element("ClientIDList") == "<member>blobs</member><member>bedrock</member>")
    for _ in 1...2 {
      let reply = cloud.iam(
        "DeleteOpenIDConnectProvider",
        ["OpenIDConnectProviderArn": Cloud.provider]
      )
      #expect(reply.status == 200)
    }
    #expect(
      cloud.iam("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": Cloud.provider]).code
        == "NoSuchEntity"
    )
  }

  @Test func readsRoleNamesWithoutCase() {
    var cloud = Cloud()
    let trust = Cloud.trust("x")
    let made = cloud.iam(
      "CreateRole",
      [
        "RoleName": "Vertesia", "AssumeRolePolicyDocument": trust, "Path": "/team/",
        "Tags.member.1.Key": "a", "Tags.member.1.Value": "b", "Description": "b & <c>",
      ]
    )
    #expect(made.element("Arn") == "arn:aws:iam::\(Cloud.account):role/team/Vertesia")
    #expect(made.element("Description") == "b &amp; &lt;c&gt;")
    #expect(made.element("Value") == "b")
    let again = cloud.iam(
      "CreateRole",
      ["RoleName": "VERTESIA", "AssumeRolePolicyDocument": trust]
    )
    #expect(again.message == "Role with name VERTESIA already exists.")
    let get = cloud.iam("GetRole", ["RoleName": "vertesia"])
    #expect(get.element("RoleName") == "Vertesia")
    #expect(get.element("AssumeRolePolicyDocument").flatMap { Percent.decode($0) } == trust)
    #expect(
      cloud.iam("GetRole", ["RoleName": "x"]).message == "The role with name x cannot be found."
    )
  }

  @Test func deletesOnlyBareRoles() {
    var cloud = Cloud()
    _ = cloud.setUp()
    let policy = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
    for _ in 1...2 {
      #expect(
        cloud.iam("AttachRolePolicy", ["RoleName": "Vertesia", "PolicyArn": policy]).status == 200
      )
    }
    let delete = { (cloud: inout Cloud) in cloud.iam("DeleteRole", ["RoleName": "Vertesia"]) }
    #expect(
      delete(&cloud).message == "Cannot delete entity, must detach all policies first."
    )
    _ = cloud.iam("DetachRolePolicy", ["RoleName": "Vertesia", "PolicyArn": policy])
    #expect(delete(&cloud).message == "Cannot delete entity, must delete policies first.")
    _ = cloud.iam(
      "DeleteRolePolicy",
      ["RoleName": "Vertesia", "PolicyName": "vertesia-bedrock"]
    )
    #expect(delete(&cloud).status == 200)
    #expect(delete(&cloud).code == "NoSuchEntity")
  }

  @Test func holdsQuotas() {
    var cloud = Cloud()
    _ = cloud.setUp()
    let fat = Cloud.trust(String(repeating: "x", count: 2048))
    #expect(
      cloud.iam("UpdateAssumeRolePolicy", ["RoleName": "Vertesia", "PolicyDocument": fat]).message
        == "Cannot exceed quota for ACLSizePerRole: 2048"
    )
    cloud.world.accounts[Cloud.account]?.quotas.providers = 2
    #expect(
      cloud.iam("CreateOpenIDConnectProvider", ["Url": "https://a.example"]).message
        == "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 2"
    )
    cloud.world.accounts[Cloud.account]?.quotas.attachedPoliciesPerRole = 0
    let attach = cloud.iam(
      "AttachRolePolicy",
      ["RoleName": "Vertesia", "PolicyArn": "arn:aws:iam::aws:policy/IAMFullAccess"]
    )
    #expect(attach.message == "Cannot exceed quota for PoliciesPerRole: 0")
  }

  @Test func readsMayLagBehindWrites() {
    var cloud = Cloud()
    #expect(cloud.http("POST", "/_sandbox/timing", ["readLag": 2000]).status == 200)
    #expect(cloud.http("POST", "/_sandbox/timing", ["readLag": -1]).status == 400)
    _ = cloud.setUp()
    #expect(cloud.iam("GetRole", ["RoleName": "Vertesia"]).code == "NoSuchEntity")
    let again = cloud.iam(
      "CreateRole",
      ["RoleName": "Vertesia", "AssumeRolePolicyDocument": Cloud.trust("x")]
    )
    #expect(again.code == "EntityAlreadyExists")
    cloud.pass(seconds: 2)
    #expect(cloud.iam("GetRole", ["RoleName": "Vertesia"]).status == 200)
  }

  @Test func pagesThroughRoles() throws {
    var cloud = Cloud()
    var names: [String] = []
    var marker: String?
    repeat {
      let page =
        marker.map { cloud.iam("ListRoles", ["MaxItems": "1", "Marker": $0]) }
        ?? cloud.iam("ListRoles", ["MaxItems": "1"])
      names.append(try #require(page.element("RoleName")))
      marker = page.element("Marker")
      #expect(page.element("IsTruncated") == (marker == nil ? "false" : "true"))
    } while marker != nil
    #expect(names == ["acme-administration", "acme-ci-deploy", Acme.ssoRole])
    #expect(cloud.iam("ListRoles", ["Marker": "%%%"]).code == "ValidationError")
  }

  @Test(arguments: [
    ("CreateRole", "RoleName", "a b", "ValidationError"),
    ("CreateRole", "RoleName", String(repeating: "a", count: 65), "ValidationError"),
    ("CreateRole", "Path", "no-slashes", "ValidationError"),
    ("CreateRole", "Description", "an — em dash", "ValidationError"),
    ("CreateRole", "MaxSessionDuration", "60", "ValidationError"),
    ("CreateRole", "PermissionsBoundary", "arn:aws:iam::aws:policy/None", "NoSuchEntity"),
    ("CreateRole", "Tags.member.1.Key", "without-value", "ValidationError"),
    ("CreateRole", "AssumeRolePolicyDocument", "{}", "MalformedPolicyDocument"),
    ("NoSuchAction", "x", "y", "InvalidAction"),
  ])
  func validates(action: String, name: String, value: String, code: String) {
    var cloud = Cloud()
    var parameters = [("RoleName", "r"), ("AssumeRolePolicyDocument", Cloud.trust("x"))]
    parameters.removeAll { $0.0 == name }
    parameters.append((name, value))
    let form = parameters.map { "\($0.0)=\(Percent.encode($0.1))" }.joined(separator: "&")
    let request = Request(
      method: "POST",
      target: "/",
      headers: ["host": "127.0.0.1:8111"],
      body: Array("Action=\(action)&\(form)".utf8)
    )
    let reply = cloud.world.respond(to: cloud.sign(request, for: "iam"), at: cloud.now)
    #expect(reply.code == code)
    #expect(cloud.iam("GetRole", ["RoleName": "r"]).status == 404)
  }

  @Test(
    arguments: [
      (["aws:mine"], "InvalidInput"), (["a", "A"], "InvalidInput"), (["b&c"], "ValidationError"),
      (["ok", "ünï:cödé/+"], nil),
    ] as [([String], String?)]
  )
  func checksTags(keys: [String], code: String?) {
    var cloud = Cloud()
    let tags = keys.enumerated().map { index, key in
      "&Tags.member.\(index + 1).Key=\(Percent.encode(key))&Tags.member.\(index + 1).Value=v"
    }
    let form = "Action=TagRole&RoleName=acme-ci-deploy\(tags.joined())"
    let request = Request(
      method: "POST",
      target: "/",
      headers: ["host": "127.0.0.1:8111"],
      body: Array(form.utf8)
    )
    let reply = cloud.world.respond(to: cloud.sign(request, for: "iam"), at: cloud.now)
    #expect(reply.code == code)
  }

  /// A refusal quotes the name, and a control in it would make the answer unreadable.
  @Test func refusalsStayXML() {
    var cloud = Cloud()
    let name = "a\u{0}\u{1B}<\u{FFFF}"
    let reply = cloud.iam("AttachRolePolicy", ["RoleName": "x", "PolicyArn": name])
    #expect(reply.code == "ValidationError")
    #expect(reply.message?.contains("'a\u{FFFD}\u{FFFD}&lt;\u{FFFD}'") == true)
  }

  @Test func simulatesWithTheRulesOfRealCalls() {
    var cloud = Cloud(.noIAMRights)
    let user = "arn:aws:iam::\(Cloud.account):user/\(FakeKeys.callerName)"
    let reply = cloud.iam(
      "SimulatePrincipalPolicy",
      [
        "PolicySourceArn": user, "ActionNames.member.1": "iam:CreateRole",
        "ActionNames.member.2": "iam:GetRole",
      ]
    )
    let words = reply.text.split(separator: "<EvalDecision>").dropFirst().map {
      $0.prefix { $0 != "<" }
    }
    #expect(words == ["implicitDeny", "allowed"])
    var power = Cloud(.powerUser)
    #expect(
      power.iam(
        "SimulatePrincipalPolicy",
        ["PolicySourceArn": user, "ActionNames.member.1": "iam:GetRole"]
      ).message?.hasSuffix("with an explicit deny in an identity-based policy") == true
    )
  }
}
