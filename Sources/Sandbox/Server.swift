import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// The sandbox on a loopback port: a thin shell around `World.respond`.
package struct SandboxServer: Sendable {
  private let stage: Stage
  private let now: @Sendable () -> Date
  private let clock: any Clock<Duration>

  /// - Parameters:
  ///   - scenario: the world at the start; a control call can change it.
  ///   - now: the time that signatures, tokens and delays of visibility are judged by.
  ///   - clock: only waits: for added latency and injected delays.
  ///   - random: makes every id, key and token of this run.
  package init(
    scenario: Scenario,
    now: @escaping @Sendable () -> Date = { Date() },
    clock: any Clock<Duration> = ContinuousClock(),
    random: some RandomNumberGenerator = SystemRandomNumberGenerator()
  ) {
    var random = random
    self.now = now
    self.clock = clock
    stage = Stage(
      World.make(scenario, at: Moment(now()), random: SeededRandom(seed: random.next()))
    )
  }

  /// Serves on 127.0.0.1 while `body` runs.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - body: gets the port once it is served.
  /// - Returns: what `body` returns.
  /// - Throws: why it cannot listen, what `body` throws, or `SandboxEnded` where it serves no more
  ///   before `body` has ended.
  package func run<Value: Sendable>(
    port: Int,
    while body: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> Value {
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let server = server(on: port) { ready.yield($0) }
    return try await withThrowingTaskGroup(of: Result<Value, any Error>?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await server.run()
        return nil
      }
      group.addTask {
        for await port in ports {
          do { return .success(try await body(port)) } catch { return .failure(error) }
        }
        return nil
      }
      guard let end = try await group.next() ?? nil else { throw SandboxEnded() }
      // A server that is cancelled drops connections that it has accepted and nobody handles yet,
      // and for each of them NIO ends the process. In peace they are handled to their end; one
      // that never ends is not waited for.
      group.addTask {
        try? await server.shutdownGracefully()
        return nil
      }
      group.addTask {
        try? await clock.sleep(for: .milliseconds(500))
        return nil
      }
      _ = try? await group.next()
      return try end.get()
    }
  }

  private func server(
    on port: Int,
    onReady: @escaping @Sendable (Int) -> Void
  ) -> Server<HTTP1Channel> {
    let channel = HTTP1Channel(responder: { request, writer, channel in
      try await self.serve(request, writer, on: channel)
    })
    var logger = Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
    logger.logLevel = .critical
    return Server(
      childChannelSetup: channel,
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { onReady($0.localAddress?.port ?? port) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: logger
    )
  }

  private func serve(
    _ incoming: HummingbirdCore.Request,
    _ writer: consuming ResponseWriter,
    on channel: any Channel
  ) async throws {
    let request: Request
    do {
      request = try await Request(incoming)
    } catch is TooLarge {
      let reply = Reply.json(413, ["error": "Payload Too Large", "status": 413])
      return try await send(reply, writer, on: channel)
    }
    let latency = await stage.latency(for: request)
    if latency > 0 { try await clock.sleep(for: .milliseconds(latency)) }
    let reply = await stage.respond(to: request, at: Moment(now()))
    if reply.delay > 0 { try await clock.sleep(for: .milliseconds(reply.delay)) }
    try await send(reply, writer, on: channel)
  }

  private func send(
    _ reply: Reply,
    _ writer: consuming ResponseWriter,
    on channel: any Channel
  ) async throws {
    var fields = HTTPFields()
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    fields[.date] = Moment(now()).httpDate
    fields[.contentLength] = String(reply.body.count)
    let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
    switch reply.ending {
    case .whole:
      try await writer.write(
        response: head,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
      )
    case .truncated:
      var body = try await writer.writeHead(head)
      try await body.write(ByteBuffer(bytes: reply.body.prefix(reply.body.count / 2)))
      try await channel.close().get()
      throw Hangup()
    case .dropped:
      try await channel.close().get()
      throw Hangup()
    }
  }
}

/// Nobody is served any more.
package struct SandboxEnded: Error {}

/// Ends the connection's task after the sandbox closed it on purpose.
private struct Hangup: Error {}

private struct TooLarge: Error {}

/// The one place where the world is kept while requests come at the same time.
private actor Stage {
  private var world: World

  init(_ world: World) {
    self.world = world
  }

  func latency(for request: Request) -> Int {
    request.path.hasPrefix("/_sandbox/") ? 0 : world.latency
  }

  func respond(to request: Request, at now: Moment) -> Reply {
    world.respond(to: request, at: now)
  }
}

extension Request {
  /// More than any real request of these services needs.
  private static let bodyLimit = 1 << 20

  fileprivate init(_ incoming: HummingbirdCore.Request) async throws {
    var headers: [String: String] = [:]
    for field in incoming.headers {
      let name = field.name.canonicalName
      headers[name] = headers[name].map { "\($0),\(field.value)" } ?? field.value
    }
    if let host = incoming.head.authority { headers["host"] = host }
    guard let buffer = try? await incoming.body.collect(upTo: Self.bodyLimit) else {
      throw TooLarge()
    }
    self.init(
      method: incoming.method.rawValue,
      target: incoming.head.path ?? "/",
      headers: headers,
      body: Array(buffer.readableBytesView)
    )
  }
}

extension Moment {
  fileprivate init(_ date: Date) {
    self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
  }
}
