import Clients
import FaultProxy
import Networking
import Testing

/// Every request ends, whatever the other side does, and says whether it can have been heard.
@Suite struct DeadlineTests {
  @Test func idleEndsAHangAfterTheHead() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.hang()
    } body: { server in
      let error = await failure(
        of: HTTPRequest(
          .post,
          server.origin,
          path: "/",
          body: [1],
          limits: limits(idle: .milliseconds(80))
        )
      )
      #expect(error?.kind == .idleTimeout)
      #expect(error?.phase == .unknown)
      #expect(server.log.heads.count <= 1)
    }
  }

  @Test func overallEndsAHangAfterTheHead() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.hang()
    } body: { server in
      let error = await failure(
        of: HTTPRequest(
          .post,
          server.origin,
          path: "/",
          limits: limits(overall: .seconds(3))
        )
      )
      #expect(error?.kind == .deadline)
      #expect(error?.phase == .unknown)
    }
  }

  @Test func idleEndsASilenceInTheBody() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      try await connection.hang()
    } body: { server in
      let error = await failure(
        of: HTTPRequest(.get, server.origin, path: "/", limits: limits(idle: .milliseconds(80)))
      )
      #expect(error?.kind == .idleTimeout)
      #expect(error?.phase == .unknown)
    }
  }

  @Test func overallEndsASlowDrip() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      while true {
        try await connection.send("x")
        try await Task.sleep(for: .milliseconds(5))
      }
    } body: { server in
      let error = await failure(
        of: HTTPRequest(.get, server.origin, path: "/", limits: limits(overall: .seconds(3)))
      )
      #expect(error?.kind == .deadline)
      #expect(error?.phase == .unknown)
    }
  }

  @Test func refusedConnectionIsADefiniteNo() async throws {
    // Nobody listens there; a port that was just given back could be another test's by now.
    let error = await failure(
      of: HTTPRequest(.post, Origin(scheme: .http, host: "127.0.0.1", port: 1), path: "/")
    )
    #expect(error?.kind == .connectionRefused)
    #expect(error?.phase == .definiteNo)
    #expect(error?.detail == "127.0.0.1:1 refused the connection")
  }

  @Test func takesAnIPv6Address() async throws {
    let error = await failure(
      of: HTTPRequest(.post, Origin(scheme: .http, host: "::1", port: 1), path: "/")
    )
    #expect(error?.kind == .connectionRefused)
    #expect(error?.phase == .definiteNo)
    #expect(error?.detail.contains("[::1]:1") == true)
  }

  @Test func unknownNameIsADefiniteNo() async throws {
    let error = await failure(
      of: HTTPRequest(.post, Origin(host: "nowhere.invalid"), path: "/", limits: limits())
    )
    #expect(error?.kind == .nameNotFound)
    #expect(error?.phase == .definiteNo)
    #expect(error?.detail == "the name nowhere.invalid could not be resolved")
  }

  @Test func connectEndsAHandshakeThatHangs() async throws {
    try await ScriptedServer.run { connection in
      try await connection.hang()
    } body: { server in
      let origin = Origin(host: "127.0.0.1", port: server.port)
      let error = await failure(
        of: HTTPRequest(.post, origin, path: "/", limits: limits(connect: .milliseconds(80)))
      )
      #expect(error?.kind == .connectTimeout)
      #expect(error?.phase == .definiteNo)
    }
  }

  @Test(arguments: [
    "example.com", "169.254.169.254", "127.0.0.1.example.com", "localhost.evil.com",
  ])
  func plainHTTPStaysAtHome(host: String) async throws {
    let error = await failure(
      of: HTTPRequest(.get, Origin(scheme: .http, host: host, port: 9), path: "/")
    )
    #expect(error?.kind == .refusedLocally)
    #expect(error?.phase == .definiteNo)
  }

  @Test func connectionLostBeforeTheAnswerIsUnknown() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
    } body: { server in
      let error = await failure(of: HTTPRequest(.post, server.origin, path: "/", body: [1, 2]))
      #expect(error?.kind == .connectionLost)
      #expect(error?.phase == .unknown)
      #expect(server.log.heads.count == 1)
    }
  }

  @Test func resetBeforeTheAnswerIsUnknown() async throws {
    try await ScriptedServer.run { connection in
      // Closing with unread bytes of the request sends a reset.
      _ = try await connection.bytes()
    } body: { server in
      let body = [UInt8](repeating: 0, count: 8 << 20)
      let error = await failure(of: HTTPRequest(.post, server.origin, path: "/", body: body))
      #expect(error?.kind == .connectionLost)
      #expect(error?.phase == .unknown)
      #expect(server.log.connections == 1)
    }
  }

  @Test func cancellingTheTaskCancelsTheRequest() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.hang()
    } body: { server in
      try await withTransport { transport in
        let error = try await withThrowingTaskGroup(of: TransportError?.self) { group in
          group.addTask {
            do throws(TransportError) {
              _ = try await transport.send(HTTPRequest(.post, server.origin, path: "/"))
              return nil
            } catch {
              return error
            }
          }
          while server.log.heads.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
          group.cancelAll()
          return try await group.next() ?? nil
        }
        #expect(error?.kind == .cancelled)
        #expect(error?.phase == .unknown)
      }
    }
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let error = await withTaskGroup(of: TransportError?.self) { group in
        group.cancelAll()
        group.addTask { await failure(of: HTTPRequest(.post, server.origin, path: "/")) }
        return await group.next() ?? nil
      }
      #expect(error?.kind == .cancelled)
      #expect(error?.phase == .definiteNo)
      #expect(server.log.connections == 0)
    }
  }
}
