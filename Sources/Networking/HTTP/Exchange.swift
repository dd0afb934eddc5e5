internal import AsyncHTTPClient
internal import Clients
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// One request on its way: knows whether the head left, gathers the answer, and holds the caps and
/// the deadlines.
///
/// Its methods are called on the event loop of the request, in the order of events.
final class Exchange: HTTPClientResponseDelegate {
  typealias Response = Clients.HTTPResponse

  private let limits: Limits
  private let isEncrypted: Bool
  private let state: Mutex<State>

  private struct State {
    var headSent = false
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    var lastSign = NIODeadline.now()
  }

  init(limits: Limits, isEncrypted: Bool) {
    self.limits = limits
    self.isEncrypted = isEncrypted
    state = Mutex(State())
  }

  // MARK: Deadlines

  /// Starts the deadlines of `task`; they end with it.
  func watch(_ task: HTTPClient.Task<Response>) {
    let loop = task.eventLoop
    let overall = loop.scheduleTask(in: TimeAmount(limits.overall)) {
      task.fail(reason: Stop.overall)
    }
    let connect = loop.scheduleTask(in: TimeAmount(limits.connect)) { [self] in
      if !state.withLock(\.headSent) { task.fail(reason: Stop.connect) }
    }
    task.futureResult.whenComplete { _ in
      overall.cancel()
      connect.cancel()
    }
  }

  /// Ends `task` once nothing has moved for the idle limit.
  private func watchForSilence(_ task: HTTPClient.Task<Response>) {
    let due = state.withLock { $0.lastSign + TimeAmount(limits.idle) }
    let timer = task.eventLoop.scheduleTask(deadline: due) { [self] in
      let due = state.withLock { $0.lastSign + TimeAmount(limits.idle) }
      if NIODeadline.now() >= due {
        task.fail(reason: Stop.idle)
      } else {
        watchForSilence(task)
      }
    }
    task.futureResult.whenComplete { _ in timer.cancel() }
  }

  private func sawSign() { state.withLock { $0.lastSign = .now() } }

  // MARK: Events

  func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
    state.withLock {
      $0.headSent = true
      $0.lastSign = .now()
    }
    watchForSilence(task)
  }

  func didSendRequestPart(task: HTTPClient.Task<Response>, _ part: IOData) { sawSign() }

  func didSendRequest(task: HTTPClient.Task<Response>) { sawSign() }

  func didReceiveHead(
    task: HTTPClient.Task<Response>,
    _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    state.withLock {
      $0.head = head
      $0.lastSign = .now()
    }
    // Each line also has a colon, a space and a line end.
    let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    if size > limits.headers { return stop(task, .headersTooLarge) }
    if let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }),
      length > limits.body
    {
      return stop(task, .bodyTooLarge)
    }
    // Not asked for, so not decoded: a small body could grow without end.
    if let coding = head.headers.first(name: "Content-Encoding"), coding.lowercased() != "identity"
    {
      return stop(task, .compressed)
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<Response>,
    _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    let fits = state.withLock { state in
      state.lastSign = .now()
      guard state.body.count + buffer.readableBytes <= limits.body else { return false }
      state.body += buffer.readableBytesView
      return true
    }
    return fits ? task.eventLoop.makeSucceededVoidFuture() : stop(task, .bodyTooLarge)
  }

  func didFinishRequest(task: HTTPClient.Task<Response>) throws -> Response {
    let (head, body) = state.withLock { ($0.head, $0.body) }
    guard let head else { throw HTTPParserError.invalidEOFState }
    return Self.answer(head, body, isComplete: isEncrypted || Self.announcesItsEnd(head))
  }

  private func stop(_ task: HTTPClient.Task<Response>, _ stop: Stop) -> EventLoopFuture<Void> {
    task.eventLoop.makeFailedFuture(stop)
  }

  // MARK: Outcome

  /// The cut answer, when a status line arrived and the connection then ended; else what failed.
  func outcome(of error: any Error, route: Route) throws(TransportError) -> Response {
    let (headSent, head, body) = state.withLock { ($0.headSent, $0.head, $0.body) }
    let failure = FailureReading(route: route).read(error, headSent: headSent || head != nil)
    if let head, failure.kind == .connectionLost {
      return Self.answer(head, body, isComplete: false)
    }
    throw failure
  }

  /// A body that only ends with the connection may have been cut by it. TLS tells the two apart,
  /// plain TCP does not.
  private static func announcesItsEnd(_ head: HTTPResponseHead) -> Bool {
    let code = head.status.code
    return head.headers.contains(name: "Content-Length")
      || head.headers.contains(name: "Transfer-Encoding") || code == 204 || code == 304
  }

  private static func answer(
    _ head: HTTPResponseHead,
    _ body: [UInt8],
    isComplete: Bool
  ) -> Response {
    var headers = Clients.HTTPHeaders()
    for (name, value) in head.headers { headers.add(name, value) }
    return Response(
      status: Int(head.status.code),
      headers: headers,
      body: body,
      isComplete: isComplete
    )
  }
}

/// Why a request was ended from this side.
enum Stop: Error {
  case connect
  case idle
  case overall
  case headersTooLarge
  case bodyTooLarge
  case compressed
}
