import Federation

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

  /// `vertesia-bedrock apply --setup k3vq7m2d --yes --state-dir /srv/state`, runnable as printed.
  public func callAsFunction(_ command: String, _ words: String...) -> String {
    self(command, words)
  }

  package func callAsFunction(_ command: String, _ words: [String]) -> String {
    // `apply` never asks, so that without its yes it would only say so.
    let consent = command == "apply" && !words.contains("--yes") ? ["--yes"] : []
    return ShellCommand(
      ["vertesia-bedrock", command] + words + consent + siteFlag(command, words) + flags
    ).text
  }

  /// Words that name a site themselves come first, and `list` calls nobody.
  private func siteFlag(_ command: String, _ words: [String]) -> [String] {
    guard let site, command != "list", !words.contains("--site") else { return [] }
    return ["--site", site]
  }
}

extension Fault {
  /// The same with the commands of its page as they have to be typed here, for this set-up.
  func addressed(to setup: SetupID?, _ invocation: Invocation) -> Fault {
    var fault = self
    for index in fault.remedies.indices {
      let words = fault.remedies[index].command?.split(separator: " ").map(String.init) ?? []
      guard words.count == 2, words[0] == "vertesia-bedrock" else { continue }
      let name: [String]
      switch words[1] {
      case "status", "models": name = setup.map { [$0.text] } ?? []
      case "plan": name = setup.map { ["--setup", $0.text] } ?? []
      case "list", "recover": name = []
      default: continue
      }
      fault.remedies[index].command = invocation(words[1], name)
    }
    return fault
  }

  /// The same with the answers that nothing has saved yet in each command that goes on with a
  /// set-up: without them it would do something else. What a command names itself stays as it is.
  func repeating(_ unsaved: Answers) -> Fault {
    var fault = self
    for index in fault.remedies.indices {
      guard let command = fault.remedies[index].command,
        let mark = command.firstRange(of: " --setup ")
      else { continue }
      let id = command[mark.upperBound...].prefix { $0 != " " }
      var pairs = unsaved.pairs(deciding: command.hasPrefix("vertesia-bedrock apply "))
      pairs.removeAll { command.contains(" \($0.flag) ") }
      guard !pairs.isEmpty else { continue }
      let words = ShellCommand(pairs.flatMap { [$0.flag, $0.value] }).text
      fault.remedies[index].command =
        "\(command[..<id.endIndex]) \(words)\(command[id.endIndex...])"
    }
    return fault
  }

  /// The same for a set-up that has no files: its commands repeat the answers that it was begun
  /// with, since its id names nothing.
  func naming(_ setup: SetupID, by given: Answers) -> Fault {
    var fault = self
    let name = " " + ShellCommand(["--setup", setup.text]).text
    for index in fault.remedies.indices {
      var given = given
      if fault.remedies[index].command?.contains(" --site ") == true { given[.site] = nil }
      let flags = given.flags()
      let answers = flags.isEmpty ? "" : " " + ShellCommand(flags).text
      fault.remedies[index].command?.replace(name, with: answers)
    }
    return fault
  }
}

extension Answers {
  /// As they are given on the command line, in the order of their names. A decision about a
  /// conflict comes last, and only where it is asked for: `apply` alone decides beforehand.
  func flags(deciding: Bool = false) -> [String] {
    pairs(deciding: deciding).flatMap { [$0.flag, $0.value] }
  }

  fileprivate func pairs(deciding: Bool) -> [(flag: String, value: String)] {
    let given = AnswerKey.allCases.filter(\.isFlag).flatMap { key in
      self[all: key].map { (flag: "--\(key.rawValue)", value: $0) }
    }
    guard deciding, let decision = self[.onConflict] else { return given }
    return given + [(flag: "--on-conflict", value: decision)]
  }
}

extension AnswerKey {
  fileprivate var isFlag: Bool {
    switch self {
    case .awsAccess, .vertesiaAccess, .confirmed, .onConflict: false
    case .profile, .region, .site, .issuer, .audience, .organization, .project, .environmentName,
      .environmentID, .roleName, .rolePath, .permissions, .permissionsBoundary, .tag, .roleARN,
      .model:
      true
    }
  }
}
