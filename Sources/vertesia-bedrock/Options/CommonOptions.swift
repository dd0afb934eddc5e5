import ArgumentParser

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: "Where set-ups are saved. (default: $XDG_STATE_HOME/vertesia-bedrock)",
    completion: .directory
  )
  var stateDir: String?

  @Option(
    help: "PEM file of the certificate authorities to trust, for AWS and Vertesia alike.",
    completion: .file()
  )
  var caBundle: String?

  @Option(help: "When to use colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Tell every call on standard error.")
  var verbose = false
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

enum ConflictChoice: String, ExpressibleByArgument, CaseIterable {
  case stop, rename, extend
}
