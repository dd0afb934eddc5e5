/// Takes a query-protocol answer apart.
enum QueryAnswer {
  /// The `OperationResult` element of a 2xx; an empty element for an operation without output.
  ///
  /// The root must be the operation's own: a captive portal's page can be well-formed too.
  static func result(of operation: String, in body: [UInt8]) throws(WireError) -> XMLElement {
    guard !body.isEmpty else { throw WireError("the answer is empty") }
    let root = try XMLReader.read(body)
    guard root.name == "\(operation)Response" else {
      throw WireError("the answer is not a \(operation)Response")
    }
    return root.child("\(operation)Result") ?? XMLElement("\(operation)Result")
  }
}
