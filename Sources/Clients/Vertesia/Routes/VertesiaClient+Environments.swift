extension VertesiaClient {
  /// Every environment of the organization, not only those of the token's project.
  public func environments() async throws(VertesiaError) -> [VertesiaEnvironment] {
    let route = Route(method: .get, name: "/environments", path: "/environments", query: "all=true")
    return try await call(route, as: [VertesiaEnvironment].self)
  }

  public func environment(_ id: String) async throws(VertesiaError) -> VertesiaEnvironment {
    try await call(try one(.get, id), as: VertesiaEnvironment.self)
  }

  /// Sent once. After an unknown outcome, look for the environment before trying again.
  public func createEnvironment(
    _ draft: EnvironmentDraft
  ) async throws(VertesiaError) -> VertesiaEnvironment {
    let route = Route(
      method: .post,
      name: "/environments",
      path: "/environments",
      body: draft.body
    )
    guard !draft.allowedProjects.isEmpty else {
      throw Self.refused(route.operation, "an environment needs at least one allowed project")
    }
    return try await call(route, as: VertesiaEnvironment.self)
  }

  public func updateEnvironment(
    _ id: String,
    _ update: EnvironmentUpdate
  ) async throws(VertesiaError) -> VertesiaEnvironment {
    let route = try one(.put, id, body: update.body)
    if update.allowedProjects?.isEmpty == true {
      throw Self.refused(route.operation, "an environment needs at least one allowed project")
    }
    // A masked key that came from a read would replace the real one.
    if let key = update.key, key.contains("...") || key.contains("*") || key.contains("…") {
      throw Self.refused(route.operation, "the key is masked, it is not the whole one")
    }
    return try await call(route, as: VertesiaEnvironment.self)
  }

  /// Refused by the service while a published interaction uses the environment.
  public func deleteEnvironment(_ id: String) async throws(VertesiaError) {
    _ = try await call(try one(.delete, id), as: Deleted.self)
  }

  private func one(
    _ method: HTTPMethod,
    _ id: String,
    body: [UInt8] = []
  ) throws(VertesiaError) -> Route {
    let name = "/environments/{id}"
    let segment = try Self.segment(id, of: "\(method.rawValue) \(name)")
    return Route(method: method, name: name, path: "/environments/\(segment)", body: body)
  }

  private struct Deleted: Decodable {
    let id: String
  }
}
