import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension MemoryCloud {
  static func token(_ state: State) -> HTTPResponse {
    let claims = """
      {"iss":"https://\(state.namesIssuer)","sub":"k","aud":"api","type":"apikey","name":"key",\
      "exp":4102444800,"account":{"id":"\(organization)","name":"Acme Research"},\
      "account_roles":["\(state.keyRole)"],"project":{"id":"\(project)","name":"Default"},\
      "apps":[],"accounts":[]}
      """
    let payload = Data(claims.utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return IncomingCall.json([
      "token": "eyJhbGciOiJFUzI1NiJ9.\(payload).c2ln", "token_type": "Bearer",
    ])
  }

  static func vertesia(_ call: IncomingCall, _ state: inout State) -> HTTPResponse {
    switch call.operation {
    case "GET /account":
      return IncomingCall.json(["id": organization, "name": "Acme Research"])
    case "GET /account/projects":
      return IncomingCall.json([
        "data": [["id": project, "name": "Default", "account": organization]]
      ])
    case "GET /environments":
      return IncomingCall.json(state.environments.map(shown))
    case "POST /environments":
      guard let draft = try? JSONDecoder().decode(Draft.self, from: Data(call.body)) else {
        return call.refusal(400, "Bad Request", "Request validation failed.")
      }
      let made = Environment(
        id: "68c4d0e1f2a3b4c5d6e7f8\(state.next < 10 ? "0" : "")\(state.next)",
        name: draft.name,
        provider: draft.provider,
        description: draft.description,
        endpoint_url: draft.endpoint_url,
        allowed_projects: draft.allowed_projects
      )
      state.next += 1
      state.environments.append(made)
      return IncomingCall.json(shown(made))
    default: return environment(call, &state)
    }
  }

  private static func environment(
    _ call: IncomingCall,
    _ state: inout State
  ) -> HTTPResponse {
    guard call.path.count > 1,
      let index = state.environments.firstIndex(where: { $0.id == call.path[1] })
    else { return call.refusal(404, "Not Found", "no such environment") }
    switch call.operation {
    case "GET /environments/{id}": break
    case "PUT /environments/{id}":
      guard let update = try? JSONDecoder().decode(Update.self, from: Data(call.body)) else {
        return call.refusal(400, "Bad Request", "Request validation failed.")
      }
      if let key = update.apiKey { state.environments[index].apiKey = key }
      if let model = update.default_model { state.environments[index].default_model = model }
      if let projects = update.allowed_projects {
        state.environments[index].allowed_projects = projects
      }
    case "POST /environments/{id}/models/enabled":
      guard let enabling = try? JSONDecoder().decode(Enabling.self, from: Data(call.body)) else {
        return call.refusal(400, "Bad Request", "Request validation failed.")
      }
      state.environments[index].enabled_models.append(
        Model(id: enabling.model_id, name: enabling.model_id)
      )
    case _ where call.operation.hasPrefix("DELETE /environments/{id}/models/enabled/"):
      let model = call.path.last?.replacing("%3A", with: ":").replacing("%2F", with: "/")
      state.environments[index].enabled_models.removeAll { $0.id == model }
    case "GET /environments/{id}/models":
      return models(call, state.environments[index], &state)
    default: return call.refusal(404, "Not Found", "no such route")
    }
    return IncomingCall.json(shown(state.environments[index]))
  }

  /// Lists only through a role that trusts exactly this environment and has a policy.
  private static func models(
    _ call: IncomingCall,
    _ environment: Environment,
    _ state: inout State
  ) -> HTTPResponse {
    let refusal = call.refusal(500, "Internal Server Error", "Foundation models not found")
    if state.failedListings > 0 {
      state.failedListings -= 1
      return refusal
    }
    let providerARN = "arn:aws:iam::\(account):oidc-provider/\(state.signsAs)"
    let rights = state.inForce()
    guard state.way(environment, by: providerARN, in: rights) != nil else { return refusal }
    guard state.listsModels else { return IncomingCall.json([String]()) }
    state.hasListed = true
    return IncomingCall.json([
      [
        "id": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
        "name": "Nova Lite", "provider": "bedrock",
      ]
    ])
  }

  /// Keys are masked on every read.
  private static func shown(_ environment: Environment) -> Environment {
    var environment = environment
    environment.apiKey = environment.apiKey.map { "\($0.prefix(4))...\($0.suffix(4))" }
    return environment
  }

  private struct Draft: Decodable {
    var name, provider: String
    var description, endpoint_url: String?
    var allowed_projects: [String]
  }

  private struct Update: Decodable {
    var apiKey: String?
    var default_model: String?
    var allowed_projects: [String]?
  }

  private struct Enabling: Decodable { var model_id: String }
}
