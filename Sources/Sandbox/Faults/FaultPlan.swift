/// What goes wrong on purpose: rules that fire on the calls they match.
struct FaultPlan: Sendable {
  private var rules: [FaultRule] = []

  mutating func add(_ rule: FaultRule) { rules.append(rule) }

  /// Counts this call on every rule that matches, and returns what is due.
  mutating func due(service: String, operation: String) -> [FaultRule.Kind] {
    var due: [FaultRule.Kind] = []
    for index in rules.indices where rules[index].matches(service, operation) {
      rules[index].seen += 1
      if rules[index].isDue { due.append(rules[index].kind) }
    }
    rules.removeAll(where: \.isSpent)
    return due
  }

  var json: JSON { .array(rules.map(\.json)) }
}

/// One rule: from the `nth` matching call on, `times` calls are met with `kind`.
struct FaultRule: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// A plain answer with this status and an empty JSON body.
    case status(Int)
    /// An error in the service's own form.
    case error(code: String, status: Int, message: String)
    /// A page of a proxy or load balancer.
    case html(Int)
    /// Milliseconds before the answer, after the effect.
    case delay(Int)
    case dropBefore
    case dropAfter
    case truncate
    case throttle
  }

  /// `nil` matches every service.
  var service: String?
  var operation: String?
  var nth = 1
  /// `nil` for ever.
  var times: Int? = 1
  var kind: Kind
  fileprivate(set) var seen = 0

  init(
    service: String? = nil,
    operation: String? = nil,
    nth: Int = 1,
    times: Int? = 1,
    kind: Kind
  ) {
    self.service = service
    self.operation = operation
    self.nth = nth
    self.times = times
    self.kind = kind
  }

  fileprivate func matches(_ service: String, _ operation: String) -> Bool {
    (self.service ?? service) == service && (self.operation ?? operation) == operation
  }

  fileprivate var isDue: Bool { seen >= nth && times.map { seen < nth + $0 } ?? true }
  fileprivate var isSpent: Bool { times.map { seen >= nth + $0 - 1 } ?? false }
}
