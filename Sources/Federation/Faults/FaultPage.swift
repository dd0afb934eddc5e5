/// The documentation of one code: what a person reads when they look it up, and what a fault says
/// when the place that raised it has nothing better.
public struct FaultPage: Equatable, Sendable {
  public let code: FaultCode
  /// What happened, one line without a final stop; the default summary.
  public let title: String
  /// What this means for the set-up, in a sentence or two.
  public let meaning: String
  /// The usual reason, closed by a stop as a fault's cause is.
  public let cause: String
  /// What to do, the advised one first.
  public let remedies: [Remedy]
  public let exit: ExitCode

  init(
    _ code: FaultCode,
    _ title: String,
    meaning: String,
    cause: String,
    remedies: [Remedy],
    exit: ExitCode = .failed
  ) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.cause = cause.closed().opened()
    self.remedies = remedies
    self.exit = exit
  }

  /// Every page, in the order of the codes.
  public static let all: [FaultPage] =
    answers + plans + signIn + iam + vertesia + federation + models + network + disk + terminal

  private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }

  /// The page of `code`. A code without one is a mistake that the tests catch.
  static func page(of code: FaultCode) -> FaultPage {
    byCode[code]
      ?? FaultPage(
        code,
        "Something went wrong",
        meaning: "This code has no page of its own",
        cause: "The cause is not known",
        remedies: [Remedy("Run the command again and read the call log (--verbose)")]
      )
  }
}

extension FaultCode {
  public var page: FaultPage { FaultPage.page(of: self) }

  /// How a process ends that this fault ended.
  public var exit: ExitCode { page.exit }
}
