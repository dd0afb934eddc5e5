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
  private let state: Mutex<State>

  private struct State {
    /// The given ones, with what the AWS profile adds.
    var settings: NetworkSettings
    var pair: ClientPair?
    /// Made for other settings; requests may be under way there.
    var former: [ClientPair] = []
    var isClosed = false

    var pairs: [ClientPair] { former + (pair.map { [$0] } ?? []) }
  }

  public init(settings: NetworkSettings = NetworkSettings()) {
    given = settings
    state = Mutex(State(settings: settings))
  }

  /// The settings in force.
  public var settings: NetworkSettings { state.withLock(\.settings) }

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
    state.withLock { state in
      guard next.trustRoots?.path != state.settings.trustRoots?.path else { return }
      state.settings = next
      if let pair = state.pair { state.former.append(pair) }
      state.pair = nil
    }
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
    let (client, loop) = try client(through: proxy)
    let exchange = Exchange(limits: request.limits, isEncrypted: origin.scheme == .https)
    let task = client.execute(
      request: outgoing.message,
      delegate: exchange,
      eventLoop: .delegate(on: loop)
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
          failure.detail = await reason(origin, loop, request.limits) ?? failure.detail
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
      patience: min(limits.connect, .seconds(2))
    )
    guard let certificate = await inspection.certificate(of: origin) else { return nil }
    return CertificateReason.words(for: certificate, host: origin.authority, now: Date())
  }

  /// Ends every connection and open request. Later requests are refused; a second call does
  /// nothing.
  public func shutdown() async {
    let pairs = state.withLock { state in
      defer { (state.pair, state.former, state.isClosed) = (nil, [], true) }
      return state.pairs
    }
    for pair in pairs { await pair.shutdown() }
  }

  private func client(through proxy: Proxy?) throws(TransportError) -> (HTTPClient, any EventLoop) {
    let found = state.withLock { state -> (HTTPClient, any EventLoop)? in
      guard !state.isClosed else { return nil }
      let pair = state.pair ?? ClientPair(trustRoots: state.settings.trustRoots)
      state.pair = pair
      return (pair.client(through: proxy), pair.loop)
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
}

/// Runs `body` with a transport that is shut down afterwards, also when `body` throws.
public func withTransport<Value, Failure: Error>(
  _ settings: NetworkSettings = NetworkSettings(),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPTransport) async throws(Failure) -> sending Value
) async throws(Failure) -> sending Value {
  let transport = HTTPTransport(settings: settings)
  do {
    let value = try await body(transport)
    await transport.shutdown()
    return value
  } catch {
    await transport.shutdown()
    throw error
  }
}
