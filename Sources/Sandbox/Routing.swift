/// A request that no service here answers.
struct Nowhere: Error {
  var service: String
  var operation: String
  var reply: @Sendable (_ requestID: String) -> Reply
}

extension World {
  /// Chooses by path first; at `/` the scope of the signature names the service.
  static func route(_ request: Request) -> Result<Route, Nowhere> {
    let segments = request.segments
    switch segments.first {
    case "api": return vertesiaRoute(request, segments)
    case "token", ".well-known": return tokenServerRoute(request, segments)
    case "federation": return portalRoute(request, segments)
    case nil: return queryRoute(request)
    default: return bedrockRoute(request, segments)
    }
  }

  private static func queryRoute(_ request: Request) -> Result<Route, Nowhere> {
    guard let parameters = Parameters(request), let action = parameters["Action"] else {
      return .failure(notFound(request))
    }
    let scope = try? SignedScope.read(request)
    // AssumeRoleWithWebIdentity is the one call without a signature.
    let unsigned: QueryService? = STSOperation(rawValue: action).map { _ in .sts } ?? .iam
    guard let service = scope.map({ QueryService(rawValue: $0.service) }) ?? unsigned else {
      return .failure(notFound(request))
    }
    switch service {
    case .iam:
      if let operation = IAMOperation(rawValue: action) { return .success(.iam(operation)) }
    case .sts:
      if let operation = STSOperation(rawValue: action) { return .success(.sts(operation)) }
    }
    let fault = AWSFault(
      "InvalidAction",
      400,
      "Could not find operation \(action) for version \(parameters["Version"] ?? "NO_VERSION")"
    )
    return .failure(
      Nowhere(service: service.rawValue, operation: action) { id in
        service.reply(fault, requestID: id)
      }
    )
  }

  private static func portalRoute(
    _ request: Request,
    _ segments: [String]
  ) -> Result<Route, Nowhere> {
    request.method == "GET" && segments == ["federation", "credentials"]
      ? .success(.portal) : .failure(notFound(request))
  }

  static func notFound(_ request: Request, service: String = "nowhere") -> Nowhere {
    let fault = VertesiaFault(
      404,
      "Not Found",
      "Nothing is served at \(request.method) \(request.path)"
    )
    return Nowhere(service: service, operation: "\(request.method) \(request.path)") { _ in
      fault.reply()
    }
  }
}

extension World {
  mutating func answer(
    _ operation: STSOperation,
    _ request: Request,
    requestID: String,
    at now: Moment
  ) throws(AWSFault) -> Reply {
    guard let parameters = Parameters(request) else { throw .unsigned }
    let scope = try SignedScope.read(request)
    var caller: Caller?
    if let scope, operation != .assumeRoleWithWebIdentity {
      caller = try self.caller(of: request, scope, at: now)
    }
    let result = try sts(
      operation,
      parameters,
      caller: caller,
      region: scope?.region ?? scenario.region,
      at: now
    )
    return QueryService.sts.reply(operation.rawValue, result, requestID: requestID)
  }

  mutating func answer(
    _ operation: IAMOperation,
    _ request: Request,
    requestID: String,
    at now: Moment
  ) throws(AWSFault) -> Reply {
    guard let scope = try SignedScope.read(request), let parameters = Parameters(request) else {
      throw .unsigned
    }
    let caller = try caller(of: request, scope, at: now)
    if let name = parameters["RoleName"] { accounts[caller.account]?.revealTakenRole(name) }
    guard let account = accounts[caller.account] else { throw .unknownKey }
    var service = IAMService(
      account: account,
      caller: caller,
      random: random,
      now: now,
      readLag: timing.readLag
    )
    let result = try service.perform(operation, parameters)
    accounts[caller.account] = service.account
    random = service.random
    return QueryService.iam.reply(operation.rawValue, result, requestID: requestID)
  }
}
