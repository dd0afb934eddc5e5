/// The parameters of one IAM or STS call.
struct Parameters: Sendable {
  private let values: [String: String]

  /// `nil` when the body is not a form.
  init?(_ request: Request) {
    let text =
      request.method == "GET"
      ? String(request.rawQuery) : String(decoding: request.body, as: UTF8.self)
    guard let pairs = Percent.pairs(text, form: true) else { return nil }
    values = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
  }

  init(_ values: [String: String]) {
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  func required(_ name: String) throws(AWSFault) -> String {
    guard let value = values[name] else {
      throw .validation(
        "1 validation error detected: Value at '\(name.memberName)' failed to satisfy constraint: "
          + "Member must not be null"
      )
    }
    return value
  }

  /// `Name.member.1`, `Name.member.2` and so on; a bare `Name=` is the empty list.
  func list(_ name: String) -> [String] {
    var items: [String] = []
    while let item = values["\(name).member.\(items.count + 1)"] { items.append(item) }
    return items
  }

  /// The structures of a list: `Name.member.1.Field` and so on, each with its fields.
  func structures(_ name: String) -> [Parameters] {
    let prefix = "\(name).member."
    var fields: [Int: [String: String]] = [:]
    for (key, value) in values where key.hasPrefix(prefix) {
      let parts = key.dropFirst(prefix.count).split(separator: ".", maxSplits: 1)
      guard parts.count == 2, let place = Int(parts[0]) else { continue }
      fields[place, default: [:]][String(parts[1])] = value
    }
    var items: [Parameters] = []
    while let next = fields[items.count + 1] { items.append(Parameters(next)) }
    return items
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(AWSFault) -> Int? {
    guard let text = values[name] else { return nil }
    guard let value = Int(text) else {
      throw AWSFault("MalformedInput", 400, "\(name) must be a number.")
    }
    guard range.contains(value) else {
      throw .validation(
        "1 validation error detected: Value '\(value)' at '\(name.memberName)' failed to satisfy "
          + "constraint: Member must have value \(Self.bound(of: range, broken: value))"
      )
    }
    return value
  }

  private static func bound(of range: ClosedRange<Int>, broken value: Int) -> String {
    value < range.lowerBound
      ? "greater than or equal to \(range.lowerBound)"
      : "less than or equal to \(range.upperBound)"
  }

  /// Checks a length, in the words of AWS.
  func text(_ name: String, _ range: ClosedRange<Int>) throws(AWSFault) -> String? {
    guard let value = values[name] else { return nil }
    let count = value.unicodeScalars.count
    guard range.contains(count) else {
      throw .validation(
        "1 validation error detected: Value '\(value)' at '\(name.memberName)' failed to satisfy "
          + "constraint: Member must have length \(Self.bound(of: range, broken: count))"
      )
    }
    return value
  }

  func requiredText(_ name: String, _ range: ClosedRange<Int>) throws(AWSFault) -> String {
    _ = try required(name)
    return try text(name, range) ?? ""
  }
}

extension String {
  /// `RoleName` as the validation messages spell it: `roleName`.
  fileprivate var memberName: String { prefix(1).lowercased() + dropFirst() }
}

/// The two services that speak the query protocol.
enum QueryService: String {
  case iam
  case sts

  var namespace: String {
    switch self {
    case .iam: "https://iam.amazonaws.com/doc/2010-05-08/"
    case .sts: "https://sts.amazonaws.com/doc/2011-06-15/"
    }
  }

  /// `result` is `nil` for an operation without output.
  func reply(_ operation: String, _ result: [XML]?, requestID: String) -> Reply {
    let metadata = XML.element("ResponseMetadata", [.text(requestID, in: "RequestId")])
    let body = (result.map { [XML.element("\(operation)Result", $0)] } ?? []) + [metadata]
    return xml(200, .element("\(operation)Response", body), requestID: requestID)
  }

  func reply(_ fault: AWSFault, requestID: String) -> Reply {
    let error = XML.element(
      "Error",
      [
        .text(fault.status < 500 ? "Sender" : "Receiver", in: "Type"),
        .text(fault.code, in: "Code"), .text(fault.message, in: "Message"),
      ]
    )
    let body = XML.element("ErrorResponse", [error, .text(requestID, in: "RequestId")])
    return xml(fault.status, body, requestID: requestID)
  }

  private func xml(_ status: Int, _ body: XML, requestID: String) -> Reply {
    Reply(
      status: status,
      headers: ["content-type": "text/xml", "x-amzn-requestid": requestID],
      body: Array(body.rendered(namespace: namespace).utf8)
    )
  }
}
