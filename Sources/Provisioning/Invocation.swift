import Federation

/// The command line a person would type to come back to where they are.
public struct Invocation: Equatable, Sendable {
  /// Flags every command needs to find the same files: `--state-dir`, `/srv/state`.
  public var flags: [String]

  public init(flags: [String] = []) { self.flags = flags }

  /// `vertesia-bedrock apply --setup k3vq7m2d --state-dir /srv/state`, runnable as printed.
  public func callAsFunction(_ words: String...) -> String {
    ShellCommand(["vertesia-bedrock"] + words + flags).text
  }
}
