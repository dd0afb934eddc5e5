extension FaultPage {
  /// The last of VB1: what was agreed to, and the name that it is saved by.
  static let plans: [FaultPage] = [
    FaultPage(
      .planChanged,
      "The plan is not the one that was agreed to",
      meaning: "It stopped before doing anything you have not seen",
      cause: "Something changed in AWS or Vertesia after the plan was shown",
      remedies: [
        Remedy("Look at the new plan", ProductCommand(.plan, of: .own)),
        Remedy("Run the command again to agree to it"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .consentMissing,
      "Nobody has agreed to the plan",
      meaning: "Nothing is changed without a yes",
      cause: "The command apply never asks: the yes is its flag --yes, which was not given",
      remedies: [
        Remedy("Look at the plan first", ProductCommand(.plan, of: .own)),
        Remedy("Agree to it (--yes)"),
      ],
      exit: .usage
    ),
    FaultPage(
      .badSetupName,
      "This cannot be the name of a set-up",
      meaning: "A set-up is found by its name and by its id, so one name is for one set-up",
      cause: "A name has 1 to 60 characters and no controls, does not begin with a hyphen, and "
        + "belongs to no other set-up",
      remedies: [Remedy("Choose another name")],
      exit: .usage
    ),
  ]
}
