import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

@Suite struct AWSClientTests {
  @Test func readsARole() async throws {
    let script = AWSScript(.ok(AWSAnswers.getRole))
    let role = try await IAMClient(script.caller()).getRole(name: "R")
    #expect(
      role
        == IAMRole(
          name: "R",
          path: "/team/",
          id: "AROA",
          arn: "arn:aws:iam::123456789012:role/team/R",
          createdAt: Date(timeIntervalSince1970: 1_714_557_600),
          trustPolicy: AWSAnswers.policy,
          description: "d",
          maxSessionDuration: 3600,
          permissionsBoundary: "arn:aws:iam::123456789012:policy/b",
          tags: [AWSTag("k", "")],
          lastUsedAt: Date(timeIntervalSince1970: 1_714_644_000.5)
        )
    )
    #expect(script.bodies == ["Action=GetRole&Version=2010-05-08&RoleName=R"])
    let request = try #require(script.requests.first)
    #expect(request.method == .post && request.target == "/")
    #expect(request.origin == Origin(host: "iam.amazonaws.com"))
  }

  @Test func writesARole() async throws {
    let script = AWSScript(.ok(AWSAnswers.result("CreateRole", AWSAnswers.role)))
    _ = try await IAMClient(script.caller()).createRole(
      .init(
        name: "R",
        trustPolicy: "{\"a\": 1}",
        path: "/team/",
        description: "two words",
        maxSessionDuration: 3600,
        permissionsBoundary: "arn:b",
        tags: [AWSTag("k", "v")]
      )
    )
    #expect(
      script.bodies == [
        "Action=CreateRole&Version=2010-05-08&RoleName=R&Path=%2Fteam%2F"
          + "&AssumeRolePolicyDocument=%7B%22a%22%3A+1%7D&Description=two+words"
          + "&MaxSessionDuration=3600&PermissionsBoundary=arn%3Ab"
          + "&Tags.member.1.Key=k&Tags.member.1.Value=v"
      ]
    )
  }

  @Test func aPolicyThatDoesNotDecodeIsKept() async throws {
    let broken = AWSAnswers.result("GetRolePolicy", "<PolicyDocument>%ff</PolicyDocument>")
    let text = try await IAMClient(AWSScript(.ok(broken)).caller())
      .getRolePolicy(role: "R", name: "p")
    #expect(text == "%ff")
  }

  @Test func listsEveryPage() async throws {
    func page(_ names: [String], _ marker: String?) -> HTTPResponse {
      let members = names.map { "<member>\($0)</member>" }.joined()
      let more = marker.map { "<IsTruncated>true</IsTruncated><Marker>\($0)</Marker>" }
      return .ok(
        AWSAnswers.result(
          "ListRolePolicies",
          "<PolicyNames>\(members)</PolicyNames>\(more ?? "<IsTruncated>false</IsTruncated>")"
        )
      )
    }
    let script = AWSScript(page(["a", "b"], "m/1"), page([], "m2"), page(["c"], nil))
    let names = try await IAMClient(script.caller()).listRolePolicies(role: "R")
    #expect(names == ["a", "b", "c"])
    #expect(
      script.bodies.map { $0.split(separator: "&").last.map(String.init) } == [
        "RoleName=R", "Marker=m%2F1", "Marker=m2",
      ]
    )
  }

  @Test(arguments: ["<Marker>same</Marker>", ""])
  func aMarkerThatRepeatsOrLacksIsAnError(_ marker: String) async {
    let answer = AWSAnswers.result("ListRoles", "<Roles/><IsTruncated>true</IsTruncated>\(marker)")
    let script = AWSScript(.ok(answer))
    let error = await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller()).listRoles()
    }
    guard case .unreadable(_, "ListRoles", 200, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(script.requests.count <= 2)
  }

  @Test func pagesWithoutEndAreAnError() async {
    let pages = (0..<1200).map { index in
      HTTPResponse.ok(
        AWSAnswers.result(
          "ListRolePolicies",
          "<PolicyNames/><IsTruncated>true</IsTruncated><Marker>m\(index)</Marker>"
        )
      )
    }
    let script = AWSScript(pages)
    await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller()).listRolePolicies(role: "R")
    }
    #expect(script.requests.count == 1001)
  }

  @Test func readsAProvider() async throws {
    let answer = AWSAnswers.result(
      "GetOpenIDConnectProvider",
      "<Url>sts.becomposable.com</Url><ClientIDList><member>bedrock</member></ClientIDList>"
        + "<ThumbprintList/><CreateDate>2024-05-01T10:00:00.123456Z</CreateDate><Tags/>"
    )
    let provider = try await IAMClient(AWSScript(.ok(answer)).caller())
      .getOpenIDConnectProvider(arn: "arn")
    #expect(provider.url == "sts.becomposable.com" && provider.clientIDs == ["bedrock"])
    #expect(provider.thumbprints.isEmpty && provider.createdAt != nil)
  }

  @Test func changesWithoutOutput() async throws {
    let iam = { (operation: String) in
      IAMClient(AWSScript(.ok(AWSAnswers.nothing(operation))).caller())
    }
    try await iam("AddClientIDToOpenIDConnectProvider").addClientID("bedrock", toProvider: "arn")
    try await iam("RemoveClientIDFromOpenIDConnectProvider")
      .removeClientID("bedrock", fromProvider: "arn")
    try await iam("DeleteOpenIDConnectProvider").deleteOpenIDConnectProvider(arn: "arn")
    try await iam("UpdateAssumeRolePolicy").updateAssumeRolePolicy(role: "R", trustPolicy: "{}")
    try await iam("DeleteRole").deleteRole(name: "R")
    try await iam("AttachRolePolicy").attachRolePolicy(role: "R", policyARN: "arn")
    try await iam("DetachRolePolicy").detachRolePolicy(role: "R", policyARN: "arn")
    try await iam("PutRolePolicy").putRolePolicy(role: "R", name: "p", document: "{}")
    try await iam("DeleteRolePolicy").deleteRolePolicy(role: "R", name: "p")
  }

  @Test func readsASimulation() async throws {
    let answer = AWSAnswers.result(
      "SimulatePrincipalPolicy",
      "<IsTruncated>false</IsTruncated><EvaluationResults><member>"
        + "<EvalActionName>iam:CreateRole</EvalActionName><EvalResourceName>*</EvalResourceName>"
        + "<EvalDecision>implicitDeny</EvalDecision><MissingContextValues><member>aws:x</member>"
        + "</MissingContextValues><OrganizationsDecisionDetail><AllowedByOrganizations>false"
        + "</AllowedByOrganizations></OrganizationsDecisionDetail></member><member>"
        + "<EvalActionName>a:B</EvalActionName><EvalDecision>maybe</EvalDecision></member>"
        + "</EvaluationResults>"
    )
    let script = AWSScript(.ok(answer))
    let decisions = try await IAMClient(script.caller()).simulatePrincipalPolicy(
      principalARN: "arn",
      actions: ["iam:CreateRole", "a:B"],
      context: [SimulationContext(key: "k", values: ["v"])]
    )
    #expect(
      decisions == [
        SimulatedDecision(
          action: "iam:CreateRole",
          resource: "*",
          decision: .implicitDeny,
          missingContext: ["aws:x"],
          allowedByOrganization: false
        ),
        SimulatedDecision(action: "a:B", resource: "*", decision: .other("maybe")),
      ]
    )
    #expect(
      script.bodies[0].hasSuffix(
        "&ContextEntries.member.1.ContextKeyName=k&ContextEntries.member.1.ContextKeyValues.member.1=v"
          + "&ContextEntries.member.1.ContextKeyType=string"
      )
    )
  }

  @Test func readsTheAccountSummary() async throws {
    let answer = AWSAnswers.result(
      "GetAccountSummary",
      "<SummaryMap><entry><key>Roles</key><value>7</value></entry>"
        + "<entry><key>Odd</key><value>x</value></entry></SummaryMap>"
    )
    let summary = try await IAMClient(AWSScript(.ok(answer)).caller()).getAccountSummary()
    #expect(summary == ["Roles": 7])
  }

  @Test func tellsTheCaller() async throws {
    let script = AWSScript(.ok(AWSAnswers.identity))
    let identity = try await STSClient(script.caller(region: "us-gov-west-1")).getCallerIdentity()
    #expect(identity.account == AWSAnswers.account && identity.partition?.id == "aws-us-gov")
    #expect(script.requests.first?.origin.host == "sts.us-gov-west-1.amazonaws.com")
  }

  @Test func assumesByWebIdentityUnsigned() async throws {
    let answer = AWSAnswers.result(
      "AssumeRoleWithWebIdentity",
      "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
        + "<SessionToken>t</SessionToken><Expiration>2024-05-01T10:00:00Z</Expiration></Credentials>"
        + "<SubjectFromWebIdentityToken>env:o:e</SubjectFromWebIdentityToken>"
        + "<Audience>bedrock</Audience>"
    )
    let script = AWSScript(.ok(answer))
    let request = RoleRequest(arn: "arn:r", sessionName: "s", duration: 900, externalID: "x")
    let role = try await STSClient(script.caller(signed: false))
      .assumeRoleWithWebIdentity(request, token: Secret("a.b.c"))
    #expect(role.credentials.accessKeyID == "ASIA" && role.subject == "env:o:e")
    #expect(
      script.bodies == [
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Ar&RoleSessionName=s"
          + "&DurationSeconds=900&WebIdentityToken=a.b.c"
      ]
    )
  }

  @Test func readsModels() async throws {
    let json = """
      {"modelSummaries":[{"modelArn":"arn:m","modelId":"a.b-v1:0","inferenceTypesSupported":
      ["ON_DEMAND","NEW_KIND"],"modelLifecycle":{"status":"LEGACY"},"unheardOf":{}}]}
      """
    let script = AWSScript(.ok(json))
    let models = try await BedrockClient(script.caller(region: "eu-west-3"))
      .listFoundationModels(provider: "Stability AI", outputModality: "TEXT")
    #expect(
      models == [
        FoundationModel(
          arn: "arn:m",
          id: "a.b-v1:0",
          inferenceTypes: ["ON_DEMAND", "NEW_KIND"],
          lifecycle: .init(status: "LEGACY")
        )
      ]
    )
    let request = try #require(script.requests.first)
    #expect(
      request.target == "/foundation-models?byProvider=Stability%20AI&byOutputModality=TEXT"
    )
    #expect(request.origin.host == "bedrock.eu-west-3.amazonaws.com" && request.method == .get)
  }

  @Test func readsAvailability() async throws {
    let json = """
      {"modelId":"a.b-v1:0","agreementAvailability":{"status":"AVAILABLE"},"authorizationStatus":
      "AUTHORIZED","entitlementAvailability":"AVAILABLE","regionAvailability":"AVAILABLE"}
      """
    let script = AWSScript(.ok(json))
    let availability = try await BedrockClient(script.caller())
      .getFoundationModelAvailability(modelID: "a.b-v1:0")
    #expect(availability.isPositive)
    #expect(script.requests.first?.path == "/foundation-model-availability/a.b-v1%3A0")
  }

  @Test func pagesThroughProfiles() async throws {
    let first =
      #"{"inferenceProfileSummaries":[{"inferenceProfileId":"us.a","inferenceProfileArn":"#
      + #""arn:p","inferenceProfileName":"A","models":[{"modelArn":"arn:m"}]}],"nextToken":"t+/="}"#
    let script = AWSScript(.ok(first), .ok(#"{"inferenceProfileSummaries":[]}"#))
    let profiles = try await BedrockClient(script.caller())
      .listInferenceProfiles(type: "SYSTEM_DEFINED")
    #expect(profiles.map(\.id) == ["us.a"] && profiles.first?.models == [.init(arn: "arn:m")])
    #expect(
      script.requests.map(\.query) == [
        "maxResults=1000&type=SYSTEM_DEFINED",
        "maxResults=1000&nextToken=t%2B%2F%3D&type=SYSTEM_DEFINED",
      ]
    )
  }

  @Test func onePageIsOnePage() async throws {
    let script = AWSScript(.ok(#"{"modelSummaries":[],"nextToken":"t"}"#))
    let page = try await BedrockClient(script.caller()).listCustomModelsPage()
    #expect(page == AWSPage(items: [], next: "t") && script.requests.first?.query == nil)
  }

  @Test func aFormNeverHandedInIsNil() async throws {
    let absent = HTTPResponse(
      status: 404,
      headers: ["x-amzn-ErrorType": "ResourceNotFoundException"],
      body: Array(#"{"message":"none"}"#.utf8)
    )
    #expect(
      try await BedrockClient(AWSScript(absent).caller()).getUseCaseForModelAccess() == nil
    )
    let there = AWSScript(.ok(#"{"formData":"e30="}"#))
    #expect(
      try await BedrockClient(there.caller()).getUseCaseForModelAccess() == Array("{}".utf8)
    )
  }
}
