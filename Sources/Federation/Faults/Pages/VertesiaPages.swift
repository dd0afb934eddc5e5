extension FaultPage {
  /// VB4: Vertesia.
  static let vertesia: [FaultPage] = [
    FaultPage(
      .noVertesiaCredential,
      "No Vertesia key was found",
      meaning: "A key lets the environment be made and checked for you",
      cause: "None of the VERTESIA variables is set, and the vertesia command gave no token",
      remedies: [
        Remedy(
          "Make an API key in Studio and set VERTESIA_API_KEY",
          url: "https://cloud.vertesia.io/settings#keys"
        ),
        .handVertesiaOver,
        .idsWithoutWizard,
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .vertesiaKeyRejected,
      "Vertesia does not take this key",
      meaning: "Nothing was read or changed",
      cause: "It has expired, was deleted, or belongs to another site",
      remedies: [
        Remedy(
          "Make a new API key in Studio",
          url: "https://cloud.vertesia.io/settings#keys"
        ),
        Remedy("Name the site of the key (--site)"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .vertesiaKeyUnsupported,
      "This kind of Vertesia key is not supported",
      meaning: "The key was not sent anywhere",
      cause: "A key begins with sk-; a token has three parts with dots between them",
      remedies: [
        Remedy("Make a secret API key in Studio", url: "https://cloud.vertesia.io/settings#keys")
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .vertesiaRightMissing,
      "The Vertesia key may not make environments",
      meaning: "Nothing was changed",
      cause: "Environments need the role owner, admin or manager; a developer key is not enough",
      remedies: [
        Remedy("Use a key with the role owner, admin or manager"),
        .handVertesiaOver,
      ]
    ),
    FaultPage(
      .wrongSite,
      "Vertesia's global site does not know this key",
      meaning: "A key is good for one site only, and none was named",
      cause: "The key belongs to another site, or it is mistyped or revoked",
      remedies: [
        Remedy("Name its site, such as api.eu1.vertesia.io (--site)"),
        Remedy("Make a new key in Studio under Settings, API keys"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .organizationMismatch,
      "The key belongs to another organization",
      meaning: "Nothing was changed: a set-up belongs to one organization",
      cause: "The Organization ID that was given is not the one of the key",
      remedies: [
        Remedy("Use a key of that organization"),
        Remedy("Leave the Organization ID to the key (no --organization)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .projectUnknown,
      "The project is not one that the key may use",
      meaning: "An environment is opened to projects by their ids",
      cause: "The id is wrong, or the project is closed to you",
      remedies: [Remedy("Choose one of the projects that the wizard shows")],
      exit: .usage
    ),
    FaultPage(
      .environmentGone,
      "The environment is not there",
      meaning: "What was made in AWS for it is of no use alone",
      cause: "It was deleted in Studio, or belongs to another organization",
      remedies: [Remedy("Choose another environment, or make a new one")]
    ),
    FaultPage(
      .environmentDiffers,
      "The environment is not as the set-up needs it",
      meaning: "It was left as it is",
      cause: "Its provider, region or account differs",
      remedies: [
        Remedy("Choose another environment, or make a new one"),
        Remedy("Change it in Studio if it is meant for Bedrock in this region"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .keyOfAnotherProject,
      "The key may not list the models of this project's environment",
      meaning: "What was made stands; whether Vertesia lists models is not known",
      cause: "An environment is open to its projects only, and the key was made in another one",
      remedies: [
        Remedy("Use a key that was made in the environment's project"),
        Remedy("Open the environment to the key's project too, in Studio"),
      ]
    ),
    FaultPage(
      .vertesiaQuota,
      "A quota of Vertesia is used up",
      meaning: "What is done so far stays",
      cause: "The organization has reached a limit of its plan",
      remedies: [Remedy("Try again later, or ask Vertesia for more")]
    ),
    FaultPage(
      .vertesiaRefused,
      "Vertesia refused the request",
      meaning: "What is done so far stays",
      cause: "The reason it gave is in the evidence",
      remedies: [Remedy("Read the message in the evidence and change the answer it names")]
    ),
    FaultPage(
      .vertesiaUnavailable,
      "Vertesia cannot answer at the moment",
      meaning: "What is done so far stays",
      cause: "The service or something before it answered with an error of its own",
      remedies: [Remedy("Run the command again in some minutes")]
    ),
    FaultPage(
      .notTheAPI,
      "This host is not Vertesia's API",
      meaning: "It answered, with something that the API never sends",
      cause: "The site is wrong, or a proxy answered in its place",
      remedies: [
        Remedy("Check the site (--site) and the VERTESIA variables"),
        Remedy("Check the proxy settings"),
      ]
    ),
    FaultPage(
      .vertesiaUnreadable,
      "Vertesia's answer cannot be read",
      meaning: "What is done so far stays",
      cause: "A part that is needed is missing from it or has another shape",
      remedies: [Remedy("Run the command again"), Remedy("Look for a newer version")]
    ),
    FaultPage(
      .connectionDiffers,
      "The environment has another key",
      meaning: "It was not overwritten, as something may be using it",
      cause: "Somebody has put another role or key into the environment",
      remedies: [
        Remedy("Make a new environment for this set-up"),
        Remedy("Replace it (--on-conflict extend)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .hostNotTrusted,
      "The key was not sent to a host that is not Vertesia's",
      meaning: "Keys only go to .vertesia.io, .becomposable.com and this machine",
      cause: "A variable or a token names another host",
      remedies: [Remedy("If the host is right, start again with it named: --site HOST")],
      exit: .usage
    ),
    FaultPage(
      .siteRestricted,
      "Your account may not use this site",
      meaning: "Preview sites are open to some accounts only",
      cause: "The account does not have early access",
      remedies: [Remedy("Use the regular site, api.vertesia.io (--site)")],
      exit: .signInNeeded
    ),
  ]
}
