extension Door {
  /// Something without a measure: how it begins, and what follows again and again.
  struct Flood {
    var start = ""
    var more: String
    /// `nil` until the peer has had enough.
    var count: Int?
    var gap = Duration.zero
    var end = ""
  }

  /// What has the request's effect neither, and is not worth reading to its end.
  var oversize: Flood? {
    switch kind {
    case .hugeHeaders:
      return Flood(
        start: "HTTP/1.1 200 OK\r\n",
        more: "x-filler: \(String(repeating: "y", count: 1000))\r\n",
        count: 200,
        end: "\r\n"
      )
    case .hugeBody:
      return Flood(
        start: "HTTP/1.1 200 OK\r\nContent-Length: \(160 << 16)\r\n\r\n",
        more: Self.block,
        count: 160
      )
    case .hugeChunks:
      return Flood(
        start: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        more: "10000\r\n\(Self.block)\r\n"
      )
    case .gzip:
      return Flood(
        start: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4096\r\n\r\n",
        more: "\u{1f}\u{08}",
        count: 1
      )
    case .garbage: return Flood(more: "SSH-2.0-OpenSSH_9.2\r\n", count: 1)
    case .informationalFlood:
      return Flood(more: "HTTP/1.1 100 Continue\r\n\r\n", gap: .milliseconds(20))
    default: return nil
    }
  }

  /// 64 KiB.
  private static let block = String(repeating: "x", count: 1 << 16)

  func flood(_ connection: Connection, _ flood: Flood) async throws {
    if !flood.start.isEmpty { try await connection.send(flood.start) }
    var sent = 0
    while flood.count.map({ sent < $0 }) ?? true {
      try await connection.send(flood.more)
      if flood.gap > .zero { try await Task.sleep(for: flood.gap) }
      sent += 1
    }
    if !flood.end.isEmpty { try await connection.send(flood.end) }
  }
}
