import Clients
import Synchronization

/// Answers each request from a function of the request and its number, from 0 on, and remembers
/// what was sent.
final class CannedTransport: Transport {
  typealias Answer = @Sendable (HTTPRequest, Int) throws(TransportError) -> HTTPResponse

  private let requests = Mutex<[HTTPRequest]>([])
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// Gives the answers in turn, the last one for ever.
  convenience init(_ answers: [HTTPResponse]) {
    self.init { _, number in answers[min(number, answers.count - 1)] }
  }

  var sent: [HTTPRequest] { requests.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let number = requests.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    // Lets the other callers of a shared renewal arrive.
    await Task.yield()
    return try answer(request, number)
  }
}

extension HTTPResponse {
  static func json(
    _ body: String,
    status: Int = 200,
    headers: HTTPHeaders = [:]
  ) -> HTTPResponse {
    var headers = headers
    headers["content-type"] = "application/json"
    return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
  }

  static func html(_ body: String, status: Int) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["content-type": "text/html"], body: Array(body.utf8))
  }
}
