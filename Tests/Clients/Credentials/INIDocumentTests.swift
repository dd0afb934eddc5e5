import Testing

@testable import Clients

@Suite struct INIDocumentTests {
  @Test func sectionsKeysCommentsAndNestingAreRead() throws {
    let text = """
      \u{FEFF}# comes first
      [default]
      region = eu-west-1
      ; and so do these
        # indented comment
      Output=json

      [profile "my work"]  # behind the bracket
      credential_process = /opt/tool --x "a = b"
      s3 =
        max_concurrent_requests = 20
        # inside
        Addressing_Style=path
      colon: value
      long = first
         second
      [indented]
        a = 1
        b = 2
      empty =
      """
    let document = try INIDocument(
      Array(text.replacing("\n", with: "\r\n").utf8),
      source: "config"
    )
    #expect(document.sections.map(\.name) == ["default", "profile \"my work\"", "indented"])
    #expect(document.sections[0].values == ["region": "eu-west-1", "output": "json"])
    let work = document.sections[1]
    #expect(work.values["credential_process"] == #"/opt/tool --x "a = b""#)
    #expect(work.values["colon"] == "value")
    #expect(work.values["long"] == "first\nsecond")
    #expect(work.nested == ["s3": ["max_concurrent_requests": "20", "addressing_style": "path"]])
    #expect(document.sections[2].values == ["a": "1", "b": "2", "empty": ""])
  }

  @Test(arguments: [
    ("region = x", "line 1 "), ("[a]\nregion = x\ncanary-7f3a\n", "line 3 "),
    ("[a\nx = 1", "line 1 "), ("[]", "line 1 "), ("[a]\n= canary-7f3a", "line 2 "),
    ("[a]\nx = 1\n\nX = canary-7f3a", "line 4 "), ("[a]\n[b]\n[a]", "line 3 "),
    ("[a]\ns3 =\n  canary-7f3a", "line 3 "),
  ])
  func badLinesAreNamedAndNotQuoted(text: String, line: String) {
    let error = #expect(throws: CredentialError.self) {
      try INIDocument(Array(text.utf8), source: "/home/ada/.aws/config")
    }
    #expect(error?.kind == .malformed)
    #expect(error?.source == "/home/ada/.aws/config")
    #expect(error?.detail.hasPrefix(line) == true)
    #expect(!everythingShown(by: error as Any).contains("7f3a"))
  }

  @Test func otherBytesAreNoDocument() {
    #expect(throws: CredentialError.self) { try INIDocument([0x5B, 0xFF, 0x5D], source: "c") }
    let large = [UInt8](repeating: 0x0A, count: INIDocument.largestFile + 1)
    #expect(throws: CredentialError.self) { try INIDocument(large, source: "c") }
  }

  @Test(
    arguments: [
      ("a b  c", ["a", "b", "c"]), ("", []), ("  ", []), (#"'a b' "c d""#, ["a b", "c d"]),
      (#"a\ b"#, ["a b"]), (#"--x="1 2"y"#, ["--x=1 2y"]), (#"'' a"#, ["", "a"]),
      (#""a\"b" "c\d" 'e\f'"#, [#"a"b"#, #"c\d"#, #"e\f"#]), ("$HOME *;x", ["$HOME", "*;x"]),
      ("'open", nil), (#"a\"#, nil), (#""a\"#, nil),
    ] as [(String, [String]?)]
  )
  func commandLinesAreSplitWithoutAShell(line: String, words: [String]?) {
    #expect(CommandWords.split(line) == words)
  }
}
