import NIOCore
import NIOPosix
import Testing

@testable import Sandbox

struct ServerTests {
  @Test func servesUntilCancelled() async throws {
    try await serving { port in
      let reply = try await Self.send("GET", "/_sandbox/world", to: port)
      #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(reply.contains("\r\nDate: ") || reply.contains("\r\ndate: "))
      #expect(reply.hasSuffix("}"))
    }
  }

  @Test func keepsTheTargetAsSent() async throws {
    try await serving { port in
      _ = try await Self.send("GET", "/foundation-models/a%3Ab%2Fc", to: port)
      let calls = try await Self.send("GET", "/_sandbox/calls", to: port)
      #expect(calls.contains("GetFoundationModel"))
    }
  }

  @Test(arguments: ["drop-before", "drop-after", "truncate"])
  func breaksConnections(kind: String) async throws {
    try await serving { port in
      let fault = #"{"operation":"JWKS","kind":"\#(kind)"}"#
      _ = try await Self.send("POST", "/_sandbox/faults", body: fault, to: port)
      let broken = try await Self.send("GET", "/.well-known/jwks", to: port)
      #expect(broken.isEmpty == (kind != "truncate"))
      #expect(!broken.hasSuffix("]}"))
      let whole = try await Self.send("GET", "/.well-known/jwks", to: port)
      #expect(whole.hasSuffix("]}"))
    }
  }

  @Test func refusesEndlessBodies() async throws {
    try await serving { port in
      let body = String(repeating: "x", count: (1 << 20) + 1)
      let reply = try await Self.send("POST", "/", body: body, to: port)
      #expect(reply.hasPrefix("HTTP/1.1 413"))
    }
  }

  @Test func stopsBesideAnIdleConnection() async throws {
    try await serving { port in
      let idle = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port).get()
      let reply = try await Self.send("GET", "/_sandbox/world", to: port)
      #expect(reply.hasPrefix("HTTP/1.1 200"))
      #expect(idle.isActive)
    }
  }

  /// NIO ends the process for a connection that was accepted and is dropped.
  @Test func connectionsThatComeAsItStopsAreNoTrap() async throws {
    for _ in 0..<20 {
      try await serving { port in
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<20 {
            group.addTask {
              let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: port).get()
              try await channel.close()
            }
          }
        }
      }
    }
  }

  /// Starts a server, runs the test against it, and stops it; returning proves that it stops.
  private func serving(_ test: @escaping @Sendable (Int) async throws -> Void) async throws {
    try await SandboxServer(scenario: .instant).run(port: 0, while: test)
  }

  /// Everything the server sends until the connection ends.
  private static func send(
    _ method: String,
    _ target: String,
    body: String = "",
    to port: Int
  ) async throws -> String {
    let channel = try await connect(to: port)
    return try await channel.executeThenClose { inbound, outbound in
      let head =
        "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n"
      try await outbound.write(ByteBuffer(string: head + body))
      var answer = ByteBuffer()
      for try await part in inbound { answer.writeImmutableBuffer(part) }
      return String(buffer: answer)
    }
  }

  private static func connect(
    to port: Int
  ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
  }
}
