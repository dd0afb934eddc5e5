extension FaultPage {
  /// VB1: answers and configuration.
  static let answers: [FaultPage] = [
    FaultPage(
      .missingAnswer,
      "An answer is missing",
      meaning: "Without a terminal nothing is asked, so every answer without a default is given",
      cause: "A flag or a line of the answers file was left out",
      remedies: [
        Remedy("Add the flag that is named"),
        Remedy("Run in a terminal, where it is asked", ProductCommand(.setup, of: .own)),
      ],
      exit: .usage
    ),
    FaultPage(
      .unknownAnswer,
      "An answer has an unknown name",
      meaning: "Unknown names are refused, so that a typing mistake is not a silent default",
      cause: "The name is misspelled, or belongs to a newer version",
      remedies: [
        Remedy("See the names that exist", command: "vertesia-bedrock apply --help")
      ],
      exit: .usage
    ),
    FaultPage(
      .answersFileUnreadable,
      "The answers file cannot be read",
      meaning: "Nothing was taken from it and nothing was changed",
      cause: "It is not JSON; comments and trailing commas are fine",
      remedies: [Remedy("Correct the file and run the command again")],
      exit: .usage
    ),
    FaultPage(
      .badRegion,
      "This is not an AWS region",
      meaning: "The region decides where models are called and ends up in the environment",
      cause: "A region looks like us-east-1: an area, a place and a number",
      remedies: [
        Remedy(
          "See the regions of Bedrock",
          url: "https://docs.aws.amazon.com/general/latest/gr/bedrock.html"
        )
      ],
      exit: .usage
    ),
    FaultPage(
      .badOrganizationID,
      "This is not an Organization ID",
      meaning: "The id becomes part of a trust policy, so only letters, digits, _ and - pass",
      cause: "It was cut off, or something else was copied",
      remedies: [
        Remedy("Copy the Organization ID from Studio, behind the user icon at the top right")
      ],
      exit: .usage
    ),
    FaultPage(
      .badEnvironmentID,
      "This is not an Environment ID",
      meaning: "The id becomes part of a trust policy, so only letters, digits, _ and - pass",
      cause: "It was cut off, or something else was copied",
      remedies: [Remedy("Copy the id from the environment's page in Studio")],
      exit: .usage
    ),
    FaultPage(
      .swappedIDs,
      "The ids stand in each other's place",
      meaning: "A role made from them would trust nobody",
      cause: "The Organization ID and the Environment ID look alike and were swapped",
      remedies: [
        Remedy(
          "Copy both again: the organization's behind the user icon, the environment's "
            + "from its page"
        )
      ],
      exit: .usage
    ),
    FaultPage(
      .badProjectID,
      "This is not a project ID",
      meaning: "The environment is opened to the project with this id",
      cause: "It was cut off, or something else was copied",
      remedies: [Remedy("Copy the project's id from Studio, Settings")],
      exit: .usage
    ),
    FaultPage(
      .badRoleName,
      "AWS does not take this role name",
      meaning: "Nothing was sent to AWS",
      cause: "A role name has 1 to 64 letters, digits and _+=,.@-",
      remedies: [Remedy("Choose another name, or leave it out to get a made-up one")],
      exit: .usage
    ),
    FaultPage(
      .badRolePath,
      "AWS does not take this role path",
      meaning: "Nothing was sent to AWS",
      cause: "A path begins and ends with a slash, such as /apps/vertesia/",
      remedies: [Remedy("Write the path with both slashes")],
      exit: .usage
    ),
    FaultPage(
      .badPermissions,
      "These permissions are not known",
      meaning: "They decide what Vertesia may do with Bedrock",
      cause: "It takes inference, full-access, listing or the ARN of a managed policy",
      remedies: [Remedy("Use inference unless your company asks for something else")],
      exit: .usage
    ),
    FaultPage(
      .badBoundary,
      "This is not a permissions boundary",
      meaning: "Nothing was sent to AWS",
      cause: "A boundary is the ARN of a managed policy: arn:aws:iam::123456789012:policy/NAME",
      remedies: [Remedy("Ask your AWS administrator for the policy's ARN")],
      exit: .usage
    ),
    FaultPage(
      .badTag,
      "This tag cannot be given",
      meaning: "Nothing was sent to AWS",
      cause: "A tag is KEY=VALUE, of letters, digits, spaces and _.:/=+-@",
      remedies: [Remedy("Write it as KEY=VALUE, such as Team=Research")],
      exit: .usage
    ),
    FaultPage(
      .badRoleARN,
      "This is not the ARN of a role",
      meaning: "Vertesia comes in by this ARN, so it has to be exact",
      cause: "A role's ARN looks like arn:aws:iam::123456789012:role/NAME",
      remedies: [Remedy("Copy the ARN from the role's page in the AWS console")],
      exit: .usage
    ),
    FaultPage(
      .badIssuer,
      "This is not an issuer",
      meaning: "AWS compares the issuer letter by letter with the one in Vertesia's tokens",
      cause: "An issuer is an https address without a port, a query or a slash at its end",
      remedies: [Remedy("Leave it out: the key tells the issuer")],
      exit: .usage
    ),
    FaultPage(
      .issuerNotConfirmed,
      "The issuer was not confirmed",
      meaning: "AWS would trust tokens from a host that is not one of Vertesia's own",
      cause: "The key names an issuer outside .vertesia.io and .becomposable.com",
      remedies: [
        Remedy("If it is yours, name it (--issuer)"),
        Remedy("If not, check which site the key belongs to"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .badSite,
      "This is not a Vertesia site",
      meaning: "The site is the host that keys and requests are sent to",
      cause: "A site looks like api.vertesia.io or api.eu1.vertesia.io",
      remedies: [Remedy("Paste the address that Studio shows in the browser")],
      exit: .usage
    ),
    FaultPage(
      .badEnvironmentName,
      "This name cannot be given to an environment",
      meaning: "People see the name in Studio when they pick models",
      cause: "A name has 1 to 100 characters and no line breaks",
      remedies: [Remedy("Choose a shorter name")],
      exit: .usage
    ),
    FaultPage(
      .ambiguousSetup,
      "More than one saved set-up fits",
      meaning: "Nothing was changed, as the wrong one could have been meant",
      cause: "Several set-ups have the same account, organization, region and environment",
      remedies: [
        Remedy("See them", ProductCommand(.list)),
        Remedy("Name the one you mean by its id"),
      ],
      exit: .usage
    ),
    FaultPage(
      .noSuchSetup,
      "There is no saved set-up of this name",
      meaning: "Set-ups are saved on the machine where they were made",
      cause: "The name is misspelled, or it was saved on another machine",
      remedies: [
        Remedy("See the saved set-ups", ProductCommand(.list)),
        Remedy("Find set-ups in the cloud", ProductCommand(.recover)),
      ],
      exit: .usage
    ),
    FaultPage(
      .pairingContradicts,
      "This organization has been connected to another account",
      meaning: "Nothing was changed, as a wrong profile or key may be in use",
      cause: "A set-up that is saved or found joins the organization with another AWS account",
      remedies: [
        Remedy("Check which profile and which key are in use"),
        Remedy("If it is meant, run the wizard and type the name it asks for"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .environmentExists,
      "An environment of this name is there already",
      meaning: "Names are not unique in Vertesia, and a second one would be hard to tell apart",
      cause: "Somebody made it earlier, here or by hand",
      remedies: [
        Remedy("Use the one that is there (--environment-id)"),
        Remedy("Make another under another name (--environment-name)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .roleAccountNotConfirmed,
      "The role's account was not confirmed",
      meaning: "Vertesia's calls are billed to the account of the role",
      cause: "The role is in another AWS account than the one you are signed in to",
      remedies: [
        Remedy("Run the wizard and type the number of the role's account"),
        Remedy("Use a role of the account you are signed in to"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .badModelID,
      "This names no model",
      meaning: "Models are named by their Bedrock id, ARN or name",
      cause: "An id looks like amazon.nova-pro-v1:0",
      remedies: [
        Remedy(
          "See the ids of Bedrock's models",
          url: "https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html"
        )
      ],
      exit: .usage
    ),
    FaultPage(
      .badAudience,
      "This is not an audience",
      meaning: "The audience has to be the one that Vertesia writes into its tokens",
      cause: "It is empty, or holds spaces or wildcards",
      remedies: [Remedy("Leave it out: Vertesia uses bedrock")],
      exit: .usage
    ),
    FaultPage(
      .badSetting,
      "This value is not known",
      meaning: "Nothing was changed",
      cause: "The setting takes one of a few words",
      remedies: [
        Remedy("See what it takes", command: "vertesia-bedrock apply --help")
      ],
      exit: .usage
    ),
    FaultPage(
      .badAnswerType,
      "An answer has the wrong type",
      meaning: "Nothing was taken from the file and nothing was changed",
      cause: "Answers are texts in quotes; tags are a list or an object of texts",
      remedies: [Remedy("Put the value in quotes and run the command again")],
      exit: .usage
    ),
    FaultPage(
      .badProfile,
      "This cannot be the name of an AWS profile",
      meaning: "Profiles are the sections of your AWS files",
      cause: "It is empty, too long or holds brackets",
      remedies: [Remedy("See your profiles", command: "aws configure list-profiles")],
      exit: .usage
    ),
  ]
}
