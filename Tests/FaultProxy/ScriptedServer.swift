import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// A server on 127.0.0.1 that does with each connection what its script says, decent or not.
package struct ScriptedServer: Sendable {
  package let port: Int
  package let log: ServerLog

  /// Runs `body` beside a server; every connection gets its own run of `script`.
  package static func run<Value: Sendable>(
    tls: NIOSSLContext? = nil,
    script: @escaping @Sendable (Connection) async throws -> Void,
    body: (ScriptedServer) async throws -> Value
  ) async throws -> Value {
    try await run(port: 0, tls: { _ in tls }, script: script, body: body)
  }

  /// The same on a port of choice, with TLS by the number of the connection.
  package static func run<Value: Sendable>(
    port: Int,
    tls: @escaping @Sendable (Int) -> NIOSSLContext?,
    script: @escaping @Sendable (Connection) async throws -> Void,
    body: (ScriptedServer) async throws -> Value
  ) async throws -> Value {
    let log = ServerLog()
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 256)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(host: "127.0.0.1", port: port) { channel in
        let number = log.connected()
        return channel.eventLoop.makeCompletedFuture {
          if let tls = tls(number) {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
          }
          return (
            number,
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
          )
        }
      }
    let bound = listener.channel.localAddress?.port ?? 0
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await listener.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { children in
            for try await (number, channel) in connections {
              children.addTask { await serve(number, channel, log: log, script: script) }
            }
          }
        }
      }
      defer { group.cancelAll() }
      return try await body(ScriptedServer(port: bound, log: log))
    }
  }

  private static func serve(
    _ number: Int,
    _ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
    log: ServerLog,
    script: @Sendable (Connection) async throws -> Void
  ) async {
    // A peer that goes away in the middle is part of the play.
    try? await channel.executeThenClose { inbound, outbound in
      let connection = Connection(
        number: number,
        channel: channel.channel,
        inbound: inbound.makeAsyncIterator(),
        outbound: outbound,
        log: log
      )
      try await script(connection)
    }
  }
}

/// What a server saw.
package final class ServerLog: Sendable {
  private let state = Mutex((connections: 0, heads: [String]()))

  package var connections: Int { state.withLock(\.connections) }
  /// Request line and header lines of each request, in arrival order.
  package var heads: [String] { state.withLock(\.heads) }

  func connected() -> Int {
    state.withLock {
      $0.connections += 1
      return $0.connections
    }
  }

  func received(_ head: String) { state.withLock { $0.heads.append(head) } }
}
