import Clients
import FaultProxy
import Networking
import Testing

/// Connections that live longer than one request.
@Suite struct PoolTests {
  @Test func reusesAConnection() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer(body: "again") }
    } body: { server in
      try await withTransport { transport in
        for _ in 1...5 {
          let response = try await transport.send(HTTPRequest(.get, server.origin, path: "/"))
          #expect(response.isComplete)
        }
      }
      #expect(server.log.connections == 1)
      #expect(server.log.heads.count == 5)
    }
  }

  /// The server ends every connection after one answer without announcing it. A later request
  /// succeeds on a new connection, or fails with the right phase; it is never sent twice.
  @Test func neverResendsOnAStaleConnection() async throws {
    try await ScriptedServer.run { connection in
      if try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let unsent = await withTransport { transport in
        var unsent: [String] = []
        for number in 1...200 {
          do throws(TransportError) {
            let response = try await transport.send(
              HTTPRequest(.post, server.origin, path: "/\(number)", body: [7])
            )
            #expect(response.status == 200)
          } catch {
            #expect(error.kind == .connectionLost)
            if error.phase == .definiteNo { unsent.append("POST /\(number) ") }
          }
        }
        return unsent
      }
      let heads = server.log.heads
      #expect(Set(heads).count == heads.count)
      for line in unsent { #expect(!heads.contains { $0.hasPrefix(line) }) }
    }
  }

  @Test func runsManyRequestsAtOnce() async throws {
    try await ScriptedServer.run { connection in
      while let head = try await connection.request() {
        let target = head.split(separator: " ").dropFirst().first ?? ""
        try await connection.answer(body: String(target))
      }
    } body: { server in
      let answers = try await withTransport { transport in
        try await withThrowingTaskGroup(of: String.self) { group in
          for number in 1...50 {
            group.addTask {
              let response = try await transport.send(
                HTTPRequest(.get, server.origin, path: "/\(number)")
              )
              return String(decoding: response.body, as: UTF8.self)
            }
          }
          return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
      }
      #expect(answers == Set((1...50).map { "/\($0)" }))
      #expect(server.log.heads.count == 50)
    }
  }

  @Test func shutdownRefusesLaterRequestsAndCanBeRepeated() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let transport = HTTPTransport()
      _ = try await transport.send(HTTPRequest(.get, server.origin, path: "/"))
      await transport.shutdown()
      await transport.shutdown()
      let error = await #expect(throws: TransportError.self) {
        _ = try await transport.send(HTTPRequest(.get, server.origin, path: "/"))
      }
      #expect(error?.phase == .definiteNo)
      #expect(server.log.heads.count == 1)
    }
  }

  @Test func shutdownEndsWhatIsOpen() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.hang()
    } body: { server in
      let transport = HTTPTransport()
      try await withThrowingTaskGroup(of: TransportError?.self) { group in
        group.addTask {
          do throws(TransportError) {
            _ = try await transport.send(HTTPRequest(.get, server.origin, path: "/"))
            return nil
          } catch {
            return error
          }
        }
        while server.log.heads.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        await transport.shutdown()
        let error = try await group.next() ?? nil
        #expect(error?.phase == .unknown)
      }
    }
  }

  @Test func anUnusedTransportNeedsNoShutdown() async {
    _ = HTTPTransport()
    await HTTPTransport().shutdown()
  }

  @Test func aForgottenTransportDoesNotTrap() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      _ = try await HTTPTransport().send(HTTPRequest(.get, server.origin, path: "/"))
    }
  }
}
