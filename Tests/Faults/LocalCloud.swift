import Clients
import FaultProxy
import Sandbox
import Synchronization

/// The world of the sandbox without its server: what no fault is to meet does not need a socket.
final class LocalCloud: Transport {
  /// What its requests are addressed to. Nobody listens there.
  static let port = 8111

  private let world: Mutex<World>
  private let clock: HurriedClock

  init(_ clock: HurriedClock) {
    self.clock = clock
    world = Mutex(
      World.make(.instant, at: Self.moment(clock), random: SeededRandom(seed: 1))
    )
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    var fields = request.headers.fields.map { ($0.name, $0.value) }
    if request.headers["Host"] == nil { fields.append(("Host", request.origin.authority)) }
    let reply = answer(request.method.rawValue, request.target, fields, request.body)
    var headers = HTTPHeaders()
    for (name, value) in reply.headers { headers.add(name, value) }
    return HTTPResponse(status: reply.status, headers: headers, body: reply.body)
  }

  /// The same for what has come through a door.
  func answer(_ message: Connection.Message) -> Upstream.Answer {
    let line = message.line
    let reply = answer(line.method, line.target, message.fields, message.body)
    return Upstream.Answer(
      "\(reply.status) Answered",
      reply.headers.map { "\($0.key): \($0.value)" },
      body: reply.text
    )
  }

  private func answer(
    _ method: String,
    _ target: String,
    _ fields: [(String, String)],
    _ body: [UInt8]
  ) -> Reply {
    let headers = Dictionary(
      fields.map { ($0.0.lowercased(), $0.1) },
      uniquingKeysWith: { "\($0),\($1)" }
    )
    let request = Request(method: method, target: target, headers: headers, body: body)
    return world.withLock { $0.respond(to: request, at: Self.moment(clock)) }
  }

  private static func moment(_ clock: HurriedClock) -> Moment {
    Moment(milliseconds: Int64((HurriedClock.epoch + clock.seconds) * 1000))
  }
}
