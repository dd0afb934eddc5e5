/// A way to a server on which one thing goes wrong, each time.
package struct Door: Sendable {
  let kind: FaultKind
  let upstream: Upstream
  /// Where a redirect leads: nobody must ever arrive there.
  let trap: Int
  /// How long late things are held back.
  let delay: Duration
  /// Between two bytes of a body that drips.
  let drip: Duration

  package init(
    _ kind: FaultKind,
    to upstream: Upstream,
    trap: Int,
    delay: Duration,
    drip: Duration
  ) {
    self.kind = kind
    self.upstream = upstream
    self.trap = trap
    self.delay = delay
    self.drip = drip
  }

  /// What a connection through this door is primed with, to be reused afterwards.
  package static let primer = "/_primer"

  /// Spoils the first request of a connection, and ends the connection.
  package func serve(_ connection: Connection) async throws {
    switch kind {
    case .closedOnAccept: return
    case .resetOnAccept: return try await connection.reset()
    case .tlsHang: return try await connection.hang()
    case .tlsClosed, .tlsReset, .tlsPlainText:
      guard try await connection.bytes() != nil else { return }
      if kind == .tlsPlainText {
        try await connection.send(Upstream.Answer("400 Bad Request").bytes)
      }
      if kind == .tlsReset { try await connection.reset() }
      return
    default: break
    }
    guard let message = try await connection.message() else { return }
    guard !message.head.hasPrefix("GET \(Self.primer)") else {
      try await connection.answer()
      _ = try await connection.message()
      return
    }
    try await meet(message, on: connection)
  }

  /// Spoils a request that has been read already.
  package func meet(_ message: Connection.Message, on connection: Connection) async throws {
    switch kind {
    case .closedBefore, .closedWhenReused: return
    case .resetBefore: try await connection.reset()
    case .hangBefore: try await connection.hang()
    case .lateRequest:
      try await Task.sleep(for: delay)
      _ = try await upstream.answer(to: message)
    default:
      if let answer = stranger(to: message) {
        try await connection.send(answer.bytes)
      } else if let fill = oversize {
        try await flood(connection, fill)
      } else {
        try await spoil(try await upstream.answer(to: message), message, on: connection)
      }
    }
  }

  /// The request has had its effect; the answer does not arrive as it was.
  private func spoil(
    _ answer: Upstream.Answer,
    _ message: Connection.Message,
    on connection: Connection
  ) async throws {
    switch kind {
    case .closedAfter: return
    case .resetAfter: try await connection.reset()
    case .hangAfter: try await connection.hang()
    case .drip:
      try await connection.send("\(answer.head)\r\n\r\n")
      for byte in answer.body {
        try await connection.send([byte])
        try await Task.sleep(for: drip)
      }
    case .lateAnswer:
      try await Task.sleep(for: delay)
      try await connection.send(answer.bytes)
    case .informational:
      try await connection.send(
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 3)
          + "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
      )
      try await connection.send(answer.bytes)
    case .duplicateFirst, .duplicateSecond:
      let second = try await upstream.answer(to: message)
      try await connection.send(kind == .duplicateFirst ? answer.bytes : second.bytes)
    case .wrongType:
      let head = Head.replacing(
        ["content-type"],
        in: answer.head,
        with: ["Content-Type: text/plain"]
      )
      try await connection.send("\(head)\r\n\r\n")
      try await connection.send(answer.body)
    default:
      if let other = replacement(for: message) { return try await connection.send(other.bytes) }
      try await stop(answer, on: connection)
    }
  }

  /// Sends a part of the answer, and then no more.
  private func stop(_ answer: Upstream.Answer, on connection: Connection) async throws {
    try await connection.send(part(of: answer))
    switch kind {
    case .resetInStatus, .resetInHeaders, .resetAfterHeaders, .resetInBody:
      try await connection.reset()
    case .hangAfterHeaders, .hangInBody: try await connection.hang()
    case .tlsCutInBody: try await connection.cut()
    default: break
    }
  }
}
