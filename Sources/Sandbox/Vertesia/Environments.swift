extension Environment {
  static let providers: Set<String> = [
    "openai", "openai_compatible", "azure_openai", "azure_foundry", "huggingface_ie", "replicate",
    "bedrock", "bedrock_mantle", "vertexai", "togetherai", "mistralai", "groq", "watsonx", "xai",
    "anthropic", "virtual_lb", "virtual_mediator", "test",
  ]

  /// What create and update take; all else is the server's own.
  fileprivate static let fields: Set<String> = [
    "name", "provider", "description", "endpoint_url", "default_model", "enabled_models", "apiKey",
    "config", "settings", "allowed_projects",
  ]

  /// What a config may hold: that of a mediator, or that of a load balancer.
  fileprivate static let configs: [Set<String>] = [
    ["entries", "max_concurrent_requests", "mediators", "model_options"], ["entries", "failover"],
  ]

  /// First and last characters, as the key store shows a secret.
  var hint: String? {
    apiKey.map { $0.count > 8 ? "\($0.prefix(4))...\($0.suffix(4))" : "..." }
  }

  /// The key never leaves the service: readers get the hint in its place.
  var json: JSON {
    .sparse([
      "id": .string(id), "name": .string(name), "provider": .string(provider),
      "description": description.map(JSON.string), "endpoint_url": endpointURL.map(JSON.string),
      "default_model": defaultModel.map(JSON.string), "enabled_models": .array(enabledModels),
      "apiKey": hint.map(JSON.string), "apikey_hint": hint.map(JSON.string), "config": config,
      "settings": settings, "allowed_projects": allowedProjects.map { JSON(strings: $0) },
      "account": .string(organization), "created_by": .string(createdBy),
      "updated_by": .string(updatedBy), "created_at": .string(created.isoMilliseconds),
      "updated_at": .string(updated.isoMilliseconds),
    ])
  }

  /// Takes the fields that were sent; the others stay.
  fileprivate mutating func merge(
    _ body: Body,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) {
    try body.close(over: Self.fields)
    if let text = try body.text("name") {
      guard !text.isEmpty else { throw .badRequest("Request validation failed: 'name' is empty.") }
      name = text
    }
    if let text = try body.text("provider") {
      guard Self.providers.contains(text) else {
        throw .badRequest("Request validation failed: unknown provider '\(text)'.")
      }
      provider = text
    }
    description = try body.text("description") ?? description
    endpointURL = try body.text("endpoint_url") ?? endpointURL
    defaultModel = try body.text("default_model") ?? defaultModel
    if let key = try body.text("apiKey") {
      apiKey = key
      listingFailedUntil = nil
    }
    enabledModels = try body.enabledModels() ?? enabledModels
    if let settings = body.members["settings"] {
      guard settings.members != nil else {
        throw .badRequest("Request validation failed: 'settings' must be an object.")
      }
      self.settings = settings
    }
    config = body.members["config"] ?? config
    if let projects = try body.texts("allowed_projects") {
      let known = Set(member.organization.projects.map(\.id))
      guard projects.allSatisfy(known.contains) else {
        throw .badRequest("Unknown project in 'allowed_projects'.")
      }
      allowedProjects = projects
    }
    updated = now
    updatedBy = member.author
  }
}

extension World {
  func environment(_ id: String, for member: Member) throws(VertesiaFault) -> Environment {
    let found = vertesia.environments.first {
      $0.id == id && $0.organization == member.organization.id
    }
    guard let found else { throw .notFound("Environment not found: \(id)") }
    return found
  }

  func listEnvironments(for member: Member, all: String?) throws(VertesiaFault) -> JSON {
    guard all.map({ ["true", "false"].contains($0) }) ?? true else {
      throw .badRequest("Request validation failed: 'all' must be a boolean.")
    }
    let own = vertesia.environments.filter { $0.organization == member.organization.id }
    let shown = all == "true" ? own : own.filter { $0.allows(member.project) }
    return .array(shown.map(\.json))
  }

  mutating func createEnvironment(
    _ body: Body,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    var environment = Environment(
      id: random.objectID(),
      organization: member.organization.id,
      name: try body.required("name"),
      provider: try body.required("provider"),
      createdBy: member.author,
      updatedBy: member.author,
      created: now,
      updated: now
    )
    try environment.merge(body, by: member, at: now)
    vertesia.environments.append(environment)
    return environment.json
  }

  mutating func updateEnvironment(
    _ id: String,
    _ body: Body,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    var environment = try environment(id, for: member)
    try environment.merge(body, by: member, at: now)
    return store(environment)
  }

  mutating func updateConfig(
    _ id: String,
    _ body: Body,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    var environment = try environment(id, for: member)
    try body.close(over: ["enabled_models", "config"])
    environment.enabledModels = try body.enabledModels() ?? environment.enabledModels
    if let config = body.members["config"] {
      guard environment.provider.hasPrefix("virtual_") else {
        throw .badRequest("Only virtual environments have a config.")
      }
      guard let fields = config.members,
        Environment.configs.contains(where: { Set(fields.keys).isSubset(of: $0) })
      else { throw .badRequest("Request validation failed: 'config' fits no environment.") }
      environment.config = .object((environment.config?.members ?? [:]).merging(fields) { $1 })
    }
    environment.updated = now
    environment.updatedBy = member.author
    return store(environment)
  }

  /// Only a model that the provider lists now can be enabled.
  mutating func enableModel(
    _ id: String,
    _ body: Body,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    try body.close(over: ["model_id"])
    let modelID = try body.required("model_id")
    var environment = try environment(id, for: member)
    let listed = try listModels(of: environment, in: member.project, .all, at: now)
    guard let model = listed.first(where: { $0["id"]?.text == modelID }) else {
      throw .notFound("Model not found: \(modelID)")
    }
    if !environment.enabledModels.contains(where: { $0["id"]?.text == modelID }) {
      environment.enabledModels.append(model)
    }
    environment.updated = now
    environment.updatedBy = member.author
    return store(environment)
  }

  mutating func disableModel(
    _ id: String,
    model: String,
    by member: Member,
    at now: Moment
  ) throws(VertesiaFault) -> JSON {
    var environment = try environment(id, for: member)
    environment.enabledModels.removeAll { $0["id"]?.text == model }
    environment.updated = now
    environment.updatedBy = member.author
    return store(environment)
  }

  private mutating func store(_ environment: Environment) -> JSON {
    if let index = vertesia.environments.firstIndex(where: { $0.id == environment.id }) {
      vertesia.environments[index] = environment
    }
    return environment.json
  }
}

extension Body {
  fileprivate func enabledModels() throws(VertesiaFault) -> [JSON]? {
    guard let models = members["enabled_models"] else { return nil }
    guard let items = models.items, items.allSatisfy({ $0["id"]?.text != nil }) else {
      throw .badRequest("Request validation failed: 'enabled_models' must hold models.")
    }
    return items
  }
}

extension Environment {
  /// An environment without a project list is open to every project of its organization.
  func allows(_ project: String?) -> Bool {
    guard let allowedProjects, !allowedProjects.isEmpty else { return true }
    return project.map(allowedProjects.contains) ?? false
  }
}
