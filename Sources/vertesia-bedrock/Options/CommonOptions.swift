import ArgumentParser
import Terminal

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

  @Option(help: "Colour: auto (where the terminal tells its background), always or never.")
  var color: ColourChoice = .auto

  @Flag(name: .shortAndLong, help: "Tell every call on standard error.")
  var verbose = false

  func validate() throws {
    guard stateDir?.allSatisfy(\.isWhitespace) != true else {
      throw ValidationError("--state-dir takes the path of a directory")
    }
  }
}

/// For a command that takes no other answer: the saved site gets no key where it is not Vertesia's.
struct SiteOption: ParsableArguments {
  @Option(help: "Vertesia site of the set-up; only needed for a host that is not Vertesia's.")
  var site: String?
}

extension ColourChoice: ExpressibleByArgument {}

enum ConflictChoice: String, ExpressibleByArgument, CaseIterable {
  case stop, rename, extend
}
