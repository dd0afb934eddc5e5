extension FaultPage {
  /// VB9: the terminal, and other places that are written to.
  static let terminal: [FaultPage] = [
    FaultPage(
      .noTerminal,
      "There is no terminal to ask in",
      meaning: "Nothing was changed",
      cause: "Input or output is a file or a pipe",
      remedies: [
        Remedy("Run it without questions", ProductCommand(.apply, of: .own)),
        Remedy("Run it in a terminal"),
      ],
      exit: .usage
    ),
    FaultPage(
      .terminalUnsupported,
      "This terminal cannot show the screens",
      meaning: "The same questions can be asked line by line",
      cause: "TERM is not set, or names a terminal that cannot move its cursor",
      remedies: [
        Remedy("Ask line by line", ProductCommand(.setup, of: .own, options: ["--plain"]))
      ],
      exit: .usage
    ),
    FaultPage(
      .resultNotWritten,
      "The result could not be written",
      meaning: "The run itself came to its end, and what it did is saved",
      cause: "Standard output is closed, or the disk that it goes to is full",
      remedies: [Remedy("Make room or write elsewhere, and run the command again")]
    ),
  ]
}
