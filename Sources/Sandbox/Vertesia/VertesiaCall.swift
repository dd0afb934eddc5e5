/// The routes of `/api/v1` served here.
enum VertesiaOperation: String, CaseIterable {
  case getAccount = "GetAccount"
  case listAccountProjects = "ListAccountProjects"
  case listProjects = "ListProjects"
  case listEnvironments = "ListEnvironments"
  case createEnvironment = "CreateEnvironment"
  case getEnvironment = "GetEnvironment"
  case updateEnvironment = "UpdateEnvironment"
  case deleteEnvironment = "DeleteEnvironment"
  case updateEnvironmentConfig = "UpdateEnvironmentConfig"
  case listModels = "ListModels"
  case listTrainableModels = "ListTrainableModels"
  case enableModel = "EnableModel"
  case disableModel = "DisableModel"

  var isMutation: Bool {
    switch self {
    case .createEnvironment, .updateEnvironment, .deleteEnvironment, .updateEnvironmentConfig,
      .enableModel, .disableModel:
      true
    case .getAccount, .listAccountProjects, .listProjects, .listEnvironments, .getEnvironment,
      .listModels, .listTrainableModels:
      false
    }
  }
}

/// A path of Vertesia's API, read.
struct VertesiaCall: Sendable {
  var operation: VertesiaOperation
  var environment = ""
  var model = ""
}

extension World {
  static func vertesiaRoute(_ request: Request, _ segments: [String]) -> Result<Route, Nowhere> {
    let path = Array(segments.dropFirst(2))
    let id = path.count > 1 ? path[1] : ""
    let call: VertesiaCall? =
      switch (request.method, path.first, path.count, path.dropFirst(2).joined(separator: "/")) {
      case ("GET", "account", 1, _): .init(operation: .getAccount)
      case ("GET", "account", 2, _) where id == "projects": .init(operation: .listAccountProjects)
      case ("GET", "projects", 1, _): .init(operation: .listProjects)
      case ("GET", "environments", 1, _): .init(operation: .listEnvironments)
      case ("POST", "environments", 1, _): .init(operation: .createEnvironment)
      case ("GET", "environments", 2, _): .init(operation: .getEnvironment, environment: id)
      case ("PUT", "environments", 2, _): .init(operation: .updateEnvironment, environment: id)
      case ("DELETE", "environments", 2, _): .init(operation: .deleteEnvironment, environment: id)
      case ("PUT", "environments", 3, "config"):
        .init(operation: .updateEnvironmentConfig, environment: id)
      case ("GET", "environments", 3, "models"): .init(operation: .listModels, environment: id)
      case ("GET", "environments", 3, "trainable-models"):
        .init(operation: .listTrainableModels, environment: id)
      case ("POST", "environments", 4, "models/enabled"):
        .init(operation: .enableModel, environment: id)
      case ("DELETE", "environments", 5, _)
      where path[2] == "models" && path[3] == "enabled":
        .init(operation: .disableModel, environment: id, model: path[4])
      default: nil
      }
    guard let call, segments[1] == "v1" else {
      return .failure(notFound(request, service: "vertesia"))
    }
    return .success(.vertesia(call))
  }

  mutating func answer(_ call: VertesiaCall, _ request: Request, at now: Moment) -> Reply {
    do {
      return .json(200, try perform(call, request, at: now))
    } catch {
      return error.reply()
    }
  }

  private mutating func perform(
    _ call: VertesiaCall,
    _ request: Request,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    guard let bearer = request.bearer else { throw .unauthorized("Missing bearer token.") }
    let member = try member(try claims(of: bearer, at: now))
    if call.operation.isMutation, !member.permissions.contains("environment:admin") {
      throw .forbidden("Missing permission: environment:admin")
    }
    let body = try Body(request)
    switch call.operation {
    case .getAccount: return member.organization.json
    case .listAccountProjects: return ["data": member.organization.projectsJSON]
    case .listProjects:
      try body.allowQuery("account")
      return member.organization.projectsJSON
    case .listEnvironments:
      try body.allowQuery("all")
      return try listEnvironments(for: member, all: body.query["all"])
    case .createEnvironment: return try createEnvironment(body, by: member, at: now)
    case .getEnvironment: return try environment(call.environment, for: member).json
    case .updateEnvironment:
      return try updateEnvironment(call.environment, body, by: member, at: now)
    case .updateEnvironmentConfig:
      return try updateConfig(call.environment, body, by: member, at: now)
    case .deleteEnvironment:
      let environment = try environment(call.environment, for: member)
      vertesia.environments.removeAll { $0.id == environment.id }
      return ["id": .string(environment.id)]
    case .listModels:
      try body.allowQuery("text", "type", "tags", "owner")
      let environment = try environment(call.environment, for: member)
      return .array(try listModels(of: environment, in: member.project, .all, at: now))
    case .listTrainableModels:
      let environment = try environment(call.environment, for: member)
      return .array(try listModels(of: environment, in: member.project, .trainable, at: now))
    case .enableModel: return try enableModel(call.environment, body, by: member, at: now)
    case .disableModel:
      return try disableModel(call.environment, model: call.model, by: member, at: now)
    }
  }

  private func member(_ claims: JSON) throws(VertesiaFault) -> Member {
    guard let id = claims["account"]?["id"]?.text, let organization = vertesia.organization(id)
    else { throw .unauthorized("The token names no account.") }
    return Member(
      id: claims["sub"]?.text ?? "",
      organization: organization,
      project: claims["project"]?["id"]?.text,
      permissions: Set(claims["permissions"]?.strings ?? [])
    )
  }
}

/// Who calls Vertesia, as the token says.
struct Member: Sendable {
  var id: String
  var organization: Organization
  var project: String?
  var permissions: Set<String>

  /// As `created_by` has it.
  var author: String { "user:\(id)" }
}

extension Organization {
  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "email_domains": ["acme.example"],
      "onboarding": ["completed": true, "completed_at": .string(created.isoMilliseconds)],
      "datacenter": "gcp", "account_type": "customer", "billing": ["method": "invoice"],
      "created_by": .string(owner), "updated_by": .string(owner),
      "created_at": .string(created.isoMilliseconds),
      "updated_at": .string(created.isoMilliseconds),
    ]
  }

  var projectsJSON: JSON {
    .array(
      projects.map {
        [
          "id": .string($0.id), "name": .string($0.name), "account": .string(id),
          "restricted": .bool($0.isRestricted),
        ]
      }
    )
  }
}
