import Clients

extension MemoryCloud {
  static func iam(_ call: IncomingCall, _ state: inout State) -> HTTPResponse {
    let role = call.form["RoleName"] ?? ""
    let provider = call.form["OpenIDConnectProviderArn"] ?? ""
    switch call.operation {
    case "ListAccountAliases": return call.result("<AccountAliases/>")
    case "SimulatePrincipalPolicy":
      return call.result(
        "<EvaluationResults>"
          + call.list("ActionNames").map { action in
            let name = String(action.dropFirst("iam:".count))
            let decision = state.denied.contains(name) ? "implicitDeny" : "allowed"
            return "<member><EvalActionName>\(action)</EvalActionName><EvalDecision>\(decision)"
              + "</EvalDecision></member>"
          }.joined() + "</EvaluationResults>"
      )
    case "GetOpenIDConnectProvider":
      guard let found = state.providers[provider], state.spreading.shows(provider) else {
        return call.missing("Provider")
      }
      return call.result(
        "<Url>\(issuerHost)</Url>" + members("ClientIDList", found.audiences) + tags(found.tags)
      )
    case "CreateOpenIDConnectProvider":
      let host = (call.form["Url"] ?? "").replacing("https://", with: "")
      let arn = "arn:aws:iam::\(account):oidc-provider/\(host)"
      guard state.providers[arn] == nil else {
        return call.refusal(409, "EntityAlreadyExists", "Provider already exists.")
      }
      state.providers[arn] = Provider(audiences: call.list("ClientIDList"), tags: call.tags)
      state.spreading.write(arn)
      return call.result("<OpenIDConnectProviderArn>\(arn)</OpenIDConnectProviderArn>")
    case "AddClientIDToOpenIDConnectProvider":
      state.providers[provider]?.audiences.append(call.form["ClientID"] ?? "")
      return call.result()
    case "ListRoles":
      return call.result(
        "<Roles>"
          + state.roles.values.sorted { $0.name < $1.name }.map { "<member>\(xml($0))</member>" }
          .joined() + "</Roles><IsTruncated>false</IsTruncated>"
      )
    case "GetRole":
      guard let found = state.roles[role], state.spreading.shows(role) else {
        return call.missing("role with name \(role)")
      }
      return call.result("<Role>\(xml(found))</Role>")
    case "CreateRole":
      guard state.roles[role] == nil else {
        return call.refusal(409, "EntityAlreadyExists", "Role with name \(role) already exists.")
      }
      let made = Role(
        name: role,
        path: call.form["Path"] ?? "/",
        trust: call.form["AssumeRolePolicyDocument"] ?? "",
        tags: call.tags,
        boundary: call.form["PermissionsBoundary"]
      )
      state.roles[role] = made
      state.spreading.write(role)
      return call.result("<Role>\(xml(made))</Role>")
    default: return policies(call, role, &state)
    }
  }

  private static func policies(
    _ call: IncomingCall,
    _ role: String,
    _ state: inout State
  ) -> HTTPResponse {
    guard state.roles[role] != nil, state.spreading.shows(role) else {
      return call.missing("role with name \(role)")
    }
    let name = call.form["PolicyName"] ?? ""
    if call.isWrite { state.spreading.write("policies of \(role)") }
    switch call.operation {
    case "UpdateAssumeRolePolicy": state.roles[role]?.trust = call.form["PolicyDocument"] ?? ""
    case "PutRolePolicy": state.roles[role]?.inline[name] = call.form["PolicyDocument"] ?? ""
    case "AttachRolePolicy": state.roles[role]?.attached.insert(call.form["PolicyArn"] ?? "")
    case "DetachRolePolicy":
      guard state.roles[role]?.attached.remove(call.form["PolicyArn"] ?? "") != nil else {
        return call.missing("policy")
      }
    case "DeleteRolePolicy":
      guard state.roles[role]?.inline.removeValue(forKey: name) != nil else {
        return call.missing("policy")
      }
    case "GetRolePolicy":
      guard let document = state.roles[role]?.inline[name],
        state.spreading.shows("policies of \(role)")
      else { return call.missing("policy") }
      return call.result("<PolicyDocument>\(escaped(document))</PolicyDocument>")
    case "ListRolePolicies":
      let names = state.roles[role]?.inline.keys.sorted() ?? []
      return call.result(members("PolicyNames", names) + "<IsTruncated>false</IsTruncated>")
    case "ListAttachedRolePolicies":
      let all = state.roles[role]?.attached.sorted() ?? []
      return call.result(
        "<AttachedPolicies>"
          + all.map {
            "<member><PolicyName>p</PolicyName><PolicyArn>\($0)</PolicyArn></member>"
          }.joined() + "</AttachedPolicies><IsTruncated>false</IsTruncated>"
      )
    default: return call.refusal(400, "InvalidAction", "not here")
    }
    return call.result()
  }

  /// A session for whoever has the code of the MFA device.
  static func assumed(_ call: IncomingCall) -> HTTPResponse {
    guard call.form["TokenCode"] == "123456" else {
      return call.refusal(403, "AccessDenied", "MultiFactorAuthentication failed")
    }
    return call.result(
      "<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret-canary-session"
        + "</SecretAccessKey><SessionToken>token-canary</SessionToken><Expiration>"
        + "2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::"
        + "\(account):assumed-role/A/s</Arn><AssumedRoleId>AROA1:s</AssumedRoleId>"
        + "</AssumedRoleUser>"
    )
  }

  static func bedrock(_ call: IncomingCall, _ state: State) -> HTTPResponse {
    switch call.path.first {
    case "foundation-models" where !state.offersModels:
      IncomingCall.json(["modelSummaries": [String]()])
    case "foundation-models":
      IncomingCall.json([
        "modelSummaries": [
          FoundationModel(
            modelArn: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
            modelId: "amazon.nova-lite-v1:0",
            modelName: "Nova Lite",
            providerName: "Amazon",
            inferenceTypesSupported: ["ON_DEMAND"],
            outputModalities: ["TEXT"]
          )
        ]
      ])
    case "foundation-model-availability":
      IncomingCall.json([
        "authorizationStatus": "AUTHORIZED", "entitlementAvailability": "AVAILABLE",
        "regionAvailability": "AVAILABLE",
      ])
    case "model": IncomingCall.json(["usage": ["inputTokens": 8, "outputTokens": 1]])
    default: IncomingCall.json([String: String]())
    }
  }

  private struct FoundationModel: Encodable {
    var modelArn, modelId, modelName, providerName: String
    var inferenceTypesSupported, outputModalities: [String]
  }

  private static func xml(_ role: Role) -> String {
    "<Path>\(role.path)</Path><RoleName>\(role.name)</RoleName><RoleId>AROA1</RoleId>"
      + "<Arn>arn:aws:iam::\(account):role\(role.path)\(role.name)</Arn>"
      + "<AssumeRolePolicyDocument>\(escaped(role.trust))</AssumeRolePolicyDocument>"
      + tags(role.tags)
      + (role.boundary.map {
        "<PermissionsBoundary><PermissionsBoundaryArn>\($0)</PermissionsBoundaryArn>"
          + "</PermissionsBoundary>"
      } ?? "")
  }

  private static func tags(_ tags: [String: String]) -> String {
    "<Tags>"
      + tags.sorted { $0.key < $1.key }
      .map { "<member><Key>\($0.key)</Key><Value>\($0.value)</Value></member>" }.joined()
      + "</Tags>"
  }

  private static func members(_ name: String, _ values: [String]) -> String {
    "<\(name)>" + values.map { "<member>\($0)</member>" }.joined() + "</\(name)>"
  }

  /// Percent-encoded, as IAM returns policies.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension IncomingCall {
  func missing(_ thing: String) -> HTTPResponse {
    refusal(404, "NoSuchEntity", "The \(thing) cannot be found.")
  }
}
