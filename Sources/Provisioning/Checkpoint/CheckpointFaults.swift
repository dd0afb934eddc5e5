import Federation

/// The faults of saving and loading.
enum CheckpointFaults {
  static func noHome(_ command: [String]) -> Fault {
    let words = command.map { SecretShape.shown($0) } + ["--state-dir", "DIRECTORY"]
    let again = ShellCommand(words).text
    return Fault(
      .stateDirectoryUnusable,
      "There is no place to save progress",
      cause: "Neither XDG_STATE_HOME nor HOME names an absolute directory.",
      remedies: [Remedy("Name a directory", command: again)]
    )
  }

  static func unusable(_ error: DiskError) -> Fault {
    unsafe(error)
      ?? Fault(
        .stateDirectoryUnusable,
        "The state directory cannot be used",
        cause: "Progress is saved there before anything is changed, and the system refused it.",
        remedies: [
          Remedy("Make it yours and writable, or start with another: --state-dir DIRECTORY")
        ],
        evidence: evidence(error)
      )
  }

  static func unreadable(_ error: DiskError) -> Fault {
    unsafe(error)
      ?? Fault(
        .stateDirectoryUnusable,
        "What is saved cannot be read",
        cause: "The system refused to open a file or directory that set-ups are saved in.",
        remedies: [
          Remedy("Make it yours and readable, or start with another: --state-dir DIRECTORY")
        ],
        evidence: evidence(error)
      )
  }

  /// `nil` for what only cannot be reached.
  private static func unsafe(_ error: DiskError) -> Fault? {
    switch error.kind {
    case .unsafe:
      Fault(
        .unsafeFile,
        "A file in the state directory is not what it should be",
        cause: "A link, a device or another user's file stands where a saved set-up belongs.",
        remedies: [Remedy("Look at the file, move it away, and start again")],
        evidence: evidence(error)
      )
    case .unguarded:
      Fault(
        .unsafeFile,
        "The state directory is open to others",
        cause: "Others may write to it, and could put something else in the place of a set-up.",
        remedies: [
          Remedy(
            "Take that right away and start again",
            command: ShellCommand(["chmod", "go-w", error.path]).text
          )
        ],
        evidence: evidence(error)
      )
    case .notWritten, .notPermitted, .readOnly, .missing, .exists, .tooLarge, .other: nil
    }
  }

  static func notWritten(_ error: DiskError) -> Fault {
    unsafe(error)
      ?? Fault(
        .checkpointNotWritten,
        "Progress could not be saved",
        cause: "Nothing is changed in the cloud that could not be saved first, so the run stops.",
        remedies: [
          Remedy("Make room on the disk or mend its permissions, then start again"),
          Remedy("Save elsewhere: start with --state-dir DIRECTORY"),
        ],
        evidence: evidence(error)
      )
  }

  static func notDiscarded(_ error: DiskError) -> Fault {
    unsafe(error)
      ?? notDiscarded("The system refused to remove its files.", evidence: evidence(error))
  }

  static func notDiscarded(_ cause: String, evidence: [Evidence] = []) -> Fault {
    Fault(
      .setupNotDiscarded,
      "The set-up was not taken off the list",
      cause: cause,
      remedies: [Remedy("Look at what is saved", ProductCommand(.list))],
      evidence: evidence
    )
  }

  static func unencodable(_ directory: String) -> Fault {
    Fault(
      .checkpointNotWritten,
      "Progress could not be saved",
      cause: "What has been learned does not fit into the 1 MiB that a set-up may take.",
      remedies: [Remedy("Start a new set-up with fewer tags and shorter names")],
      evidence: [Evidence(.file, directory)]
    )
  }

  static func corrupt(_ path: String, _ reason: String, _ invocation: Invocation) -> Fault {
    Fault(
      .checkpointCorrupt,
      "The saved set-up cannot be read",
      cause: "The file \(reason), and there is no good generation before it. It was left as it is.",
      remedies: [
        Remedy(
          "Rebuild it from what stands in AWS and Vertesia",
          command: invocation(.recover)
        ),
        Remedy("Move its directory away and start a new set-up"),
      ],
      evidence: [Evidence(.file, path)]
    )
  }

  /// `aside`: where a bad file is kept.
  static func usedPrevious(_ path: String, _ reason: String, aside: String?) -> Fault {
    let kept = aside.map { ", and the next save keeps the damaged file as \($0)" } ?? ""
    return Fault(
      .previousCheckpointUsed,
      "The newest saved state was bad, the one before it is used",
      cause: "The file \(reason). All of the older one is looked at again first\(kept).",
      remedies: [Remedy("Go on")],
      evidence: [Evidence(.file, path)]
    )
  }

  static func newer(_ path: String, format: Int, tool: String) -> Fault {
    Fault(
      .checkpointNewer,
      "The set-up was saved by a newer version",
      cause: "Its format is \(format), this version reads up to \(Envelope.format).",
      remedies: [Remedy("Use version \(tool) or newer for this set-up")],
      evidence: [Evidence(.file, path), Evidence(.found, tool)]
    )
  }

  /// `holder`: as it stands in the lock; who holds it is known a moment later than that it is held.
  static func locked(_ id: String, holder: String?) -> Fault {
    let whose = holder.map { "It is open in \($0). " } ?? ""
    return Fault(
      .checkpointLocked,
      "Another run has this set-up open",
      cause: whose + "Two runs on one set-up could each undo what the other does.",
      remedies: [Remedy("Close it there, or wait until that run ends; then start again")],
      evidence: (holder.map { [Evidence(.found, $0)] } ?? []) + [Evidence(.setup, id)]
    )
  }

  /// No set-up: who else looks for the one that is meant.
  static func noTurn(_ directory: String) -> Fault {
    Fault(
      .checkpointLocked,
      "Another run is choosing a set-up",
      cause: "Two that do so at once could each begin the same one anew.",
      remedies: [Remedy("Wait until that run ends, then start again")],
      evidence: [Evidence(.file, directory)]
    )
  }

  /// What was opened to look at is not written to.
  static func onlyLooking(_ directory: String) -> Fault {
    notWritten(DiskError(.notPermitted, path: directory, detail: "open without its lock"))
  }

  static func noSuchSetup(
    _ name: String,
    in directory: String,
    known: [String],
    _ invocation: Invocation
  ) -> Fault {
    Fault(
      .noSuchSetup,
      "No saved set-up has this name",
      cause: known.isEmpty
        ? "Nothing is saved in \(directory)."
        : "No set-up has this id or name, or one that begins so.",
      remedies: [
        Remedy("See what is saved", command: invocation(.list)),
        Remedy("Look for it in the cloud", command: invocation(.recover)),
      ],
      evidence: [Evidence(.value, name)]
    )
  }

  static func ambiguous(_ name: String, _ ids: [String], _ invocation: Invocation) -> Fault {
    Fault(
      .ambiguousSetup,
      "Several saved set-ups fit",
      cause: "The name fits \(ids.joined(separator: ", ")).",
      remedies: [
        Remedy("See which is which", command: invocation(.list)),
        Remedy("Name the one you mean by its whole id"),
      ],
      evidence: [Evidence(.value, name)]
    )
  }

  private static func evidence(_ error: DiskError) -> [Evidence] {
    [Evidence(.file, error.path), Evidence(.message, error.detail)]
  }
}
