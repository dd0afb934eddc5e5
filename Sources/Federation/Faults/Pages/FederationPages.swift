extension FaultPage {
  /// VB5: the federation itself.
  static let federation: [FaultPage] = [
    FaultPage(
      .listingNotYet,
      "Vertesia cannot use the role yet",
      meaning: "Everything is in place; the last proof is missing",
      cause: "A new role can take two minutes until AWS knows it everywhere; or something differs "
        + "that cannot be read from here",
      remedies: [
        Remedy("Keep waiting, or come back in some minutes: it only looks"),
        Remedy("Let it find out which part differs", ProductCommand(.status, of: .own)),
      ]
    ),
    FaultPage(
      .roleNotKnown,
      "The AWS that Vertesia reached does not know the role",
      meaning: "The role that was made is not where Vertesia looks for it",
      cause: "An endpoint override sent the AWS calls somewhere else, or the role was deleted",
      remedies: [
        Remedy("Unset the AWS_ENDPOINT_URL variables to use AWS itself"),
        Remedy("See what is there", ProductCommand(.status, of: .own)),
      ]
    ),
    FaultPage(
      .issuerMismatch,
      "Vertesia signs with another issuer",
      meaning: "AWS turns the tokens away before it looks at the role",
      cause: "The identity provider in AWS is for another address than the tokens name",
      remedies: [Remedy("Name the right issuer (--issuer) and run the command again")]
    ),
    FaultPage(
      .audienceMismatch,
      "The audience does not fit",
      meaning: "AWS turns the tokens away",
      cause: "The provider or the role wants another audience than Vertesia sends",
      remedies: [Remedy("Run the command again: it adds the audience")]
    ),
    FaultPage(
      .subjectMismatch,
      "The role trusts another environment",
      meaning: "AWS turns the tokens of this environment away",
      cause: "The organization or the environment in the trust policy is not this one",
      remedies: [
        Remedy("See the difference", ProductCommand(.plan, of: .own)),
        Remedy("Check the ids that were pasted"),
      ]
    ),
    FaultPage(
      .listPermissionMissing,
      "The role may not list models",
      meaning: "Vertesia comes in and sees nothing",
      cause: "The role's policy lacks bedrock:ListFoundationModels, or something denies it",
      remedies: [
        Remedy("Let the role list and call models (--permissions inference)"),
        Remedy("Add the action to your own policy"),
      ]
    ),
    FaultPage(
      .emptyListing,
      "Vertesia lists no model",
      meaning: "The connection works, and there is nothing to use through it",
      cause:
        "Vertesia came in and answered with an empty list: it supports nothing that the region "
        + "offers, or the role may list none of it",
      remedies: [
        Remedy(
          "See what the region offers and what the role may do",
          ProductCommand(.status, of: .own)
        ),
        Remedy("Set up another region: each has a set-up of its own"),
      ]
    ),
    FaultPage(
      .takenBack,
      "What was replaced has been put back",
      meaning: "The environment works as it did before the change",
      cause: "Vertesia listed nothing through what should have taken its place",
      remedies: [
        Remedy("See what differs", ProductCommand(.status, of: .own)),
        Remedy("Run the command again: it tries once more"),
      ]
    ),
  ]
}
