/// AWS Identity and Access Management: identity providers, roles, policies, and what may be known
/// beforehand.
///
/// Reads are retried as `AWSCaller` says; everything else is sent once. Names, ARNs and policies go
/// out as given: IAM checks them.
public struct IAMClient: Sendable {
  let caller: AWSCaller

  public init(_ caller: AWSCaller) { self.caller = caller }

  static func form(_ action: String) -> QueryForm {
    QueryForm(action: action, version: "2010-05-08")
  }

  /// A call that changes something: sent once.
  func change<Value: Sendable>(
    _ form: QueryForm,
    decode: (XMLElement) throws(WireError) -> Value
  ) async throws(AWSError) -> Value {
    try await caller.query(.iam, form, repeats: .never, decode: decode)
  }

  /// A change whose answer holds nothing.
  func change(_ form: QueryForm) async throws(AWSError) {
    try await change(form) { _ in }
  }

  func read<Value: Sendable>(
    _ form: QueryForm,
    decode: (XMLElement) throws(WireError) -> Value
  ) async throws(AWSError) -> Value {
    try await caller.query(.iam, form, repeats: .always, decode: decode)
  }

  /// Every item of a list that IAM gives in pages.
  func list<Item: Sendable & Equatable>(
    _ form: QueryForm,
    item: (XMLElement) throws(WireError) -> [Item]
  ) async throws(AWSError) -> [Item] {
    try await caller.allPages(.iam, form.action) { marker throws(AWSError) in
      try await page(form, marker: marker, item: item)
    }
  }

  func page<Item: Sendable & Equatable>(
    _ form: QueryForm,
    marker: String?,
    item: (XMLElement) throws(WireError) -> [Item]
  ) async throws(AWSError) -> AWSPage<Item> {
    var form = form
    form.set("Marker", marker)
    return try await read(form) { result throws(WireError) in
      let more = result.bool("IsTruncated") ?? false
      return AWSPage(
        items: try item(result),
        next: more ? try result.required("Marker") : nil
      )
    }
  }
}
