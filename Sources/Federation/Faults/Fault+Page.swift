extension Fault {
  /// A fault in one readable line; what is left out comes from the page of `code`.
  public init(
    _ code: FaultCode,
    _ summary: String? = nil,
    cause: String? = nil,
    remedies: [Remedy]? = nil,
    evidence: [Evidence] = []
  ) {
    let page = code.page
    self.init(
      code,
      summary ?? page.title,
      cause: cause ?? page.cause,
      remedies: remedies ?? page.remedies,
      evidence: evidence
    )
  }

  /// The fault of a face that may not ask: it names the flag, and the command that asks for it,
  /// with what was given already.
  public static func missing(
    _ key: AnswerKey,
    asking command: ProductCommand = ProductCommand(.setup, of: .own)
  ) -> Fault {
    Fault(
      .missingAnswer,
      "--\(key.rawValue) is missing",
      cause: "Without a terminal nothing is asked, and this has no default",
      remedies: [
        Remedy("Add --\(key.rawValue), or \"\(key.rawValue)\" to the answers file"),
        Remedy("Run in a terminal, where it is asked", command),
      ]
    )
  }
}
