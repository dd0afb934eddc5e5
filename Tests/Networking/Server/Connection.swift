import NIOCore

/// The server's end of one connection.
final class Connection {
  /// 1 for the first connection of the server.
  let number: Int
  let channel: any Channel
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

  /// One request: its head as text, after its body was read too. `nil` when the peer has gone.
  func request() async throws -> String? {
    let mark = Array("\r\n\r\n".utf8)
    while unread.firstRange(of: mark) == nil {
      guard let more = try await inbound.next() else { return nil }
      unread += more.readableBytesView
    }
    guard let end = unread.firstRange(of: mark) else { return nil }
    let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
    unread.removeSubrange(..<end.upperBound)
    log.received(head)
    let length = head.split(separator: "\r\n").compactMap { line -> Int? in
      guard line.lowercased().hasPrefix("content-length:") else { return nil }
      return Int(line.drop { $0 != ":" }.dropFirst().drop { $0 == " " })
    }
    for missing in length {
      while unread.count < missing {
        guard let more = try await inbound.next() else { return nil }
        unread += more.readableBytesView
      }
      unread.removeFirst(missing)
    }
    return head
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  func send(_ bytes: [UInt8]) async throws {
    try await outbound.write(ByteBuffer(bytes: bytes))
  }

  /// A whole answer with its length.
  func answer(_ status: String = "200 OK", headers: [String] = [], body: String = "") async throws {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
    try await send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// Says nothing until the peer gives up.
  func hang() async throws {
    while try await inbound.next() != nil {}
  }

  /// What has arrived, as it is; `nil` at the end.
  func bytes() async throws -> ByteBuffer? {
    if !unread.isEmpty {
      defer { unread = [] }
      return ByteBuffer(bytes: unread)
    }
    return try await inbound.next()
  }

  /// For a task that writes while another reads.
  var writer: NIOAsyncChannelOutboundWriter<ByteBuffer> { outbound }
}
