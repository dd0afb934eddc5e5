public import Federation

/// The command line a person would type to come back to where they are.
public struct Invocation: Equatable, Sendable {
  /// Flags every command needs to find the same files and hosts: `--state-dir`, `/srv/state`.
  public var flags: [String]
  /// `--site` as it was given: named again, a host that is not Vertesia's gets the key again.
  public var site: String?
  /// Whether the run was agreed to when it was started: it goes on by `apply`, and else in the
  /// wizard.
  public var isAgreed: Bool

  public init(flags: [String] = [], site: String? = nil, isAgreed: Bool = false) {
    self.flags = flags
    self.site = site
    self.isAgreed = isAgreed
  }

  public var goingOn: ProductCommand.Verb { isAgreed ? .apply : .setup }

  /// The same as it has to be typed here.
  public func callAsFunction(_ command: ProductCommand) -> ProductCommand {
    var typed = command
    // `apply` never asks, so that without its yes it would only say so.
    if command.verb == .apply { typed.options.append("--yes") }
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
  /// The same with its commands as they have to be typed here.
  ///
  /// - Parameters:
  ///   - setup: the set-up it is of; `nil` where that has no files, so that its id names nothing.
  ///   - unsaved: answers that nothing has saved yet, and without which a command that goes on would
  ///     do something else. What a command answers itself stays as it is.
  ///   - invocation: how commands are typed here.
  /// - Returns: the same fault; each command of its remedies is the text of one.
  func told(of setup: SetupID?, repeating unsaved: Answers, _ invocation: Invocation) -> Fault {
    var fault = self
    for index in fault.remedies.indices {
      guard case .product(var command)? = fault.remedies[index].way else { continue }
      if command.target != .none, command.verb.takesAnswers {
        command.answers = unsaved.merging(command.answers)
      }
      if command.target == .own { command.target = setup.map { .saved($0.text) } ?? .none }
      fault.remedies[index].way = .shell(invocation(command).text)
    }
    return fault
  }
}
