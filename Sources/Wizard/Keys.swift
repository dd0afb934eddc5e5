package import Screen

/// Everything a key can mean. No key means two of them.
package enum Action: CaseIterable, Hashable, Sendable {
  case accept, back, up, down, pageUp, pageDown, first, last, next, previous
  case apply, byHand, copy, alone, command, details, evidence, filter, retry, rules, new
  case models, enable, makeDefault, tryOut, permissions, signIn
  case help, log, quit, stop, redraw, suspend
}

/// One line of the key table.
package struct Key: Sendable {
  package var action: Action
  /// The first is the one that is shown; all others are aliases.
  package var inputs: [Input]
  var label: String
  /// What it does, in the list that `?` shows.
  var words: String
}

/// The one table of keys. The footer, the help and the handling of keys are made from it.
package enum Keys {
  package static let table: [Key] = [
    Key(.accept, [.enter], "Enter", "take or open what is marked"),
    Key(.back, [.escape, .left], "Esc", "go back; nothing is lost"),
    Key(.up, [.up, .character("k")], "Up", "one row up"),
    Key(.down, [.down, .character("j")], "Down", "one row down"),
    Key(.pageUp, [.pageUp], "PgUp", "a page up"),
    Key(.pageDown, [.pageDown], "PgDn", "a page down"),
    Key(.first, [.home], "Home", "the first row"),
    Key(.last, [.end], "End", "the last row"),
    Key(.next, [.tab], "Tab", "the next field, state or fault"),
    Key(.previous, [.backTab], "Shift-Tab", "the one before"),
    Key(.apply, [.character("a")], "a", "apply the plan"),
    Key(.byHand, [.character("h")], "h", "do it by hand"),
    Key(.copy, [.character("c")], "c", "send the value to your terminal's clipboard"),
    Key(.alone, [.character("p")], "p", "show the value alone, to select it by mouse"),
    Key(.command, [.character("y")], "y", "show the same as a command"),
    Key(.details, [.character("d"), .function(3)], "d", "show details"),
    Key(.evidence, [.character("e")], "e", "show the evidence"),
    Key(.filter, [.character("/")], "/", "filter the list"),
    Key(.retry, [.character("r"), .function(5)], "r", "look again"),
    Key(.rules, [.character("o")], "o", "company rules: path, boundary, tags"),
    Key(.new, [.character("n")], "n", "start a new set-up"),
    Key(.models, [.character("m")], "m", "show the models"),
    Key(.enable, [.character("x")], "x", "enable the model, or disable it again"),
    Key(.makeDefault, [.character("*")], "*", "make the model the default"),
    Key(.tryOut, [.character("t")], "t", "try the model with one request; asks first"),
    Key(.permissions, [.character("w")], "w", "change what Vertesia may do"),
    Key(.signIn, [.character("s")], "s", "sign in to AWS with the profile"),
    Key(.help, [.character("?"), .function(1)], "?", "help for this screen"),
    Key(.log, [.character("l"), .function(2)], "l", "show the calls"),
    Key(.quit, [.character("q"), .function(10)], "q", "save and quit"),
    Key(.stop, [.control("c")], "Ctrl-C", "stop; asks first"),
    Key(.redraw, [.control("l")], "Ctrl-L", "paint the screen again"),
    Key(.suspend, [.control("z")], "Ctrl-Z", "suspend"),
  ]

  private static let byInput: [Input: Action] = {
    var found: [Input: Action] = [:]
    for key in table { for input in key.inputs { found[input] = key.action } }
    return found
  }()

  static func action(for input: Input) -> Action? { byInput[input] }

  static func key(for action: Action) -> Key? { table.first { $0.action == action } }
}

extension Key {
  fileprivate init(_ action: Action, _ inputs: [Input], _ label: String, _ words: String) {
    self.init(action: action, inputs: inputs, label: label, words: words)
  }
}
