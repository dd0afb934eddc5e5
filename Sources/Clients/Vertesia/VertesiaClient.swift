#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Vertesia's API on one site, with one credential.
///
/// Bodies go out closed: exactly the fields their route allows. Answers are read leniently: what is
/// unknown is ignored, what is needed must be there in its type.
public struct VertesiaClient: Sendable {
  public let site: VertesiaSite
  public let tokens: TokenSource
  let caller: VertesiaCaller

  /// The site is the one that `tokens` are bound to.
  public init(
    tokens: TokenSource,
    transport: any Transport,
    surroundings: Surroundings,
    calls: @escaping CallSink
  ) {
    site = tokens.site
    self.tokens = tokens
    caller = VertesiaCaller(
      setting: site.apiSetting,
      transport: transport,
      surroundings: surroundings,
      calls: calls
    )
  }

  /// What the token says of its holder; `nil` when it cannot be read.
  public func claims() async throws(VertesiaError) -> VertesiaClaims? {
    try await tokens.token().claims
  }

  /// A route of `/api/v1`: its name in records, and its percent-encoded target.
  struct Route {
    let method: HTTPMethod
    /// With `{id}` for ids.
    let name: String
    let path: String
    var query: String?
    var body: [UInt8] = []
    var limits = Limits.standard

    var operation: String { "\(method.rawValue) \(name)" }
  }

  func call<Answer: Decodable>(
    _ route: Route,
    as type: Answer.Type
  ) async throws(VertesiaError) -> Answer {
    let token = try await tokens.token()
    do throws(VertesiaError) {
      return try await call(route, with: token, as: type)
    } catch {
      // The service may end a token early. A 401 of the application had no effect, so any method
      // may be sent once more with a new one.
      guard case .service(let service) = error, service.status == 401, service.body == .json,
        await tokens.discard(token)
      else { throw error }
      return try await call(route, with: try await tokens.token(), as: type)
    }
  }

  private func call<Answer: Decodable>(
    _ route: Route,
    with token: VertesiaToken,
    as type: Answer.Type
  ) async throws(VertesiaError) -> Answer {
    var request = HTTPRequest(
      route.method,
      site.api.origin,
      path: site.api.joined("/api/v1\(route.path)"),
      query: route.query,
      headers: ["accept": "application/json", "x-api-version": VertesiaCaller.apiVersion],
      body: route.body,
      limits: route.limits
    )
    if !route.body.isEmpty { request.headers["content-type"] = "application/json" }
    try token.authorize(&request, operation: route.operation)
    let response = try await caller.send(
      VertesiaCaller.Call(
        operation: route.operation,
        request: request,
        policy: route.method == .get ? .read : .mutation,
        secrets: [token.secret]
      )
    )
    return try AnswerReader.decode(
      type,
      from: response,
      operation: route.operation,
      secrets: [token.secret]
    )
  }

  /// One path segment. An empty one, or one that walks up the path, never leaves this machine.
  static func segment(
    _ id: String,
    of operation: String
  ) throws(VertesiaError) -> String {
    guard !id.isEmpty, id != ".", id != ".." else {
      throw refused(operation, "the id is empty or is no id")
    }
    return PercentEncoding.encode(id)
  }

  static func refused(_ operation: String, _ detail: String) -> VertesiaError {
    .transport(
      TransportError(.refusedLocally, phase: .definiteNo, detail: detail),
      operation: operation
    )
  }
}
