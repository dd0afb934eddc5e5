/// Which request of a run is met by a fault.
struct Aim: Hashable, Sendable, CustomStringConvertible {
  /// `CreateRole`, `POST /api/v1/environments`.
  var operation: String
  /// 1 for the first of this operation.
  var number: Int
  /// Whether every later request of this operation is met by it too.
  var lasts = false

  var description: String { "\(operation) #\(number)\(lasts ? " and on" : "")" }

  func hits(_ operation: String, _ number: Int) -> Bool {
    operation == self.operation && (lasts ? number >= self.number : number == self.number)
  }

  /// How a request is called: ids do not count.
  static func operation(_ method: String, _ target: String, _ body: [UInt8]) -> String {
    let start = String(decoding: body.prefix(80), as: UTF8.self)
    if start.hasPrefix("Action=") { return String(start.dropFirst(7).prefix { $0 != "&" }) }
    var parts = target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    for index in parts.indices.dropFirst()
    where ["environments", "foundation-model-availability"].contains(parts[index - 1]) {
      parts[index] = "{id}"
    }
    return "\(method) /\(parts.joined(separator: "/"))"
  }
}
