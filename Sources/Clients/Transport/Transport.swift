/// Sends one HTTP request and reports exactly what is known of its fate.
///
/// The only seam between the clients and the network. An implementation never follows a redirect,
/// never retries, and holds the deadlines and caps of the request.
public protocol Transport: Sendable {
  /// Sends `request` once.
  ///
  /// - Throws: `TransportError` when no usable answer arrived; its `phase` says whether the other
  ///   side can have acted on the request.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse

  /// Trusts the `ca_bundle` of the AWS profile that is used from now on; `nil` for none. What the
  /// command line or the environment names wins. Requests under way end as they began.
  ///
  /// - Throws: `refusedLocally` when the file cannot be used; whom to trust is then as before.
  func useProfile(caBundle: String?) throws(TransportError)

  /// What differs from the system's own ways, such as a proxy, a sentence each; no secrets.
  var overrides: [String] { get }
}

extension Transport {
  public func useProfile(caBundle: String?) throws(TransportError) {}
  public var overrides: [String] { [] }
}

/// One request, as it goes on the wire: the client and the signer see the same bytes.
public struct HTTPRequest: Sendable, Equatable {
  public var method: HTTPMethod
  public var origin: Origin
  /// Percent-encoded, begins with `/`, no query; never re-encoded on the way out.
  public var path: String
  /// Percent-encoded, without the `?`; `nil` when there is none.
  public var query: String?
  public var headers: HTTPHeaders
  public var body: [UInt8]
  public var limits: Limits

  public init(
    _ method: HTTPMethod,
    _ origin: Origin,
    path: String,
    query: String? = nil,
    headers: HTTPHeaders = [:],
    body: [UInt8] = [],
    limits: Limits = .standard
  ) {
    self.method = method
    self.origin = origin
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.limits = limits
  }

  /// Path and query as they stand in the request line.
  public var target: String { query.map { "\(path)?\($0)" } ?? path }
}

public enum HTTPMethod: String, Sendable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"
}

/// Deadlines and caps of one request.
public struct Limits: Sendable, Equatable {
  public var connect: Duration
  /// Longest silence while the answer is read.
  public var idle: Duration
  /// From the call to the last byte of the answer.
  public var overall: Duration
  /// Bytes of body, after decoding.
  public var body: Int
  /// Bytes of all header lines together.
  public var headers: Int

  public init(
    connect: Duration = .seconds(5),
    idle: Duration = .seconds(15),
    overall: Duration = .seconds(30),
    body: Int = 8 << 20,
    headers: Int = 64 << 10
  ) {
    self.connect = connect
    self.idle = idle
    self.overall = overall
    self.body = body
    self.headers = headers
  }

  public static let standard = Limits()
  /// Vertesia makes three AWS calls behind one model listing.
  public static let modelListing = Limits(idle: .seconds(60), overall: .seconds(60))
}

/// An answer. `isComplete` is false when the connection ended before the announced end of the body:
/// the status is known then, the body is not to be trusted.
public struct HTTPResponse: Sendable, Equatable {
  public var status: Int
  public var headers: HTTPHeaders
  public var body: [UInt8]
  public var isComplete: Bool

  public init(
    status: Int,
    headers: HTTPHeaders = [:],
    body: [UInt8] = [],
    isComplete: Bool = true
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isComplete = isComplete
  }
}

/// No usable answer.
public struct TransportError: Error, Sendable, Equatable {
  public var kind: Kind
  public var phase: Phase
  /// One line in our words, without secrets and without foreign file paths.
  public var detail: String
  /// What named the host that was called, or the proxy that failed, where it is not the usual one:
  /// `AWS_ENDPOINT_URL_IAM`.
  public var setting: String?

  public init(_ kind: Kind, phase: Phase, detail: String, setting: String? = nil) {
    self.kind = kind
    self.phase = phase
    self.detail = detail
    self.setting = setting
  }

  /// The same with what named the host, unless more is known already.
  func naming(_ setting: String?) -> TransportError {
    var error = self
    error.setting = error.setting ?? setting
    return error
  }

  /// Whether the other side can have acted.
  public enum Phase: String, Sendable {
    /// The request head never left: nothing happened over there.
    case definiteNo
    /// The head left and no complete answer came back: it may or may not have happened.
    case unknown
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// Plain http to a host that is not loopback, a malformed URL, an unusable proxy or CA setting.
    case refusedLocally
    case nameNotFound
    case connectionRefused
    case connectTimeout
    case tls
    case proxy
    case connectionLost
    case idleTimeout
    case deadline
    case tooLarge
    case malformedResponse
    case cancelled
  }
}
