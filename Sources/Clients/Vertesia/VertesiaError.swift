#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Why a call to Vertesia, or getting ready for one, did not give a result.
///
/// No case holds a secret; texts of the service are foreign and cut to a screenful.
public enum VertesiaError: Error, Sendable, Equatable {
  /// Something answered with a status other than 2xx.
  case service(ServiceError)
  /// No usable answer; its phase says whether the call may have had an effect.
  case transport(TransportError, operation: String)
  /// A 2xx whose body could not be read: for a mutation the outcome is unknown.
  case unreadable(operation: String, status: Int, detail: String)
  /// The token server refused the credential.
  case token(TokenRefusal)
  /// The credential itself is missing, malformed, over, or not meant for this host.
  case credential(VertesiaCredentialError)
  /// The addresses given make no site.
  case site(VertesiaSiteError)

  /// True when the call certainly had no effect: it never left, or the application refused it.
  public var isDefiniteNo: Bool {
    switch self {
    case .service(let error): error.isDefiniteNo
    case .transport(let error, _): error.phase == .definiteNo
    case .unreadable: false
    case .token, .credential, .site: true
    }
  }

  /// An answer that is not a success.
  public struct ServiceError: Error, Sendable, Equatable {
    /// `vertesia` or `vertesia-sts`.
    public var service: String
    /// Method and route, without ids and query: `PUT /environments/{id}`.
    public var operation: String
    public var status: Int
    /// The token server's `errorCode`.
    public var code: String?
    /// The application's words, or the start of what came instead of them.
    public var message: String
    public var body: BodyKind
    /// Why the call was limited; only with status 429.
    public var limit: Limit?
    /// How long the service asks to wait.
    public var retryAfter: Duration?
    public var requestID: String?
    /// When the call began, as its record has it.
    public var time: Date?

    public init(
      service: String,
      operation: String,
      status: Int,
      code: String? = nil,
      message: String,
      body: BodyKind,
      limit: Limit? = nil,
      retryAfter: Duration? = nil,
      requestID: String? = nil
    ) {
      self.service = service
      self.operation = operation
      self.status = status
      self.code = code
      self.message = message
      self.body = body
      self.limit = limit
      self.retryAfter = retryAfter
      self.requestID = requestID
    }

    /// An edge's HTML page and any 5xx leave open what happened behind it.
    public var isDefiniteNo: Bool {
      if limit?.reason == .pacing || (300..<400).contains(status) { return true }
      return (400..<500).contains(status) && body == .json
    }
  }

  /// What the body of an answer was.
  public enum BodyKind: String, Sendable, CaseIterable {
    /// A JSON object, complete: the application spoke.
    case json
    /// A page of something in between.
    case html
    /// Neither, or cut off, or empty.
    case other
  }

  public struct Limit: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
      /// Too fast: refused before any handler ran.
      case pacing
      /// Used up for the window.
      case quota
      /// No reason given; it may come from the model provider.
      case untyped
    }

    public var reason: Reason
    public var resource: String?
    public var window: String?

    public init(reason: Reason, resource: String? = nil, window: String? = nil) {
      self.reason = reason
      self.resource = resource
      self.window = window
    }
  }
}
