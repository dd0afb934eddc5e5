extension World {
  /// The routes under `/_sandbox/`: they look at the world and change it from outside.
  mutating func control(_ request: Request, at now: Moment) -> Reply {
    guard request.headers["origin"] == nil, request.isForLoopback else {
      return .json(403, ["error": "Control routes take no cross-origin request."])
    }
    do throws(ControlFault) {
      switch (request.method, request.segments.dropFirst().joined(separator: "/")) {
      case ("GET", "world"): return .json(200, json)
      case ("GET", "calls"): return .json(200, .array(calls.entries.map(\.json)))
      case ("GET", "faults"): return .json(200, faults.json)
      case ("POST", "faults"):
        let body = try controlBody(request)
        for fault in body.items ?? [body] { faults.add(try FaultRule(fault)) }
        return .json(200, faults.json)
      case ("POST", "reset"):
        restart(as: scenario, at: now)
        return .json(200, ["scenario": .string(scenario.rawValue)])
      case ("POST", "scenario"):
        let name = try controlBody(request)["name"]?.text ?? ""
        guard let scenario = Scenario(rawValue: name) else {
          throw ControlFault("Unknown scenario: \(name)")
        }
        restart(as: scenario, at: now)
        return .json(200, ["scenario": .string(scenario.rawValue)])
      case ("POST", "latency"):
        guard let latency = try controlBody(request)["ms"]?.integer,
          (0...60_000).contains(latency)
        else { throw ControlFault("ms is 0 to 60000.") }
        self.latency = latency
        return .json(200, ["ms": .integer(latency)])
      case ("POST", "timing"):
        try setTiming(try controlBody(request))
        return .json(200, ["spread": .integer(timing.spread), "readLag": .integer(timing.readLag)])
      case ("POST", "issuer"):
        let body = try controlBody(request)
        guard let issuer = body["issuer"]?.text else {
          throw ControlFault("issuer is what environment tokens are signed by.")
        }
        vertesia.environmentIssuer = issuer
        // What the tokens of people name too, as on one of Vertesia's other sites.
        if let user = body["user"]?.text { vertesia.issuer = user }
        return .json(200, ["issuer": .string(issuer)])
      case ("POST", "token"):
        return .json(200, try environmentToken(controlBody(request), at: now))
      case (_, let name):
        return .json(404, ["error": "No control route: \(request.method) \(name)"])
      }
    } catch {
      return .json(400, ["error": .string(error.message)])
    }
  }

  private func controlBody(_ request: Request) throws(ControlFault) -> JSON {
    guard let body = JSON(parsing: request.body) else {
      throw ControlFault("The body is not JSON.")
    }
    return body
  }

  /// `spread` and `readLag`, each in milliseconds, each optional.
  private mutating func setTiming(_ body: JSON) throws(ControlFault) {
    let (spread, readLag) = (body["spread"]?.integer, body["readLag"]?.integer)
    guard [spread, readLag].allSatisfy({ $0.map { (0...600_000).contains($0) } ?? true }),
      spread != nil || readLag != nil
    else { throw ControlFault("spread and readLag are 0 to 600000 milliseconds.") }
    timing.spread = spread ?? timing.spread
    timing.readLag = readLag ?? timing.readLag
  }

  /// A new world of the scenario. Added latency stays: it belongs to the measurement.
  private mutating func restart(as scenario: Scenario, at now: Moment) {
    let latency = latency
    self = World.make(scenario, at: now, random: random)
    self.latency = latency
  }

  /// An environment token for trying STS by hand, which Vertesia gives to nobody.
  private func environmentToken(_ body: JSON, at now: Moment) throws(ControlFault) -> JSON {
    let id = body["environment"]?.text
    guard let environment = vertesia.environments.first(where: { $0.id == id }) else {
      throw ControlFault("Unknown environment: \(id ?? "")")
    }
    let token = environmentToken(
      for: environment,
      project: environment.allowedProjects?.first,
      audience: body["audience"]?.text ?? "bedrock",
      at: now
    )
    return ["token": .string(token)]
  }
}

extension Request {
  /// A foreign host name that resolves to loopback is how a web page would get here.
  fileprivate var isForLoopback: Bool {
    let name =
      host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "::1"].contains(name)
  }
}
