internal import AsyncHTTPClient
internal import Clients
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// The thread and the clients behind a transport: one client for direct connections, one through
/// the proxy, each made when it is first asked for.
///
/// One thread keeps the order of events within a request, and costs the least memory.
final class ClientPair: Sendable {
  let loop: any EventLoop
  private let group: MultiThreadedEventLoopGroup
  private let trustRoots: TrustRoots?
  private let made = Mutex(Made())

  private struct Made {
    var direct: HTTPClient?
    var proxied: HTTPClient?

    var clients: [HTTPClient] { [direct, proxied].compactMap { $0 } }
  }

  init(trustRoots: TrustRoots?) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    loop = group.next()
    self.trustRoots = trustRoots
  }

  func client(through proxy: Proxy?) -> HTTPClient {
    made.withLock { made in
      if let client = proxy == nil ? made.direct : made.proxied { return client }
      let client = HTTPClient(
        eventLoopGroupProvider: .shared(group),
        configuration: configuration(proxy: proxy)
      )
      if proxy == nil { made.direct = client } else { made.proxied = client }
      return client
    }
  }

  /// Fails what is still open, ends the thread. A connection that is only being made cannot be
  /// hurried; after half a second it is left behind, and the thread ends with it.
  func shutdown() async {
    let ended = end()
    let inTime = loop.makePromise(of: Bool.self)
    let timer = loop.scheduleTask(in: .milliseconds(500)) { inTime.succeed(false) }
    ended.whenComplete { _ in
      timer.cancel()
      inTime.succeed(true)
    }
    if (try? await inTime.futureResult.get()) == true {
      try? await group.shutdownGracefully()
    } else {
      endThread(after: ended)
    }
  }

  /// The same without waiting, for an owner that is going away.
  func abandon() { endThread(after: end()) }

  private func end() -> EventLoopFuture<Void> {
    let clients = made.withLock(\.clients)
    // The only failure is "already shut down", which is what was asked for.
    return EventLoopFuture.andAllComplete(clients.map { $0.shutdown() }, on: loop)
  }

  private func endThread(after ended: EventLoopFuture<Void>) {
    ended.whenComplete { [group] _ in group.shutdownGracefully { _ in } }
  }

  private func configuration(proxy: Proxy?) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.tlsConfiguration = Self.tls(trustRoots)
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(30)
    // A request that waits for a free connection uses up its connect deadline.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    configuration.connectionPool.retryConnectionEstablishment = false
    // Each request brings its own, shorter one; this ends what such a request left behind.
    configuration.timeout.connect = .seconds(30)
    if let proxy {
      configuration.proxy = .server(
        host: proxy.host,
        port: proxy.port,
        authorization: proxy.basicCredentials.map { .basic(credentials: $0.reveal()) }
      )
    }
    return configuration
  }

  static func tls(_ trustRoots: TrustRoots?) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if let trustRoots { tls.trustRoots = .certificates(trustRoots.certificates) }
    // Waiting for the peer's goodbye would hold up every shutdown for seconds.
    tls.shutdownTimeout = .milliseconds(100)
    return tls
  }
}
