extension FaultPage {
  /// VB2: AWS sign-in and identity.
  static let signIn: [FaultPage] = [
    FaultPage(
      .noAWSCredentials,
      "No AWS credentials were found",
      meaning: "Without them nothing in AWS can be seen or made",
      cause: "There are none in the environment variables and none in your AWS files",
      remedies: [
        Remedy(
          "Sign in the way your company does, with IAM Identity Center; it makes a profile",
          command: "aws configure sso"
        ),
        Remedy("Or paste into the wizard the keys that the AWS access portal shows"),
        Remedy("Or go on without AWS in the wizard: an administrator gets a request"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .noSuchProfile,
      "There is no such AWS profile",
      meaning: "Nothing was read from AWS",
      cause: "A profile is a named sign-in in your AWS files, and none of them has this name",
      remedies: [
        Remedy(
          "See which profiles there are, and choose one (--profile, or AWS_PROFILE)",
          command: "aws configure list-profiles"
        )
      ],
      exit: .usage
    ),
    FaultPage(
      .awsSessionExpired,
      "The AWS session is over",
      meaning: "What is done stays done; signing in again is enough",
      cause: "Sessions last some hours, and this one has ended",
      remedies: [
        Remedy("With an SSO profile, sign in again and go on", command: "aws sso login"),
        Remedy("Otherwise bring new keys from the AWS access portal"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .awsKeysRejected,
      "AWS does not know these keys",
      meaning: "Nothing was read from AWS",
      cause: "They were deleted or switched off, or belong to another part of AWS",
      remedies: [
        Remedy("See who the keys say you are", command: "aws sts get-caller-identity"),
        Remedy("Choose another profile"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .awsSignatureRejected,
      "AWS refused the signature",
      meaning: "The key is known and the secret does not fit it",
      cause: "The secret key was cut off or mixed up with another",
      remedies: [Remedy("Copy the access key and its secret again, both of one pair")],
      exit: .signInNeeded
    ),
    FaultPage(
      .clockSkew,
      "The clock of this machine is wrong",
      meaning: "AWS refuses requests that are signed more than some minutes off",
      cause: "The clock differs from AWS's, also after a correction was tried",
      remedies: [Remedy("Set the clock", command: "timedatectl set-ntp true")]
    ),
    FaultPage(
      .credentialProcessFailed,
      "The credential process of the profile failed",
      meaning: "The profile gets its keys from another program, and that gave none",
      cause: "The program is missing, ended with an error or printed something else",
      remedies: [
        Remedy("Run the credential_process of the profile by itself")
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .awsConfigMalformed,
      "An AWS file cannot be read",
      meaning: "No profile was taken from it",
      cause: "A line in it is neither a section nor a setting",
      remedies: [Remedy("Correct the line that is named")]
    ),
    FaultPage(
      .awsCredentialsIncomplete,
      "The AWS credentials are incomplete",
      meaning: "Half of a pair is of no use, and mixing sources could hit the wrong account",
      cause: "An access key without its secret, or a temporary key without its token",
      remedies: [Remedy("Give all the parts of one source")],
      exit: .signInNeeded
    ),
    FaultPage(
      .assumeRoleRefused,
      "The profile's role could not be taken on",
      meaning: "The profile is a role that your own sign-in has to be allowed to use",
      cause: "The role's trust policy or your own permissions do not allow it",
      remedies: [
        Remedy("Ask the owner of the role to let you in"), Remedy("Choose another profile"),
      ],
      exit: .signInNeeded
    ),
    FaultPage(
      .mfaNeeded,
      "The profile needs a code of your MFA device",
      meaning: "The code is used once and is not stored",
      cause: "AWS guards the profile's role with a second factor",
      remedies: [Remedy("Run in a terminal and type the code", ProductCommand(.setup, of: .own))],
      exit: .signInNeeded
    ),
    FaultPage(
      .accountChanged,
      "The AWS account is not the one of this set-up",
      meaning: "Nothing was changed: a set-up belongs to one account",
      cause: "Another profile or other keys are in use than before",
      remedies: [
        Remedy("Choose the profile of the set-up's account"),
        Remedy("Start a new set-up for this account", ProductCommand(.setup)),
      ],
      exit: .conflict
    ),
    FaultPage(
      .regionDisabled,
      "The region is not switched on in this account",
      meaning: "Newer regions have to be switched on for each account",
      cause: "AWS refuses sign-ins to a region that the account has not enabled",
      remedies: [
        Remedy(
          "Switch it on in the account's settings",
          url: "https://console.aws.amazon.com/billing/home#/account"
        ),
        Remedy("Choose another region"),
      ]
    ),
    FaultPage(
      .credentialLoop,
      "The profiles point at each other",
      meaning: "No profile in the circle has keys of its own",
      cause: "A source_profile leads back to where it started",
      remedies: [Remedy("Correct source_profile in your AWS config file")],
      exit: .signInNeeded
    ),
    FaultPage(
      .partitionMismatch,
      "The region is in another part of AWS than the account",
      meaning: "Accounts of GovCloud, China and the commercial regions are apart",
      cause: "The region and the sign-in belong to different partitions",
      remedies: [
        Remedy("Choose a region of the account's partition"), Remedy("Choose another profile"),
      ],
      exit: .usage
    ),
    FaultPage(
      .pastedKeysMalformed,
      "What was pasted is not a set of AWS keys",
      meaning: "Nothing of it was kept",
      cause: "It takes the lines of the AWS access portal, from its first option",
      remedies: [Remedy("In the portal choose Access keys, copy option 1 and paste it again")],
      exit: .signInNeeded
    ),
  ]
}
