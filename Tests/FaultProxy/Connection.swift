package import NIOCore
import NIOPosix
import NIOSSL

/// The server's end of one connection.
package final class Connection {
  /// 1 for the first connection of the server.
  package let number: Int
  package let channel: any Channel
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private let log: ServerLog
  private var unread: [UInt8] = []

  init(
    number: Int,
    channel: any Channel,
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
    log: ServerLog
  ) {
    self.number = number
    self.channel = channel
    self.inbound = inbound
    self.outbound = outbound
    self.log = log
  }

  /// One request, as it came.
  package struct Message: Sendable {
    /// Request line and header lines, without the empty line after them.
    package var head: String
    package var body: [UInt8]

    package var line: (method: String, target: String) {
      let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
      return (String(words.first ?? ""), words.count > 1 ? String(words[1]) : "/")
    }

    package var fields: [(String, String)] {
      head.split(separator: "\r\n").dropFirst().map { line in
        let name = line.prefix { $0 != ":" }
        return (String(name), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
      }
    }
  }

  /// One request, whole. `nil` when the peer has gone.
  package func message() async throws -> Message? {
    let mark = Array("\r\n\r\n".utf8)
    while unread.firstRange(of: mark) == nil {
      guard let more = try await inbound.next() else { return nil }
      unread += more.readableBytesView
    }
    guard let end = unread.firstRange(of: mark) else { return nil }
    let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
    unread.removeSubrange(..<end.upperBound)
    log.received(head)
    let missing = Head.length(head) ?? 0
    while unread.count < missing {
      guard let more = try await inbound.next() else { return nil }
      unread += more.readableBytesView
    }
    defer { unread.removeFirst(missing) }
    return Message(head: head, body: Array(unread.prefix(missing)))
  }

  /// The head of one request, after its body was read too. `nil` when the peer has gone.
  package func request() async throws -> String? { try await message()?.head }

  package func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  package func send(_ bytes: [UInt8]) async throws {
    try await outbound.write(ByteBuffer(bytes: bytes))
  }

  /// A whole answer with its length.
  package func answer(
    _ status: String = "200 OK",
    headers: [String] = [],
    body: String = ""
  ) async throws {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
    try await send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// Says nothing until the peer gives up.
  package func hang() async throws {
    while try await inbound.next() != nil {}
  }

  /// Ends the connection as a crash of the peer would: no farewell, and what was under way is lost.
  package func reset() async throws {
    try? await (channel as? any SocketOptionProvider)?
      .setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    try await cut()
  }

  /// Ends the connection below TLS, so that it ends without the goodbye of TLS.
  package func cut() async throws {
    let channel = channel
    try await channel.eventLoop.flatSubmit {
      let done = channel.eventLoop.makePromise(of: Void.self)
      let pipeline = channel.pipeline.syncOperations
      if let tls = try? pipeline.context(handlerType: NIOSSLServerHandler.self) {
        tls.close(promise: done)
      } else {
        channel.close(promise: done)
      }
      return done.futureResult
    }.get()
  }

  /// What has arrived, as it is; `nil` at the end.
  package func bytes() async throws -> ByteBuffer? {
    if !unread.isEmpty {
      defer { unread = [] }
      return ByteBuffer(bytes: unread)
    }
    return try await inbound.next()
  }

  /// For a task that writes while another reads.
  package var writer: NIOAsyncChannelOutboundWriter<ByteBuffer> { outbound }
}
