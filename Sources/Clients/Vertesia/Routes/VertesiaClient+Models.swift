extension VertesiaClient {
  /// The models that the environment's role lists now. Not filtered: the driver ignores filters.
  public func models(
    ofEnvironment id: String
  ) async throws(VertesiaError) -> [VertesiaModel] {
    let name = "/environments/{id}/models"
    let segment = try Self.segment(id, of: "GET \(name)")
    let route = Route(
      method: .get,
      name: name,
      path: "/environments/\(segment)/models",
      limits: .modelListing
    )
    return try await call(route, as: [VertesiaModel].self)
  }

  /// Adds one model, which the live listing must contain.
  public func enableModel(
    _ model: String,
    inEnvironment id: String
  ) async throws(VertesiaError) -> VertesiaEnvironment {
    let name = "/environments/{id}/models/enabled"
    let segment = try Self.segment(id, of: "POST \(name)")
    let route = Route(
      method: .post,
      name: name,
      path: "/environments/\(segment)/models/enabled",
      body: ClosedBody.encode(Enabling(model: model)),
      limits: .modelListing
    )
    return try await call(route, as: VertesiaEnvironment.self)
  }

  /// Takes one model away; not an error when it is not enabled.
  public func disableModel(
    _ model: String,
    inEnvironment id: String
  ) async throws(VertesiaError) -> VertesiaEnvironment {
    let name = "/environments/{id}/models/enabled/{model}"
    let operation = "DELETE \(name)"
    let environment = try Self.segment(id, of: operation)
    let segment = try Self.segment(model, of: operation)
    let route = Route(
      method: .delete,
      name: name,
      path: "/environments/\(environment)/models/enabled/\(segment)"
    )
    return try await call(route, as: VertesiaEnvironment.self)
  }

  private struct Enabling: Encodable {
    let model: String

    enum CodingKeys: String, CodingKey { case model = "model_id" }
  }
}
