import Testing

@testable import Clients

@Suite struct PastedKeysTests {
  static let secret = "wJalr/K7MD+bPxR"
  static let token = "IQoJb3JpZ2luX2Vj=="

  @Test(arguments: [
    """
    export AWS_ACCESS_KEY_ID="ASIAPASTED"
    export AWS_SECRET_ACCESS_KEY="\(secret)"
    export AWS_SESSION_TOKEN="\(token)"
    """,
    """
    [432112349876_Admin]
    aws_access_key_id=ASIAPASTED
    aws_secret_access_key = \(secret)
    aws_session_token=\(token)
    """,
    "SET AWS_ACCESS_KEY_ID=ASIAPASTED\r\nSET AWS_SECRET_ACCESS_KEY=\(secret)\r\n"
      + "SET AWS_SESSION_TOKEN=\(token)\r\n",
    """
    $Env:AWS_ACCESS_KEY_ID="ASIAPASTED"
    $Env:AWS_SECRET_ACCESS_KEY="\(secret)"
    $Env:AWS_SESSION_TOKEN="\(token)"
    """,
    "export AWS_SESSION_TOKEN='\(token)' export AWS_SECRET_ACCESS_KEY=\(secret); "
      + "export AWS_ACCESS_KEY_ID=ASIAPASTED",
  ])
  func everyFormIsRead(text: String) async throws {
    let keys = try PastedKeys.read(text)
    #expect(keys.accessKeyID == "ASIAPASTED")
    #expect(keys.secretAccessKey.reveal() == Self.secret)
    #expect(keys.sessionToken?.reveal() == Self.token)
    let signIn = try PastedKeys.signIn(text, in: Desk().surroundings)
    #expect(signIn.source == "pasted keys")
    #expect(try await signIn.provider.credentials() == keys)
  }

  /// As what is asked for them reads it: the last one with a value.
  @Test func theLastOfARepeatedNameIsTaken() throws {
    let keys = try PastedKeys.read(
      "AWS_ACCESS_KEY_ID=\nAWS_ACCESS_KEY_ID=AKIAFIRST\nAWS_SECRET_ACCESS_KEY=\(Self.secret)\n"
        + "AWS_ACCESS_KEY_ID=AKIALAST\nAWS_ACCESS_KEY_ID="
    )
    #expect(keys.accessKeyID == "AKIALAST")
  }

  @Test func longLivedKeysNeedNoToken() throws {
    let keys = try PastedKeys.read(
      "AWS_ACCESS_KEY_ID=AKIAPASTED AWS_SECRET_ACCESS_KEY=\(Self.secret)"
    )
    #expect(keys.sessionToken == nil)
  }

  @Test(arguments: [
    ("", CredentialError.Kind.malformed), ("canary-7f3a", .malformed),
    ("AWS_ACCESS_KEY_ID", .malformed), ("AWS_ACCESS_KEY_ID=", .malformed),
    ("AWS_ACCESS_KEY_ID=ASIAPASTED", .incomplete),
    ("AWS_SECRET_ACCESS_KEY=canary-7f3a", .incomplete),
    ("AWS_SESSION_TOKEN=canary-7f3a", .incomplete),
    ("AWS_ACCESS_KEY_ID=ASIAPASTED\nAWS_SECRET_ACCESS_KEY=canary-7f3a", .incomplete),
    ("AWS_ACCESS_KEY_ID=canary/7f3a\nAWS_SECRET_ACCESS_KEY=canary-7f3a", .malformed),
  ])
  func anythingElseIsRefused(text: String, kind: CredentialError.Kind) {
    let error = #expect(throws: CredentialError.self) { try PastedKeys.read(text) }
    #expect(error?.kind == kind)
    #expect(!everythingShown(by: error as Any).contains("7f3a"))
  }
}
