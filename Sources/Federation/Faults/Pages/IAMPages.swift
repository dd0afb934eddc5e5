extension FaultPage {
  /// VB3: IAM.
  static let iam: [FaultPage] = [
    FaultPage(
      .iamDenied,
      "AWS does not allow this action",
      meaning: "What is done so far stays, and the set-up goes on where it stopped",
      cause: "The sign-in has no permission for the action that is named",
      remedies: [
        .handAWSOver,
        Remedy("Change the AWS sign-in: choose a profile with more rights"),
      ]
    ),
    FaultPage(
      .iamQuota,
      "The account has no room for more",
      meaning: "Nothing was made",
      cause: "A limit of IAM is reached: roles, providers, policies or their size",
      remedies: [
        Remedy(
          "Ask AWS for more, or remove what is no longer used",
          url: "https://console.aws.amazon.com/servicequotas/home/services/iam/quotas"
        )
      ]
    ),
    FaultPage(
      .roleNameTaken,
      "The role name is taken, and that role trusts something else",
      meaning: "The role was left as it is",
      cause: "A role of this name was made for another purpose or another environment",
      remedies: [
        Remedy("Use another name (--on-conflict rename, or --role-name)"),
        Remedy("Let the role trust this environment too (--on-conflict extend)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .trustDiffers,
      "The role's trust policy is not as it must be",
      meaning: "Vertesia cannot come in by it, or others can too",
      cause: "Somebody changed the policy after it was made",
      remedies: [
        Remedy("Look at the difference", ProductCommand(.plan, of: .own)),
        Remedy("Use a new role (--on-conflict rename)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .policyRefused,
      "AWS refused a policy",
      meaning: "Nothing was made with it",
      cause: "AWS takes the document or a name in it for wrong",
      remedies: [Remedy("Read what AWS said in the evidence"), Remedy("Try again in a minute")]
    ),
    FaultPage(
      .noSuchPolicy,
      "There is no such policy",
      meaning: "AWS neither attaches a policy that is not there nor makes a role with it",
      cause: "The ARN names a policy that this account does not have",
      remedies: [
        Remedy(
          "Check the ARN of the policy, or of the boundary (--permissions, --permissions-boundary)"
        )
      ]
    ),
    FaultPage(
      .iamThrottled,
      "AWS asks for a pause",
      meaning: "What is done so far stays",
      cause: "Too many requests reached IAM at once, also from other tools",
      remedies: [Remedy("Run the command again in some minutes")]
    ),
    FaultPage(
      .iamConflict,
      "Something else changed the same object",
      meaning: "What is done so far stays",
      cause: "Two changes met in IAM",
      remedies: [Remedy("Run the command again")]
    ),
    FaultPage(
      .issuerUnreachable,
      "AWS cannot reach the issuer",
      meaning: "The identity provider could not be made",
      cause: "AWS fetches the issuer's certificate itself, and that failed",
      remedies: [
        Remedy("Check the issuer's address"), Remedy("Run the command again in some minutes"),
      ]
    ),
    FaultPage(
      .iamReadDenied,
      "AWS does not allow looking",
      meaning: "What cannot be seen is not taken for absent",
      cause: "The sign-in has no permission for a read that is needed",
      remedies: [
        .handAWSOver,
        Remedy("Change the AWS sign-in: choose a profile that may read IAM"),
      ]
    ),
    FaultPage(
      .notVisibleYet,
      "AWS has not shown the change yet",
      meaning: "The change was taken; reading it back did not show it in time",
      cause: "IAM spreads changes slowly at times",
      remedies: [Remedy("Run the command again: it looks first and makes nothing twice")]
    ),
    FaultPage(
      .permissionsDiffer,
      "The role has other permissions",
      meaning: "The role was left as it is",
      cause: "Its policy was changed after it was made, or it is somebody else's",
      remedies: [
        Remedy("Look at the difference", ProductCommand(.plan, of: .own)),
        Remedy("Choose the permissions it has (--permissions)"),
      ],
      exit: .conflict
    ),
    FaultPage(
      .operationUnsupported,
      "This endpoint does not know the operation",
      meaning: "The step cannot be done against it",
      cause: "An endpoint override points at an emulator that lacks the operation",
      remedies: [Remedy("Unset the AWS_ENDPOINT_URL variables to use AWS itself")]
    ),
    FaultPage(
      .callerCannotFinish,
      "This sign-in cannot finish the set-up",
      meaning: "Nothing was made, in AWS or in Vertesia",
      cause: "It lacks permissions that later steps need",
      remedies: [
        .handAWSOver,
        Remedy("Change the AWS sign-in: choose a profile with these rights"),
      ]
    ),
    FaultPage(
      .companyRule,
      "A rule of your company stands in the way",
      meaning: "AWS allows the action only with a certain path, boundary or tag",
      cause: "A condition in your permissions asks for more than was given",
      remedies: [
        Remedy(
          "Ask which path, boundary and tags are demanded, and give them as company rules "
            + "(--role-path, --permissions-boundary, --tag)"
        )
      ]
    ),
    FaultPage(
      .organizationPolicyDenies,
      "A policy of your AWS organization forbids this",
      meaning: "No permission in the account can change that",
      cause: "A service control policy denies the action",
      remedies: [Remedy("Ask the administrators of your AWS organization")]
    ),
    FaultPage(
      .roleDiffers,
      "The role has another path or boundary",
      meaning: "The role was left as it is, and works as before",
      cause: "A path cannot be changed, and a boundary is set when a role is made",
      remedies: [
        Remedy("Make another role (--on-conflict rename, or --role-name)"),
        Remedy(
          "Keep it as it was made: give its path and boundary (--role-path, --permissions-boundary)"
        ),
      ],
      exit: .conflict
    ),
    FaultPage(
      .iamUnexpected,
      "AWS answered something unexpected",
      meaning: "What is done so far stays",
      cause: "The answer is not one that is known for this action",
      remedies: [
        Remedy("Run the command again in some minutes"),
        Remedy("Give the request id to AWS Support"),
      ]
    ),
  ]
}
