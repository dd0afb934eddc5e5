import Clients
import FaultProxy
import Networking
import Testing

/// Answers: whole, cut, broken and oversize.
@Suite struct HTTPTransportTests {
  @Test func sendsTheRequestAndReadsTheAnswer() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil {
        try await connection.answer(
          "201 Created",
          headers: ["X-Trace: a", "X-Trace: b"],
          body: "yes"
        )
      }
    } body: { server in
      let request = HTTPRequest(
        .post,
        server.origin,
        path: "/things",
        query: "a=1",
        headers: ["X-Own": "value"],
        body: Array("hello".utf8)
      )
      let response = try await send(request)
      #expect(response.status == 201)
      #expect(response.body == Array("yes".utf8))
      #expect(response.isComplete)
      #expect(response.headers.fields.filter { $0.name == "X-Trace" }.map(\.value) == ["a", "b"])
      let head = try #require(server.log.heads.first)
      #expect(head.hasPrefix("POST /things?a=1 HTTP/1.1\r\n"))
      #expect(head.contains("Host: 127.0.0.1:\(server.port)"))
      #expect(head.contains("X-Own: value"))
      #expect(head.lowercased().contains("content-length: 5"))
      #expect(head.lowercased().contains("accept-encoding: identity"))
    }
  }

  @Test(arguments: [
    "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%2Fx?a=%2F&b=%20%7E",
    "/a//b/../c/./d%2e%2e/", "//double", "/?", "/plain?x=1?y=/2",
    "/a;v=1,2@:$&'()*+~!=-._?k=;,@:$&'()*+~!=-._/?", "/caf%C3%A9?q=%E2%82%AC", "/%25%2500%41%c3%a9",
  ])
  func keepsTheBytesOfTheTarget(target: String) async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let parts = target.split(
        separator: "?",
        maxSplits: 1,
        omittingEmptySubsequences: false
      ).map(String.init)
      let request = HTTPRequest(
        .get,
        server.origin,
        path: parts[0],
        query: parts.count > 1 ? parts[1] : nil
      )
      _ = try await send(request)
      #expect(server.log.heads.first?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true)
    }
  }

  @Test(arguments: [
    "", "a", "/a b", "/%2", "/%zz", "/a#b", "/é", "/a\r\nX: y", "/a|b", "/[", "/a?b", "/%ff",
  ])
  func refusesATargetThatWouldNotSurvive(path: String) async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let error = await failure(of: HTTPRequest(.get, server.origin, path: path))
      #expect(error?.kind == .refusedLocally)
      #expect(error?.phase == .definiteNo)
      #expect(server.log.connections == 0)
    }
  }

  @Test func refusesAHeaderThatWouldSmuggleAnother() async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { server in
      let error = await failure(
        of: HTTPRequest(.get, server.origin, path: "/", headers: ["A": "b\r\nAuthorization: c"])
      )
      #expect(error?.kind == .refusedLocally)
      #expect(error?.phase == .definiteNo)
      #expect(server.log.heads.isEmpty)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func neverFollowsARedirect(status: Int) async throws {
    try await ScriptedServer.run { connection in
      while try await connection.request() != nil { try await connection.answer() }
    } body: { other in
      try await ScriptedServer.run { [other] connection in
        while try await connection.request() != nil {
          try await connection.answer(
            "\(status) Elsewhere",
            headers: ["Location: http://localhost:\(other.port)/"]
          )
        }
      } body: { server in
        let response = try await send(
          HTTPRequest(.get, server.origin, path: "/", headers: ["Authorization": "Bearer canary"])
        )
        #expect(response.status == status)
        #expect(server.log.heads.count == 1)
        #expect(other.log.connections == 0)
      }
    }
  }

  @Test func reportsABodyShorterThanAnnounced() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":")
    } body: { server in
      let response = try await send(HTTPRequest(.post, server.origin, path: "/"))
      #expect(response.status == 200)
      #expect(!response.isComplete)
    }
  }

  /// A server that closes with unread bytes of the request ends the connection with a reset.
  @Test func reportsAResetInTheBody() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.bytes()
      try await connection.send("HTTP/1.1 409 Conflict\r\nContent-Length: 100\r\n\r\nhalf")
    } body: { server in
      let body = [UInt8](repeating: 0, count: 8 << 20)
      do throws(TransportError) {
        let response = try await send(HTTPRequest(.post, server.origin, path: "/", body: body))
        #expect(response.status == 409)
        #expect(!response.isComplete)
      } catch {
        // The reset may overtake the head.
        #expect(error.kind == .connectionLost)
        #expect(error.phase == .unknown)
      }
    }
  }

  @Test func doesNotTrustABodyThatEndsWithThePlainConnection() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\n\r\n{\"whole\": maybe")
    } body: { server in
      let response = try await send(HTTPRequest(.get, server.origin, path: "/"))
      #expect(response.status == 200)
      #expect(response.body == Array("{\"whole\": maybe".utf8))
      #expect(!response.isComplete)
    }
  }

  @Test func readsAChunkedBody() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      try await connection.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
      try await connection.hang()
    } body: { server in
      let response = try await send(HTTPRequest(.get, server.origin, path: "/"))
      #expect(response.body == Array("abcde".utf8))
      #expect(response.isComplete)
    }
  }

  @Test func reportsChunksThatStop() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
    } body: { server in
      let response = try await send(HTTPRequest(.get, server.origin, path: "/"))
      #expect(response.status == 200)
      #expect(!response.isComplete)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "HTTP/1.1 2x0 What\r\n\r\n",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: twelve\r\n\r\n",
    "\u{0}\u{1}\u{2}\r\n\r\n",
  ])
  func reportsWhatIsNotHTTP(answer: String) async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send(answer)
      try await connection.hang()
    } body: { server in
      let error = await failure(of: HTTPRequest(.post, server.origin, path: "/"))
      #expect(error?.kind == .malformedResponse)
      #expect(error?.phase == .unknown)
    }
  }

  @Test(arguments: [
    String(repeating: "X-Fill: \(String(repeating: "y", count: 90))\r\n", count: 1_000_000 / 100),
    "X-Long: \(String(repeating: "z", count: 1 << 20))\r\n",
    String(repeating: "X-Fill: \(String(repeating: "y", count: 900))\r\n", count: 80),
  ])
  func stopsAFloodOfHeaders(fill: String) async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\n\(fill)Content-Length: 0\r\n\r\n")
      try await connection.hang()
    } body: { server in
      let error = await failure(of: HTTPRequest(.get, server.origin, path: "/"))
      #expect(error?.kind == .tooLarge)
      #expect(error?.phase == .unknown)
    }
  }

  @Test(arguments: ["Content-Length: 10000000000", "Transfer-Encoding: chunked", "X-None: 1"])
  func stopsAnOversizeBody(framing: String) async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n")
      let fill = [UInt8](repeating: UInt8(ascii: "a"), count: 0x8000)
      let chunked = framing.hasPrefix("Transfer")
      while true {
        if chunked { try await connection.send("8000\r\n") }
        try await connection.send(fill)
        if chunked { try await connection.send("\r\n") }
      }
    } body: { server in
      let error = await failure(of: HTTPRequest(.get, server.origin, path: "/"))
      #expect(error?.kind == .tooLarge)
      #expect(error?.phase == .unknown)
    }
  }

  @Test(arguments: ["gzip", "deflate", "br"])
  func doesNotUnpackWhatItDidNotAskFor(coding: String) async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.answer(headers: ["Content-Encoding: \(coding)"], body: "packed")
    } body: { server in
      let error = await failure(of: HTTPRequest(.get, server.origin, path: "/"))
      #expect(error?.kind == .malformedResponse)
    }
  }

  @Test func skipsInformationalAnswers() async throws {
    try await ScriptedServer.run { connection in
      _ = try await connection.request()
      try await connection.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
      try await connection.answer("204 No Content")
    } body: { server in
      let response = try await send(HTTPRequest(.delete, server.origin, path: "/x"))
      #expect(response.status == 204)
      #expect(response.isComplete)
    }
  }
}
