internal import AsyncHTTPClient
public import Clients
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// HTTP/1.1 over async-http-client: one thread, connections kept alive, nothing made before the
/// first request.
///
/// Must be shut down, or used through `withTransport`, so that its connections end in order.
public final class HTTPTransport: Transport {
  private let given: NetworkSettings
  /// For finding out why a certificate is not trusted, when the request has failed already.
  private let inspectionPatience: Duration
  private let state: Mutex<State>

  private struct State {
    /// The given ones, with what the AWS profile adds.
    var settings: NetworkSettings
    var present: Holding?
    /// Made for other settings; kept for as long as requests are under way there.
    var former: [Holding] = []
    var isClosed = false

    var pairs: [ClientPair] { (former + (present.map { [$0] } ?? [])).map(\.pair) }
  }

  /// Clients, and how many requests are under way with them.
  private struct Holding {
    let pair: ClientPair
    var requests = 0
  }

  /// - Parameters:
  ///   - settings: what proxies, certificates and overrides are in force.
  ///   - inspectionPatience: how long a refused certificate is looked at once more, to say what is
  ///     wrong with it; never longer than the request's own time for connecting.
  public init(
    settings: NetworkSettings = NetworkSettings(),
    inspectionPatience: Duration = .seconds(2)
  ) {
    given = settings
    self.inspectionPatience = inspectionPatience
    state = Mutex(State(settings: settings))
  }

  /// The settings in force.
  public var settings: NetworkSettings { state.withLock(\.settings) }

  /// How many clients of former settings are kept for their requests.
  var formerCount: Int { state.withLock(\.former.count) }

  public var overrides: [String] { settings.overrides }

  /// A transport with the settings found in `environment`.
  ///
  /// - Throws: `NetworkSettingsError` for a proxy or a certificate file that cannot be used.
  public convenience init(
    environment: [String: String],
    caBundle: String? = nil
  ) throws(NetworkSettingsError) {
    self.init(settings: try NetworkSettings(environment: environment, caBundle: caBundle))
  }

  deinit {
    for pair in state.withLock(\.pairs) { pair.abandon() }
  }

  public func useProfile(caBundle: String?) throws(TransportError) {
    let next: NetworkSettings
    do throws(NetworkSettingsError) {
      next = try given.following(profileCABundle: caBundle)
    } catch {
      throw TransportError(.refusedLocally, phase: .definiteNo, detail: error.description)
    }
    let idle = state.withLock { state -> ClientPair? in
      guard next.trustRoots?.path != state.settings.trustRoots?.path else { return nil }
      state.settings = next
      defer { state.present = nil }
      guard let present = state.present, present.requests > 0 else { return state.present?.pair }
      state.former.append(present)
      return nil
    }
    idle?.abandon()
  }

  public func send(_ request: Clients.HTTPRequest) async throws(TransportError)
    -> Clients.HTTPResponse
  {
    let outgoing = try OutgoingRequest(request)
    if Task.isCancelled {
      throw TransportError(.cancelled, phase: .definiteNo, detail: "cancelled before it was sent")
    }
    let origin = request.origin
    let proxy = settings.proxy(
      forHost: origin.host,
      port: origin.port,
      isLoopback: origin.isLoopback
    )
    let pair = try take()
    defer { release(pair) }
    let client = pair.client(through: proxy)
    let exchange = Exchange(limits: request.limits, isEncrypted: origin.scheme == .https)
    let task = client.execute(
      request: outgoing.message,
      delegate: exchange,
      eventLoop: .delegate(on: pair.loop)
    )
    exchange.watch(task)
    do {
      return try await withTaskCancellationHandler {
        try await task.get()
      } onCancel: {
        task.cancel()
      }
    } catch {
      let route = Route(origin: origin, proxy: proxy)
      do {
        return try exchange.outcome(of: error, route: route)
      } catch var failure {
        // Through a proxy a second handshake would need a second tunnel; the first words must do.
        if proxy == nil, TLSReading.isUntrustedCertificate(error) {
          failure.detail = await reason(origin, pair.loop, request.limits) ?? failure.detail
        }
        throw failure
      }
    }
  }

  /// Why the certificate of `origin` is not trusted, when that can be found out.
  private func reason(
    _ origin: Origin,
    _ loop: any EventLoop,
    _ limits: Limits
  ) async -> String? {
    let inspection = CertificateInspection(
      loop: loop,
      trustRoots: settings.trustRoots,
      patience: min(limits.connect, inspectionPatience)
    )
    guard let certificate = await inspection.certificate(of: origin) else { return nil }
    return CertificateReason.words(for: certificate, host: origin.authority, now: Date())
  }

  /// Ends every connection and open request. Later requests are refused; a second call does
  /// nothing.
  public func shutdown() async {
    let pairs = state.withLock { state in
      defer { (state.present, state.former, state.isClosed) = (nil, [], true) }
      return state.pairs
    }
    for pair in pairs { await pair.shutdown() }
  }

  /// The clients in force, for one more request.
  private func take() throws(TransportError) -> ClientPair {
    let found = state.withLock { state -> ClientPair? in
      guard !state.isClosed else { return nil }
      var present =
        state.present ?? Holding(pair: ClientPair(trustRoots: state.settings.trustRoots))
      present.requests += 1
      state.present = present
      return present.pair
    }
    guard let found else {
      throw TransportError(
        .cancelled,
        phase: .definiteNo,
        detail: "the connection pool is shut down"
      )
    }
    return found
  }

  /// A request has ended; former clients go with their last one.
  private func release(_ pair: ClientPair) {
    let idle = state.withLock { state -> ClientPair? in
      if state.present?.pair === pair { state.present?.requests -= 1 }
      guard let index = state.former.firstIndex(where: { $0.pair === pair }) else { return nil }
      state.former[index].requests -= 1
      return state.former[index].requests == 0 ? state.former.remove(at: index).pair : nil
    }
    idle?.abandon()
  }
}

/// Runs `body` with a transport that is shut down afterwards, also when `body` throws.
public func withTransport<Value, Failure: Error>(
  _ settings: NetworkSettings = NetworkSettings(),
  inspectionPatience: Duration = .seconds(2),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPTransport) async throws(Failure) -> sending Value
) async throws(Failure) -> sending Value {
  let transport = HTTPTransport(settings: settings, inspectionPatience: inspectionPatience)
  do {
    let value = try await body(transport)
    await transport.shutdown()
    return value
  } catch {
    await transport.shutdown()
    throw error
  }
}
