import Clients
import FaultProxy
import Networking
import Synchronization

/// Leads the requests that are aimed at through a door, over the real transport; all others go to
/// the cloud by themselves.
final class AimedTransport: Transport {
  private let cloud: LocalCloud
  private let network: HTTPTransport
  private let fault: (aim: Aim, kind: FaultKind, door: Origin)?
  private let state = Mutex(State())

  private struct State {
    var counts: [String: Int] = [:]
    var met: [Aim] = []
    var hits = 0
    var due = ContinuousClock.now
    var slowest = Duration.zero
  }

  /// Without a `fault` the run is left alone.
  init(
    _ cloud: LocalCloud,
    _ network: HTTPTransport,
    _ fault: (aim: Aim, kind: FaultKind, door: Origin)?
  ) {
    self.cloud = cloud
    self.network = network
    self.fault = fault
  }

  /// Every request, in order.
  var met: [Aim] { state.withLock(\.met) }
  /// How many requests met the fault.
  var hits: Int { state.withLock(\.hits) }
  /// When the last request that met the fault had to be over.
  var due: ContinuousClock.Instant { state.withLock(\.due) }
  /// How long after its deadline a request that met the fault ended, at worst.
  var slowest: Duration { state.withLock(\.slowest) }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let operation = Aim.operation(request.method.rawValue, request.path, request.body)
    let number = state.withLock { state in
      state.counts[operation, default: 0] += 1
      let number = state.counts[operation, default: 0]
      state.met.append(Aim(operation: operation, number: number))
      return number
    }
    guard let fault, fault.aim.hits(operation, number) else { return try await cloud.send(request) }
    var request = request
    // Signed as it was.
    if request.headers["Host"] == nil { request.headers.add("Host", request.origin.authority) }
    request.origin = fault.door
    // Nothing but a hang has to hurry, on a busy machine too.
    if fault.kind.isEndless { request.limits = Self.limits(fault.kind) }
    let due = ContinuousClock.now + request.limits.overall
    state.withLock { state in
      state.hits += 1
      state.due = max(state.due, due)
    }
    defer {
      let late = due.duration(to: .now)
      state.withLock { $0.slowest = max($0.slowest, late) }
    }
    if fault.kind == .closedWhenReused { try await prime(fault.door) }
    return try await network.send(request)
  }

  private static func limits(_ kind: FaultKind) -> Limits {
    Limits(
      connect: kind == .tlsHang ? .milliseconds(800) : .seconds(5),
      idle: .milliseconds(900),
      overall: .seconds(1)
    )
  }

  /// Leaves a connection to the door in the pool.
  private func prime(_ door: Origin) async throws(TransportError) {
    _ = try await network.send(HTTPRequest(.get, door, path: Door.primer))
  }
}
