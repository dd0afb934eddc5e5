import Testing

@testable import Clients

@Suite struct VertesiaCredentialTests {
  static let key = "sk-canary-7f3a"

  @Test func formsAreTold() throws {
    #expect(try VertesiaCredential(" \(Self.key)\n", source: .typed).form == .key)
    let token = try VertesiaCredential(TokenText.good(for: 60), source: .typed)
    #expect(token.form == .token)
    #expect(token.claims?.account?.name == "Acme")
  }

  @Test(arguments: [
    ("pk-canary-7f3a", VertesiaCredentialError.Kind.publicKey), ("", .malformed),
    ("sk-", .malformed), ("sk-canary 7f3a", .malformed), ("sk-canary\u{7}7f3a", .malformed),
    ("canary-7f3a", .malformed), ("canary.7f3a.x", .malformed), ("sk-cänary-7f3a", .malformed),
    ("You are not signed in.", .malformed),
  ])
  func otherTextsAreRefused(text: String, kind: VertesiaCredentialError.Kind) {
    let error = #expect(throws: VertesiaError.self) {
      try VertesiaCredential(text, source: .environment(variable: "VERTESIA_API_KEY"))
    }
    guard case .credential(let refusal) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(refusal.kind == kind)
    #expect(refusal.source == "VERTESIA_API_KEY")
    #expect(!everythingShown(by: refusal).contains("7f3a"))
  }

  @Test func theFirstVariableSetWins() async throws {
    var environment = [
      "VERTESIA_TOKEN": TokenText.good(for: 60), "VERTESIA_API_TOKEN": "sk-second",
      "VERTESIA_API_KEY": "sk-third", "VERTESIA_APIKEY": "sk-fourth",
    ]
    for variable in VertesiaCredential.variables {
      let found = try await VertesiaCredential.find(in: Desk(environment).surroundings)
      #expect(found?.source == .environment(variable: variable))
      environment[variable] = ""
    }
    #expect(try await VertesiaCredential.find(in: Desk(environment).surroundings) == nil)
  }

  @Test func aBadVariableIsNotPassedOver() async {
    let desk = Desk(["VERTESIA_TOKEN": "pk-old", "VERTESIA_API_KEY": "sk-good"])
    await #expect(throws: VertesiaError.self) {
      try await VertesiaCredential.find(in: desk.surroundings)
    }
  }

  @Test(arguments: [
    ("\(key)\n", VertesiaCredential.Form?.some(.key)),
    ("\(TokenText.good(for: 60))\n", .token),
    ("No active profile. Run vertesia profiles create.\n", nil), ("", nil),
    ("sk-one\nsk-two\n", nil),
  ])
  func theCLIsOutputIsChecked(output: String, form: VertesiaCredential.Form?) async throws {
    let desk = Desk(
      ["PATH": "/bin", "COMPOSABLE_PROMPTS_APIKEY": "sk-x", "AWS_SECRET_ACCESS_KEY": "y"],
      children: CannedChildren(prints: output)
    )
    let found = try await VertesiaCredential.find(in: desk.surroundings)
    #expect(found?.form == form)
    #expect(found.map { $0.source == .vertesiaCLI } ?? true)
    #expect(desk.children.runs.map(\.arguments) == [["vertesia", "auth", "token"]])
    #expect(desk.children.runs.first?.environment == ["PATH": "/bin"])
  }

  @Test func aMissingCLIIsNobody() async throws {
    #expect(try await VertesiaCredential.find(in: Desk().surroundings) == nil)
  }

  @Test(arguments: [
    CannedChildren(prints: "canary-7f3a", status: 1), CannedChildren(.failure(.deadline)),
    CannedChildren(prints: "canary7f3a"),
  ])
  func aFailingCLIIsAnError(children: CannedChildren) async {
    let desk = Desk(children: children)
    let error = await #expect(throws: VertesiaError.self) {
      try await VertesiaCredential.find(in: desk.surroundings)
    }
    #expect(!everythingShown(by: error as Any).contains("7f3a"))
  }

  @Test func aFileHoldsOneToo() throws {
    let desk = Desk(files: ["/key": "\(Self.key)\n"])
    let credential = try VertesiaCredential.read(file: "/key", in: desk.surroundings)
    #expect(credential.source.words == "/key")
    #expect(throws: VertesiaError.self) {
      try VertesiaCredential.read(file: "/none", in: desk.surroundings)
    }
    #expect(!everythingShown(by: credential).contains("7f3a"))
  }
}
