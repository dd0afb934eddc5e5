import FaultProxy
import NIOCore
import NIOPosix

/// Carries bytes between a client and a server, as a proxy does after `CONNECT`.
enum Tunnel {
  /// Runs until either side ends, or until shortly after `cutWhen` holds.
  static func run(
    _ connection: Connection,
    toPort port: Int,
    cutWhen: (@Sendable () -> Bool)? = nil
  ) async throws {
    let far = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let near = connection.channel
    try await far.executeThenClose { inbound, outbound in
      try await withThrowingTaskGroup(of: Void.self) { group in
        let write = connection.writer
        group.addTask {
          for try await bytes in inbound { try await write.write(bytes) }
          try await near.close()
        }
        if let cutWhen {
          group.addTask {
            while !cutWhen() { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(100))
            try await near.close()
          }
        }
        while let bytes = try await connection.bytes() { try await outbound.write(bytes) }
        group.cancelAll()
      }
    }
  }
}
