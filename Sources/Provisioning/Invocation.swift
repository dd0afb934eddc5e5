public import Federation

/// The command line a person would type to come back to where they are.
public struct Invocation: Equatable, Sendable {
  /// Flags every command needs to find the same files and hosts: `--state-dir`, `/srv/state`.
  public var flags: [String]
  /// `--site` as it was given: named again, a host that is not Vertesia's gets the key again.
  public var site: String?
  /// Whether the run was agreed to when it was started: it goes on by `apply`, and else in the
  /// wizard.
  public var isAgreed = false
  /// What runs, where that is started again as it was.
  public var verb: ProductCommand.Verb?
  /// What the run was told for itself, beside the answers: `--step`, `role`. An `apply` that goes on
  /// is told the same.
  public var scope: [String] = []

  public init(flags: [String] = [], site: String? = nil) {
    self.flags = flags
    self.site = site
  }

  /// Goes on with what was to be done.
  public var goingOn: ProductCommand.Verb { isAgreed ? .apply : .setup }

  /// The same as it has to be typed here.
  public func callAsFunction(_ command: ProductCommand) -> ProductCommand {
    var typed = command
    if command.verb == .apply {
      if !command.options.contains("--step") { typed.options += scope }
      // It never asks, so that without its yes it would only say so.
      typed.options.append("--yes")
    }
    // `list` calls nobody.
    let isNamed = command.answers[.site] != nil || command.options.contains("--site")
    if let site, command.verb != .list, !isNamed {
      typed.options += ["--site", site]
    }
    typed.options += flags
    return typed
  }

  /// `vertesia-bedrock apply --setup k3vq7m2d --yes --state-dir /srv/state`, runnable as printed.
  public func callAsFunction(
    _ verb: ProductCommand.Verb,
    of setup: String? = nil,
    _ answers: Answers = Answers()
  ) -> String {
    self(ProductCommand(verb, of: setup.map { .saved($0) } ?? .none, answers)).text
  }
}

extension Fault {
  /// Whether each command of it is as it has to be typed.
  var isTold: Bool {
    remedies.allSatisfy { if case .product = $0.way { false } else { true } }
  }

  /// The same with its commands as they have to be typed here. Where nobody is asked, the way by hand
  /// is another command.
  ///
  /// - Parameters:
  ///   - setup: the set-up it is of; `nil` where that has no files, so that its id names nothing.
  ///   - unsaved: answers that nothing has saved yet, and without which a command that goes on would
  ///     do something else. What a command answers itself stays as it is.
  ///   - settings: how commands are typed here, and whether somebody is asked.
  /// - Returns: the same fault; each command of its remedies is the text of one.
  func told(of setup: SetupID?, repeating unsaved: Answers, _ settings: Settings) -> Fault {
    var fault = self
    for index in fault.remedies.indices {
      if !settings.isInteractive, fault.remedies[index] == .handVertesiaOver {
        fault.remedies[index].way = .product(ProductCommand(.setup, of: .own))
      }
      guard case .product(var command)? = fault.remedies[index].way else { continue }
      if command.goesOn { command.answers = unsaved.merging(command.answers) }
      if command.target == .own { command.target = setup.map { .saved($0.text) } ?? .none }
      fault.remedies[index].way = .typed(settings.invocation(command))
    }
    return fault
  }
}
