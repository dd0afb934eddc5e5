/// One operation, before it has an endpoint, a date and a signature.
struct AWSCall {
  var service: AWSService
  /// The service's own name for it: `GetRole`.
  var operation: String
  var method: HTTPMethod = .get
  /// Percent-encoded wire path; labels are encoded by `path(_:)`.
  var path = "/"
  var query: [(name: String, value: String)] = []
  var headers: HTTPHeaders = [:]
  var body: [UInt8] = []
  /// What of it nobody may see, should the service repeat it.
  var secrets: [Secret] = []
  var repeats: Repeats
  var isSigned = true

  /// A query-protocol call of IAM or STS.
  static func form(
    _ service: AWSService,
    _ form: QueryForm,
    repeats: Repeats,
    isSigned: Bool = true
  ) -> AWSCall {
    AWSCall(
      service: service,
      operation: form.action,
      method: .post,
      headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: form.body,
      secrets: form.secrets,
      repeats: repeats,
      isSigned: isSigned
    )
  }

  /// A path of labels: each is encoded whole, `/` and `:` included.
  static func path(_ labels: String...) -> String {
    labels.map { "/\(PercentEncoding.encode($0))" }.joined()
  }

  func request(to endpoint: AWSEndpoint) -> HTTPRequest {
    let pairs = query.map {
      "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
    }
    return HTTPRequest(
      method,
      endpoint.origin,
      path: endpoint.pathPrefix + path,
      query: pairs.isEmpty ? nil : pairs.joined(separator: "&"),
      headers: headers,
      body: body
    )
  }
}
