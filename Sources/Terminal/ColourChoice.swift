/// What `--color` says. `always` is for terminals that do not tell their background, which `auto`
/// leaves in their own colours; `NO_COLOR` is stronger than both.
package enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// How many colours there are, and how they are named.
enum ColourMode: Hashable, Sendable {
  case none, eight, indexed
  /// A colour number is 0xRRGGBB.
  case direct

  /// From the number of colours that curses counts.
  init(colours: Int, choice: ColourChoice, environment: [String: String]) {
    let isForbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self =
      switch colours {
      case _ where isForbidden || choice == .never: .none
      case 257...: .direct
      case 256: .indexed
      case 8...: .eight
      default: .none
      }
  }
}
