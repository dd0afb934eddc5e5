@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Parser {
  /// Vertesia's answers: JSON, or what something in between sent instead, through every route.
  static let vertesia = Parser(
    name: "vertesia",
    check: { bytes in
      let answer = Answer(bytes)
      let transport = SameAnswer(response: answer.response)
      let surroundings = Surroundings.attacked()
      let sink: CallSink = { record in
        promise(!(record.errorCode ?? "").holds(canary), "a record repeats a secret")
      }
      let sts = VertesiaSTS(
        site: .standard,
        transport: transport,
        surroundings: surroundings,
        calls: sink
      )
      let client = VertesiaClient(
        tokens: TokenSource(credential: token, sts: sts),
        transport: transport,
        surroundings: surroundings,
        calls: sink
      )
      let route = answer.choose(routes)
      let fault = wait { () async -> VertesiaError? in
        do throws(VertesiaError) {
          try await route(client, sts)
          return nil
        } catch {
          return error
        }
      }
      if let fault { checkFault(fault) }
    },
    large: [
      { Array("models 200\n\n\("[".times(4_000_000))".utf8) },
      { Array("models 200\n\n[\("{\"id\":\"a\",\"name\":\"b\"},".times(100_000)){}]".utf8) },
      { Array("models 502\n\n<html>\("a\u{301}\u{200B} ".times(1_000_000))".utf8) },
      { Array("models 400\n\n{\"message\":\"\("a\u{301}".times(500_000))\"}".utf8) },
      { Array("models 200\n\n\(" ".times(8 << 20))".utf8) },
    ]
  )

  private typealias Route =
    @Sendable (VertesiaClient, VertesiaSTS) async throws(VertesiaError) ->
    Void

  private static let routes: [(name: String, value: Route)] = [
    ("account", { client, _ throws(VertesiaError) in _ = try await client.account() }),
    ("projects", { client, _ throws(VertesiaError) in _ = try await client.projects() }),
    (
      "environments",
      { client, _ throws(VertesiaError) in
        for environment in try await client.environments() {
          // Written into checkpoints and questions.
          _ = environment.createdAt.map(Timestamp.basic)
        }
      }
    ),
    ("environment", { client, _ throws(VertesiaError) in _ = try await client.environment("a") }),
    (
      "create",
      { client, _ throws(VertesiaError) in
        _ = try await client.createEnvironment(
          EnvironmentDraft(name: "a", region: "us-east-1", allowedProjects: ["a"])
        )
      }
    ),
    (
      "update",
      { client, _ throws(VertesiaError) in
        _ = try await client.updateEnvironment("a", EnvironmentUpdate(name: "a"))
      }
    ),
    ("delete", { client, _ throws(VertesiaError) in try await client.deleteEnvironment("a") }),
    (
      "models",
      { client, _ throws(VertesiaError) in
        _ = try await client.models(ofEnvironment: "a")
      }
    ),
    (
      "enable",
      { client, _ throws(VertesiaError) in
        _ = try await client.enableModel("a", inEnvironment: "a")
      }
    ),
    (
      "token",
      { _, sts throws(VertesiaError) in
        let token = try await sts.issueToken(for: key)
        promise(!"\(token.claims as Any)".isEmpty, "claims cannot be shown")
        promise(
          token.expiration.map { $0.timeIntervalSince1970 < 3e11 } ?? true,
          "an endless token"
        )
      }
    ),
    (
      "issuer",
      { _, sts throws(VertesiaError) in
        let issuer = try await sts.discoveredIssuer()
        promise(VertesiaSTS.normalizedIssuer(issuer) == issuer, "an issuer has two normal forms")
        promise(issuer.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "an issuer holds a control")
      }
    ),
  ]

  private static let key = credential("sk-\(canary)")
  /// `{"iss":"https://a","exp":1800000000}` and the canary in the place of a signature.
  private static let token = credential(
    "e30.eyJpc3MiOiJodHRwczovL2EiLCJleHAiOjE4MDAwMDAwMDB9.\(canary)"
  )

  private static func credential(_ text: String) -> VertesiaCredential {
    do {
      return try VertesiaCredential(text, source: .typed)
    } catch {
      fatalError("not a credential: \(error)")
    }
  }

  /// One line of text that can be shown, without what was sent in secret.
  private static func checkFault(_ fault: VertesiaError) {
    let texts: [String] =
      switch fault {
      case .service(let error): [error.message, error.code ?? "", error.requestID ?? ""]
      case .unreadable(_, _, let detail): [detail]
      case .token(let refusal): [refusal.message, refusal.requestID ?? ""]
      case .credential(let error): [error.detail]
      case .transport, .site: []
      }
    for text in texts {
      promise(!text.holds(token.secret.reveal()), "an error repeats a secret")
      if case .token = fault {
        promise(!text.holds(key.secret.reveal()), "an error repeats a secret")
      }
      let clean = text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
      promise(clean, "an error holds what moves a cursor")
      promise(text.count <= 700, "an error is endless")
    }
  }
}
