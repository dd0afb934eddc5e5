import Clients
import FaultProxy
import Networking
import Testing

/// The way through a proxy: `CONNECT`, then TLS with the far end.
@Suite struct ProxyTests {
  /// A name that no resolver knows: only the proxy can have been asked for it.
  private let target = Origin(host: "iam.vertesia.test")

  private func settings(
    _ proxy: ScriptedServer,
    user: String = "",
    authority: TestAuthority? = nil,
    except: String = ""
  ) throws -> NetworkSettings {
    try settings(port: proxy.port, user: user, authority: authority, except: except)
  }

  private func settings(
    port: Int,
    user: String = "",
    authority: TestAuthority? = nil,
    except: String = ""
  ) throws -> NetworkSettings {
    try NetworkSettings(
      environment: [
        "HTTPS_PROXY": "http://\(user)127.0.0.1:\(port)", "NO_PROXY": except,
        "HTTP_PROXY": "http://127.0.0.1:1",
      ],
      caBundle: authority?.path("ca.pem")
    )
  }

  private func request() -> HTTPRequest {
    HTTPRequest(
      .post,
      target,
      path: "/",
      headers: ["Authorization": "Bearer canary"],
      limits: limits()
    )
  }

  @Test(.needsOpenSSL) func connectsThroughTheProxyWithBasicCredentials() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good)) { connection in
        while try await connection.request() != nil { try await connection.answer(body: "far") }
      } body: { origin in
        try await ScriptedServer.run { [origin] connection in
          _ = try await connection.request()
          try await connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
          try await Tunnel.run(connection, toPort: origin.port)
        } body: { proxy in
          let response = try await send(
            request(),
            settings: settings(proxy, user: "us%40er:se%3Acret@", authority: authority)
          )
          #expect(response.body == Array("far".utf8))
          let head = try #require(proxy.log.heads.first).lowercased()
          #expect(head.hasPrefix("connect iam.vertesia.test:443 http/1.1\r\n"))
          // us@er:se:cret
          #expect(
            head.contains("proxy-authorization: basic \("dXNAZXI6c2U6Y3JldA==".lowercased())")
          )
          #expect(!head.contains("canary"))
          #expect(origin.log.heads.first?.contains("Host: iam.vertesia.test\r\n") == true)
          #expect(origin.log.heads.first?.lowercased().contains("proxy-auth") == false)
        }
      }
    }
  }

  @Test(arguments: [
    ("407 Proxy Authentication Required", "asks for a valid user name and password"),
    ("403 Forbidden", "would not connect to iam.vertesia.test"),
    ("502 Bad Gateway", "would not connect to iam.vertesia.test"),
  ])
  func reportsARefusal(status: String, words: String) async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.answer(status)
    } body: { proxy in
      let error = await failure(of: request(), settings: try settings(proxy, user: "a:canary@"))
      #expect(error?.kind == .proxy && error?.setting == "HTTPS_PROXY")
      #expect(error?.phase == .definiteNo)
      #expect(error?.detail == "the proxy http://127.0.0.1:\(proxy.port) \(words)")
    }
  }

  @Test func reportsAProxyThatIsNotThere() async throws {
    let error = await failure(of: request(), settings: try settings(port: 1))
    #expect(error?.kind == .proxy && error?.setting == "HTTPS_PROXY")
    #expect(error?.phase == .definiteNo)
    #expect(error?.detail == "the proxy http://127.0.0.1:1 refused the connection")
  }

  @Test func reportsAProxyThatHangs() async throws {
    try await ScriptedServer.run { connection in
      try await connection.hang()
    } body: { proxy in
      var slow = request()
      slow.limits = limits(connect: .milliseconds(80))
      let error = await failure(of: slow, settings: try settings(proxy))
      #expect(error?.kind == .connectTimeout)
      #expect(error?.phase == .definiteNo)
    }
  }

  @Test(.needsOpenSSL) func doesNotTrustAProxyThatOpensTheTunnel() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good)) { connection in
        while try await connection.request() != nil { try await connection.answer() }
      } body: { interceptor in
        try await ScriptedServer.run { [interceptor] connection in
          _ = try await connection.request()
          try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
          try await Tunnel.run(connection, toPort: interceptor.port)
        } body: { proxy in
          let error = await failure(of: request(), settings: try settings(proxy))
          #expect(error?.kind == .tls)
          #expect(error?.phase == .definiteNo)
          #expect(
            error?.detail == """
              the certificate of iam.vertesia.test (through the proxy \
              http://127.0.0.1:\(proxy.port)) is expired, or not signed by an authority that is \
              trusted here
              """
          )
          #expect(interceptor.log.heads.isEmpty)
        }
      }
    }
  }

  @Test func exceptionsGoDirectly() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
    } body: { proxy in
      let error = await failure(
        of: request(),
        settings: try settings(proxy, except: ".vertesia.test")
      )
      #expect(error?.kind == .nameNotFound)
      #expect(proxy.log.connections == 0)
    }
  }

  @Test func loopbackGoesDirectly() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      try await ScriptedServer.run { connection in
        _ = try await connection.request()
      } body: { proxy in
        let response = try await send(
          HTTPRequest(.get, server.origin, path: "/"),
          settings: settings(proxy)
        )
        #expect(response.status == 200)
        #expect(proxy.log.connections == 0)
      }
    }
  }
}
