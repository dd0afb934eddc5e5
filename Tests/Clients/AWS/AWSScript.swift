import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

/// A transport that answers from a script, in order, with everything around it still: a clock whose
/// sleeps end at once, fixed time and randomness. Keeps what was sent, slept and recorded.
final class AWSScript: Transport {
  typealias Step = @Sendable (HTTPRequest) throws(TransportError) -> HTTPResponse

  static let noon = Date(timeIntervalSince1970: 1_772_366_400)

  private struct State {
    var steps: [Step]
    var requests: [HTTPRequest] = []
    var records: [CallRecord] = []
  }

  private let state: Mutex<State>
  let clock = StillClock()

  /// The last step answers everything that follows it.
  init(_ steps: [Step]) { state = Mutex(State(steps: steps)) }

  convenience init(_ answers: [HTTPResponse]) {
    self.init(answers.map { answer -> Step in { _ in answer } })
  }

  convenience init(_ answers: HTTPResponse...) { self.init(answers) }

  /// Fails every time.
  convenience init(failing error: TransportError) {
    let step: Step = { (_: HTTPRequest) throws(TransportError) -> HTTPResponse in throw error }
    self.init([step])
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }
  var records: [CallRecord] { state.withLock { $0.records } }
  var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let step: Step? = state.withLock { state in
      state.requests.append(request)
      return state.steps.count > 1 ? state.steps.removeFirst() : state.steps.first
    }
    guard let step else {
      throw TransportError(.connectionRefused, phase: .definiteNo, detail: "no script")
    }
    return try step(request)
  }

  func caller(
    region: String = "us-east-1",
    environment: [String: String] = [:],
    signed: Bool = true
  ) -> AWSCaller {
    let surroundings = Surroundings(
      environment: environment,
      home: nil,
      now: { Self.noon },
      clock: clock,
      random: { Array(repeating: 128, count: $0) },
      readFile: { _ in nil },
      children: NoChildren()
    )
    return AWSCaller(
      transport: self,
      surroundings: surroundings,
      credentials: signed ? ExampleKeys() : nil,
      endpoints: EndpointResolver(environment: environment),
      region: region,
      record: { record in self.state.withLock { $0.records.append(record) } }
    )
  }
}

extension HTTPResponse {
  static func ok(_ body: String, headers: HTTPHeaders = [:]) -> HTTPResponse {
    HTTPResponse(status: 200, headers: headers, body: Array(body.utf8))
  }

  static func refusal(
    _ status: Int,
    _ code: String,
    _ message: String = "",
    headers: HTTPHeaders = [:]
  ) -> HTTPResponse {
    HTTPResponse(
      status: status,
      headers: headers,
      body: Array(AWSAnswers.error(code, message).utf8)
    )
  }
}

struct ExampleKeys: CredentialProvider {
  func credentials() async throws(AWSError) -> AWSCredentials {
    AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("secret-canary"))
  }
}

struct NoChildren: ChildRunner {
  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult { throw .notFound }
}

/// Time passes only by sleeping, and then at once.
final class StillClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration = .zero
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let state = Mutex((now: Instant(), sleeps: [Duration]()))

  var sleeps: [Duration] { state.withLock { $0.sleeps } }
  var now: Instant { state.withLock { $0.now } }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(state.now.duration(to: deadline))
      state.now = deadline
    }
  }
}
