extension AWSCaller {
  /// Makes a query-protocol call and reads its `Result` element.
  func query<Value: Sendable>(
    _ service: AWSService,
    _ form: QueryForm,
    repeats: Repeats,
    isSigned: Bool = true,
    decode: (XMLElement) throws(WireError) -> Value
  ) async throws(AWSError) -> Value {
    let call = AWSCall.form(service, form, repeats: repeats, isSigned: isSigned)
    return try await send(call) { response throws(WireError) in
      try decode(QueryAnswer.result(of: form.action, in: response.body))
    }
  }

  /// Reads a REST-JSON resource.
  func get<Value: Decodable & Sendable>(
    _ service: AWSService,
    _ operation: String,
    path: String,
    query: [(name: String, value: String?)] = []
  ) async throws(AWSError) -> Value {
    var call = AWSCall(service: service, operation: operation, path: path, repeats: .always)
    call.query = query.compactMap { pair in pair.value.map { (name: pair.name, value: $0) } }
    call.headers["Accept"] = "application/json"
    return try await send(call) { response throws(WireError) in
      try JSONAnswer.decode(Value.self, from: response.body)
    }
  }

  /// Follows markers to the last page.
  ///
  /// IAM may send a short, even an empty page and still have more: only the marker counts. One that
  /// repeats, or a thousand of them, would loop for ever and is an error.
  func allPages<Item>(
    _ service: AWSService,
    _ operation: String,
    page: (String?) async throws(AWSError) -> AWSPage<Item>
  ) async throws(AWSError) -> [Item] {
    var items: [Item] = []
    var seen: Set<String> = []
    var marker: String?
    repeat {
      let next = try await page(marker)
      items += next.items
      marker = next.next
      if let marker, !seen.insert(marker).inserted || seen.count > 1000 {
        throw .unreadable(
          service: service.rawValue,
          operation: operation,
          status: 200,
          detail: "the pages do not end"
        )
      }
    } while marker != nil
    return items
  }
}
