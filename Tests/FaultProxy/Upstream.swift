import NIOCore
import NIOPosix

/// What stands behind the proxy.
package struct Upstream: Sendable {
  private let ask: @Sendable (Connection.Message) async throws -> Answer

  package init(_ ask: @escaping @Sendable (Connection.Message) async throws -> Answer) {
    self.ask = ask
  }

  /// A server on this machine, asked on a connection of its own each time.
  package init(port: Int) { ask = { try await Self.pass($0, to: port) } }

  /// A whole answer. `head` is without the empty line after it.
  package struct Answer: Sendable {
    var head: String
    var body: [UInt8]

    var bytes: [UInt8] { Array("\(head)\r\n\r\n".utf8) + body }

    /// With its length, and as the last one of its connection.
    package init(_ status: String, _ fields: [String] = [], body: String = "") {
      self.body = Array(body.utf8)
      let own = ["Content-Length: \(body.utf8.count)", "Connection: close"]
      head = (["HTTP/1.1 \(status)"] + own + fields).joined(separator: "\r\n")
    }

    fileprivate init(head: String, body: [UInt8]) {
      self.head = head
      self.body = body
    }
  }

  struct Gone: Error {}

  /// The bytes of an answer after which the connection ends.
  package func lastAnswer(to message: Connection.Message) async throws -> [UInt8] {
    var answer = try await answer(to: message)
    answer.head = Head.replacing(["connection"], in: answer.head, with: ["Connection: close"])
    return answer.bytes
  }

  func answer(to message: Connection.Message) async throws -> Answer { try await ask(message) }

  /// Passes a request on as it came.
  private static func pass(_ message: Connection.Message, to port: Int) async throws -> Answer {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(
        ByteBuffer(bytes: Array("\(message.head)\r\n\r\n".utf8) + message.body)
      )
      let mark = Array("\r\n\r\n".utf8)
      var read: [UInt8] = []
      for try await bytes in inbound {
        read += bytes.readableBytesView
        guard let end = read.firstRange(of: mark) else { continue }
        let head = String(decoding: read[..<end.lowerBound], as: UTF8.self)
        let body = read[end.upperBound...]
        if body.count >= Head.length(head) ?? 0 { return Answer(head: head, body: Array(body)) }
      }
      throw Gone()
    }
  }
}
