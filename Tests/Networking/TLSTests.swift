import Clients
import FaultProxy
import NIOSSL
import Testing

@testable import Networking

/// Who is believed to be who. Every refusal is a definite no: no byte of the request has left.
@Suite(.needsOpenSSL) struct TLSTests {
  private static func greet(_ connection: Connection) async throws {
    while try await connection.request() != nil { try await connection.answer(body: "hello") }
  }

  private func request(_ server: ScriptedServer, host: String = "localhost") -> HTTPRequest {
    HTTPRequest(
      .post,
      Origin(host: host, port: server.port),
      path: "/",
      headers: ["Authorization": "Bearer canary"],
      limits: limits()
    )
  }

  private func trusting(_ authority: TestAuthority) throws -> NetworkSettings {
    try NetworkSettings(environment: [:], caBundle: authority.path("ca.pem"))
  }

  @Test(arguments: ["localhost", "127.0.0.1"])
  func acceptsAPrivateAuthority(host: String) async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good), script: Self.greet) { server in
        let response = try await send(
          request(server, host: host),
          settings: trusting(authority)
        )
        #expect(response.body == Array("hello".utf8))
        #expect(response.isComplete)
      }
    }
  }

  /// The profile is often chosen when others have been called already.
  @Test func trustsTheAuthorityOfAProfileChosenLater() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good), script: Self.greet) { server in
        try await withTransport { transport in
          let request = request(server)
          await #expect(throws: TransportError.self) { try await transport.send(request) }
          try transport.useProfile(caBundle: authority.path("ca.pem"))
          #expect(try await transport.send(request).status == 200)
          #expect(transport.overrides.count == 1)
          #expect(throws: TransportError.self) {
            try transport.useProfile(caBundle: authority.path("absent.pem"))
          }
          #expect(try await transport.send(request).status == 200)
          try transport.useProfile(caBundle: nil)
          await #expect(throws: TransportError.self) { try await transport.send(request) }
          #expect(transport.overrides.isEmpty)
        }
      }
    }
  }

  /// A request under way keeps its clients, and they go with it.
  @Test func formerClientsGoWithTheirLastRequest() async throws {
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    try await TestAuthority.use { authority in
      try await ScriptedServer.run { connection in
        _ = try await connection.request()
        for await _ in answers { break }
        try await connection.answer(body: "late")
      } body: { server in
        try await withTransport { transport in
          async let response = transport.send(
            HTTPRequest(.get, server.origin, path: "/", limits: limits())
          )
          while server.log.heads.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
          try transport.useProfile(caBundle: authority.path("ca.pem"))
          #expect(transport.formerCount == 1)
          answer.yield()
          #expect(try await response.body == Array("late".utf8))
          #expect(transport.formerCount == 0)
          try transport.useProfile(caBundle: nil)
          #expect(transport.formerCount == 0)
        }
      }
    }
  }

  @Test func refusesAnUnknownAuthority() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good), script: Self.greet) { server in
        let error = await failure(of: request(server))
        #expect(error?.kind == .tls)
        #expect(error?.phase == .definiteNo)
        #expect(
          error?.detail == """
            the certificate of localhost:\(server.port) is signed by an authority that is unknown \
            here (Test Authority)
            """
        )
        #expect(server.log.heads.isEmpty)
      }
    }
  }

  @Test func refusesAnExpiredCertificate() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.expired), script: Self.greet) { server in
        let error = await failure(of: request(server), settings: try trusting(authority))
        #expect(error?.kind == .tls)
        #expect(error?.phase == .definiteNo)
        #expect(
          error?.detail.hasPrefix("the certificate of localhost:\(server.port) expired on 20")
            == true
        )
        #expect(server.log.heads.isEmpty)
      }
    }
  }

  @Test func refusesACertificateForAnotherName() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.elsewhere), script: Self.greet) {
        server in
        let error = await failure(of: request(server), settings: try trusting(authority))
        #expect(error?.kind == .tls)
        #expect(error?.phase == .definiteNo)
        #expect(
          error?.detail
            == "the certificate of localhost:\(server.port) was issued for another name"
        )
        #expect(server.log.heads.isEmpty)
      }
    }
  }

  @Test(arguments: [TLSVersion.tlsv1, .tlsv11])
  func refusesAnOldProtocol(newest: TLSVersion) async throws {
    try await TestAuthority.use { authority in
      let context = try authority.context(.good, newest: newest)
      try await ScriptedServer.run(tls: context, script: Self.greet) { server in
        let error = await failure(of: request(server), settings: try trusting(authority))
        #expect(error?.kind == .tls)
        #expect(error?.phase == .definiteNo)
        #expect(server.log.heads.isEmpty)
      }
    }
  }

  @Test func refusesACertificateThatVouchesForItself() async throws {
    try await TestAuthority.use { authority in
      let context = try await authority.selfSigned()
      try await ScriptedServer.run(tls: context, script: Self.greet) { server in
        for settings in [NetworkSettings(), try trusting(authority)] {
          let error = await failure(of: request(server), settings: settings)
          #expect(error?.kind == .tls)
          #expect(error?.phase == .definiteNo)
        }
        #expect(server.log.heads.isEmpty)
      }
    }
  }

  @Test func saysWhenTheOtherSideDoesNotSpeakTLS() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.bytes()
      try await connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    } body: { server in
      let error = await failure(of: request(server))
      #expect(error?.kind == .tls)
      #expect(error?.phase == .definiteNo)
      #expect(error?.detail == "localhost:\(server.port) does not speak TLS on this port")
    }
  }

  @Test func aHandshakeThatBreaksOffIsADefiniteNo() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.bytes()
    } body: { server in
      let error = await failure(of: request(server))
      #expect(error?.phase == .definiteNo)
      #expect(error?.kind == .tls || error?.kind == .connectionLost)
      #expect(error?.detail.contains("/") == false)
    }
  }

  /// Over TLS the end of the connection is signed, so a body that ends with it is whole, unless the
  /// goodbye is missing.
  @Test func trustsABodyThatEndsWithAGoodbye() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good)) { connection in
        _ = try await connection.request()
        try await connection.send("HTTP/1.1 200 OK\r\n\r\nwhole")
      } body: { server in
        let response = try await send(request(server), settings: trusting(authority))
        #expect(response.body == Array("whole".utf8))
        #expect(response.isComplete)
      }
    }
  }

  @Test func doesNotTrustABodyWithoutAGoodbye() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(
        tls: authority.context(.good),
        script: { connection in
          _ = try await connection.request()
          try await connection.send("HTTP/1.1 200 OK\r\n\r\nhalf")
          try await connection.hang()
        }
      ) { origin in
        try await ScriptedServer.run { connection in
          // Cuts the line once the request has arrived and the answer is on its way.
          try await Tunnel.run(
            connection,
            toPort: origin.port,
            cutWhen: { !origin.log.heads.isEmpty }
          )
        } body: { server in
          do {
            let response = try await send(request(server), settings: trusting(authority))
            #expect(response.status == 200)
            #expect(!response.isComplete)
          } catch let error as TransportError {
            #expect(error.phase == .unknown)
          }
        }
      }
    }
  }

  /// Without this callback nothing reads `SSLKEYLOGFILE`: the library leaves that to its callers.
  @Test func keepsNoKeyLog() throws {
    #expect(ClientPair.tls(nil).keyLogCallback == nil)
    #expect(ClientPair.tls(nil).certificateVerification == .fullVerification)
    #expect(ClientPair.tls(nil).minimumTLSVersion == .tlsv12)
  }

  @Test func shutdownDoesNotWaitForATimedOutPeer() async throws {
    try await TestAuthority.use { authority in
      try await ScriptedServer.run(tls: authority.context(.good)) { connection in
        _ = try await connection.request()
        try await connection.hang()
      } body: { server in
        var slow = request(server)
        slow.limits = limits(overall: .seconds(4))
        let error = await failure(of: slow, settings: try trusting(authority))
        #expect(error?.kind == .deadline)
        #expect(error?.phase == .unknown)
      }
    }
  }
}
