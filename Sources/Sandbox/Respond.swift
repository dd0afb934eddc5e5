/// Which part of the cloud a request is for, and what it asks.
enum Route: Sendable {
  case iam(IAMOperation)
  case sts(STSOperation)
  case bedrock(BedrockCall)
  case portal
  case tokenServer(TokenServerCall)
  case vertesia(VertesiaCall)

  var service: String {
    switch self {
    case .iam: "iam"
    case .sts: "sts"
    case .bedrock: "bedrock"
    case .portal: "sso"
    case .tokenServer: "vertesia-sts"
    case .vertesia: "vertesia"
    }
  }

  var operation: String {
    switch self {
    case .iam(let operation): operation.rawValue
    case .sts(let operation): operation.rawValue
    case .bedrock(let call): call.operation.rawValue
    case .portal: "GetRoleCredentials"
    case .tokenServer(let call): call.rawValue
    case .vertesia(let call): call.operation.rawValue
    }
  }

  var isMutation: Bool {
    switch self {
    case .iam(let operation): operation.isMutation
    case .bedrock(let call): call.operation.isMutation
    case .vertesia(let call): call.operation.isMutation
    case .sts, .portal, .tokenServer: false
    }
  }
}

extension World {
  /// Answers one request. Time comes in, chance is part of the world: equal inputs, equal answers,
  /// but for the signatures of tokens, which Crypto salts by itself.
  package mutating func respond(to request: Request, at now: Moment) -> Reply {
    if request.path.hasPrefix("/_sandbox/") { return control(request, at: now) }
    let requestID = random.requestID()
    let route: Route
    switch Self.route(request) {
    case .success(let found): route = found
    case .failure(let nowhere): return record(nowhere, reply: nowhere.reply(requestID), at: now)
    }
    let due = faults.due(service: route.service, operation: route.operation)
    var reply =
      refusal(of: route, due, requestID: requestID, at: now)
      ?? answer(route, request, requestID: requestID, at: now)
    for kind in due {
      switch kind {
      case .delay(let milliseconds): reply.delay += milliseconds
      case .dropBefore, .dropAfter: reply.ending = .dropped
      case .truncate: reply.ending = .truncated
      case .status, .error, .html, .throttle: break
      }
    }
    calls.add(
      CallEntry(
        service: route.service,
        operation: route.operation,
        status: reply.status,
        isMutation: route.isMutation,
        at: now
      )
    )
    return reply
  }

  /// What keeps a call from reaching its service: injected faults, then rate limits.
  private mutating func refusal(
    of route: Route,
    _ due: [FaultRule.Kind],
    requestID: String,
    at now: Moment
  ) -> Reply? {
    for kind in due {
      switch kind {
      case .status(let status): return .json(status, [:])
      case .error(let code, let status, let message):
        return route.reply(AWSFault(code, status, message), requestID: requestID)
      case .html(let status): return .html(status)
      case .throttle: return route.throttled(milliseconds: 1000, requestID: requestID)
      case .dropBefore: return Reply(status: 503)
      case .delay, .dropAfter, .truncate: continue
      }
    }
    let wait: Int?
    switch route {
    case .iam(let operation) where operation.isMutation: wait = pace.iamWrites?.take(at: now)
    case .vertesia: wait = pace.vertesia?.take(at: now)
    case .tokenServer(.issueToken): wait = pace.tokens?.take(at: now)
    case .iam, .sts, .bedrock, .portal, .tokenServer: wait = nil
    }
    return wait.map { route.throttled(milliseconds: $0, requestID: requestID) }
  }

  private mutating func answer(
    _ route: Route,
    _ request: Request,
    requestID: String,
    at now: Moment
  ) -> Reply {
    do {
      switch route {
      case .iam(let operation):
        return try answer(operation, request, requestID: requestID, at: now)
      case .sts(let operation):
        return try answer(operation, request, requestID: requestID, at: now)
      case .bedrock(let call):
        return try answer(call, request, requestID: requestID, at: now)
      case .portal:
        return portalCredentials(request, at: now)
      case .tokenServer(let call):
        return tokenServer(call, request, at: now)
      case .vertesia(let call):
        return answer(call, request, at: now)
      }
    } catch {
      return route.reply(error, requestID: requestID)
    }
  }

  private mutating func record(_ nowhere: Nowhere, reply: Reply, at now: Moment) -> Reply {
    calls.add(
      CallEntry(
        service: nowhere.service,
        operation: nowhere.operation,
        status: reply.status,
        isMutation: false,
        at: now
      )
    )
    return reply
  }
}

extension Route {
  fileprivate func throttled(milliseconds: Int, requestID: String) -> Reply {
    switch self {
    case .iam, .sts: return reply(.throttling, requestID: requestID)
    case .bedrock, .portal:
      var fault = AWSFault.throttling
      fault.status = 429
      return reply(fault, requestID: requestID)
    case .tokenServer, .vertesia:
      let fault = VertesiaFault(429, "Too Many Requests", "Too many requests. Slow down.")
      return fault.reply(headers: [
        "x-ratelimit-reason": "pacing", "x-ratelimit-retry-ms": String(milliseconds),
        "retry-after": String((milliseconds + 999) / 1000),
      ])
    }
  }

  /// An error in the form of the service.
  fileprivate func reply(_ fault: AWSFault, requestID: String) -> Reply {
    switch self {
    case .iam: QueryService.iam.reply(fault, requestID: requestID)
    case .sts: QueryService.sts.reply(fault, requestID: requestID)
    case .bedrock, .portal: BedrockCall.reply(fault, requestID: requestID)
    case .tokenServer, .vertesia: VertesiaFault(fault.status, fault.code, fault.message).reply()
    }
  }
}
