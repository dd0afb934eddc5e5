extension FaultRule {
  /// Reads `{"service", "operation", "nth", "times", "kind", ...}`; throws words that say what is
  /// wrong with it.
  init(_ json: JSON) throws(ControlFault) {
    guard let members = json.members else { throw ControlFault("A fault is a JSON object.") }
    let known: Set = [
      "service", "operation", "nth", "times", "kind", "status", "code", "message", "ms",
    ]
    if let stray = members.keys.sorted().first(where: { !known.contains($0) }) {
      throw ControlFault("Unknown field: \(stray)")
    }
    let status = json["status"]?.integer
    let kind: Kind
    switch json["kind"]?.text {
    case "status": kind = .status(status ?? 500)
    case "error":
      guard let code = json["code"]?.text else { throw ControlFault("An error needs a code.") }
      kind = .error(
        code: code,
        status: status ?? 400,
        message: json["message"]?.text ?? "Injected fault."
      )
    case "html": kind = .html(status ?? 503)
    case "delay":
      guard let delay = json["ms"]?.integer, (0...600_000).contains(delay) else {
        throw ControlFault("A delay needs ms, 0 to 600000.")
      }
      kind = .delay(delay)
    case "drop-before": kind = .dropBefore
    case "drop-after": kind = .dropAfter
    case "truncate": kind = .truncate
    case "throttle": kind = .throttle
    default:
      throw ControlFault(
        "kind is one of status, error, html, delay, drop-before, drop-after, truncate, throttle."
      )
    }
    if let status, !(200...599).contains(status) { throw ControlFault("status is 200 to 599.") }
    let (nth, times) = (json["nth"]?.integer ?? 1, json["times"]?.integer ?? 1)
    guard nth >= 1, times >= 0, nth < 1 << 30, times < 1 << 30 else {
      throw ControlFault("nth counts from 1; times is 0 for ever.")
    }
    self.init(
      service: json["service"]?.text,
      operation: json["operation"]?.text,
      nth: nth,
      times: times == 0 ? nil : times,
      kind: kind
    )
  }

  var json: JSON {
    let name =
      switch kind {
      case .status: "status"
      case .error: "error"
      case .html: "html"
      case .delay: "delay"
      case .dropBefore: "drop-before"
      case .dropAfter: "drop-after"
      case .truncate: "truncate"
      case .throttle: "throttle"
      }
    return .sparse([
      "service": service.map(JSON.string), "operation": operation.map(JSON.string),
      "nth": .integer(nth), "times": .integer(times ?? 0), "seen": .integer(seen),
      "kind": .string(name),
    ])
  }
}

/// A control request that makes no sense, in words.
struct ControlFault: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}
