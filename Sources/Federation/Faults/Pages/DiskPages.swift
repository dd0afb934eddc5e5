extension FaultPage {
  /// VB8: what is saved, and the disk.
  static let disk: [FaultPage] = [
    FaultPage(
      .checkpointCorrupt,
      "The saved set-up cannot be read",
      meaning: "It was left as it is; the objects in AWS and Vertesia are untouched",
      cause: "The file is damaged, and so is the one before it",
      remedies: [Remedy("Rebuild it from the cloud", ProductCommand(.recover))]
    ),
    FaultPage(
      .checkpointNewer,
      "The set-up was saved by a newer version",
      meaning: "It was left as it is",
      cause: "This version does not know its format",
      remedies: [Remedy("Use the newer version of vertesia-bedrock")]
    ),
    FaultPage(
      .checkpointLocked,
      "The set-up is in use",
      meaning: "Two runs on one set-up would get in each other's way",
      cause: "Another vertesia-bedrock has it open",
      remedies: [Remedy("Close it there, or wait until it ends")]
    ),
    FaultPage(
      .checkpointNotWritten,
      "Progress could not be saved",
      meaning: "Nothing more is changed, as it could not be remembered",
      cause: "The disk is full, or the directory cannot be written to",
      remedies: [
        Remedy("Make room, or start with another place: --state-dir DIRECTORY"),
        Remedy("Run the command again"),
      ]
    ),
    FaultPage(
      .stateDirectoryUnusable,
      "The state directory cannot be used",
      meaning: "Nothing was changed, as it could not be remembered",
      cause: "It is no directory, or not yours to write to",
      remedies: [Remedy("Start with another place: --state-dir DIRECTORY")]
    ),
    FaultPage(
      .checkpointForeign,
      "The set-up belongs to another organization or site",
      meaning: "Nothing was changed: a set-up belongs to one site, account and organization",
      cause: "The key is for another organization or site than the one it was made with",
      remedies: [
        Remedy("Sign in with a key of the set-up's organization"),
        Remedy("Start a new set-up", ProductCommand(.setup)),
      ],
      exit: .conflict
    ),
    FaultPage(
      .previousCheckpointUsed,
      "The state that was saved before the last was used",
      meaning: "The newest one was damaged; everything is held against the cloud again",
      cause: "The machine or the run ended while it was being written",
      remedies: [Remedy("See where the set-up stands", ProductCommand(.status, of: .own))]
    ),
    FaultPage(
      .unsafeFile,
      "A file is not safe to use",
      meaning: "It was left as it is",
      cause: "It is a link, belongs to somebody else, or others may write to it",
      remedies: [Remedy("Make it a plain file of yours", command: "chmod 600 FILE")]
    ),
    FaultPage(
      .setupNotDiscarded,
      "The set-up was not taken off the list",
      meaning: "The list shows whether it is still saved; nothing was touched in the cloud",
      cause: "Something was or may have been made in it, or its files could not be removed",
      remedies: [Remedy("Look at what is saved", ProductCommand(.list))]
    ),
  ]
}
