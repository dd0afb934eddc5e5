import ArgumentParser
import Provisioning

/// How long a run waits for others.
struct PatienceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Seconds to wait for AWS to make a new role usable, before asking why. (default: 180)",
      valueName: "seconds"
    )
  )
  var listingPatience: Int?

  func validate() throws {
    guard let listingPatience else { return }
    guard (1...3600).contains(listingPatience) else {
      throw ValidationError("--listing-patience takes 1 to 3600 seconds")
    }
  }

  /// As they were written, for a command that is printed.
  var words: [String] { listingPatience.map { ["--listing-patience", "\($0)"] } ?? [] }

  func apply(to settings: inout Settings) {
    if let listingPatience { settings.listingPatience = .seconds(listingPatience) }
  }
}
