package import Federation

extension Sample {
  package static let changes = [
    Change(
      step: .identityProvider,
      verb: .create,
      operation: "CreateOpenIDConnectProvider",
      object: "identity provider sts.becomposable.com, audience bedrock",
      details: [
        "AWS then accepts tokens that Vertesia signs for the audience bedrock.",
        "+ url https://sts.becomposable.com", "+ audience bedrock",
        "+ tag vertesia-bedrock:setup=k3vq7m2d",
      ],
      command: """
        aws iam create-open-id-connect-provider --url https://sts.becomposable.com \\
          --client-id-list bedrock --tags Key=vertesia-bedrock:setup,Value=k3vq7m2d
        """
    ),
    Change(
      step: .environment,
      verb: .create,
      operation: "POST /environments",
      object: "environment bedrock-us-east-1 in project Default",
      details: ["+ provider bedrock", "+ endpoint us-east-1"],
      command: "curl -X POST https://api.vertesia.io/api/v1/environments -d @environment.json"
    ),
    Change(
      step: .role,
      verb: .create,
      operation: "CreateRole",
      object: "role \(roleName)",
      details: [
        "+ trusts env:\(organizationID):<new environment>, audience bedrock",
        "+ tag vertesia-bedrock:setup=k3vq7m2d",
      ],
      command: """
        aws iam create-role --role-name \(roleName) \\
          --assume-role-policy-document file://trust.json
        """,
      pending: [.environment]
    ),
    Change(
      step: .permissions,
      verb: .attach,
      operation: "PutRolePolicy",
      object: "inline policy vertesia-bedrock: list and use models, any region",
      details: ["+ bedrock:InvokeModel", "+ bedrock:ListFoundationModels"],
      command: "aws iam put-role-policy --role-name \(roleName) --policy-name vertesia-bedrock",
      pending: [.role]
    ),
    Change(
      step: .connection,
      verb: .set,
      operation: "PUT /environments",
      object: "the environment's key to the role ARN",
      details: ["+ api_key <role ARN>"],
      command: "curl -X PUT https://api.vertesia.io/api/v1/environments/x -d @key.json",
      pending: [.role]
    ),
  ]

  /// Another form of policy in the place of one that works.
  package static let replacing = [
    Change(
      step: .permissions,
      verb: .create,
      operation: "PutRolePolicy",
      object: "inline policy vertesia-bedrock of role \(roleName)",
      details: ["list and use models, any region", "+ bedrock:InvokeModel"],
      command: "aws iam put-role-policy --role-name \(roleName) --policy-name vertesia-bedrock"
    ),
    Change(
      step: .permissions,
      verb: .remove,
      operation: "DetachRolePolicy",
      object: "policy AmazonBedrockFullAccess from role \(roleName)",
      details: [
        "once Vertesia lists models with: list and use models, any region",
        "- arn:aws:iam::aws:policy/AmazonBedrockFullAccess",
      ],
      command: "aws iam detach-role-policy --role-name \(roleName) "
        + "--policy-arn arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
    ),
  ]

  package static let plan = Plan(
    organization: "Acme Research",
    account: "Acme Production, 432112349876",
    changes: changes,
    stays: [
      .init(step: .awsIdentity, words: "AWS account 432112349876, as AdministratorAccess"),
      .init(step: .modelAccess, words: "38 models in us-east-1; nothing has to be enabled first"),
    ],
    notices: [
      Notice(.info, "The issuer https://sts.becomposable.com comes from your token.")
    ],
    digest: "digest-1"
  )

  package static func call(
    _ second: Int,
    _ service: String,
    _ operation: String,
    _ status: Int?,
    _ milliseconds: Int,
    _ error: String? = nil
  ) -> Call {
    let seconds = second < 10 ? "0\(second)" : "\(second)"
    return Call(
      time: "2026-11-23T18:04:\(seconds).114Z",
      service: service,
      operation: operation,
      status: status,
      milliseconds: milliseconds,
      requestID: "9e11a0c4",
      errorCode: error
    )
  }

  package static let settledEvents: [Event] = [
    .settled(.awsIdentity, .unchanged, [.account: account]),
    .settled(.organization, .unchanged, [.id: organizationID]),
    .settled(.modelAccess, .unchanged, [:]),
    .stepStarted(.identityProvider),
    .called(call(6, "iam", "GetOpenIDConnectProvider", 404, 96, "NoSuchEntity")),
    .called(call(6, "iam", "CreateOpenIDConnectProvider", 200, 212)),
    .settled(.identityProvider, .created, [.arn: providerARN]),
    .stepStarted(.environment),
    .called(call(7, "vertesia", "POST /environments", 200, 1104)),
    .settled(.environment, .created, [.id: environmentID, .name: "bedrock-us-east-1"]),
  ]

  package static let roleEvents: [Event] = [
    .stepStarted(.role),
    .called(call(8, "iam", "CreateRole", 200, 641)),
    .settled(.role, .created, [.arn: roleARN, .name: roleName]),
    .stepStarted(.permissions),
    .called(call(9, "iam", "PutRolePolicy", 200, 231)),
    .settled(.permissions, .created, [:]),
    .stepStarted(.connection),
    .called(call(10, "vertesia", "PUT /environments", 200, 340)),
    .settled(.connection, .created, [:]),
    .stepStarted(.modelListing),
    .called(call(11, "vertesia", "GET models", 500, 620, "AccessDenied")),
  ]

  package static let roleWait = Event.waiting(
    .modelListing,
    Wait(.roleSpreading, attempt: 4, elapsed: .seconds(18), next: .seconds(4))
  )

  package static let roleFault = Fault(
    .iamDenied,
    "You may not create the role",
    cause: "Your AWS sign-in, AdministratorAccess, has no permission for iam:CreateRole. Nothing "
      + "was written.",
    remedies: [
      Remedy(
        "Sign in with a profile that may create roles.",
        command: "aws sso login --profile prod-platform"
      ),
      Remedy("Or hand this step to an AWS administrator."),
    ],
    evidence: [
      Evidence(.service, "iam"), Evidence(.operation, "CreateRole"), Evidence(.status, "403"),
      Evidence(.error, "AccessDenied"), Evidence(.requestID, "7b0c5d1e"),
      Evidence(.time, "2026-11-23T18:04:31Z"),
    ]
  )

  /// Of a role that was made by answers which are lost; `remedies` says what can be done about it.
  package static func roleMadeOtherwise(_ remedies: [Remedy]) -> Fault {
    Fault(
      .roleDiffers,
      cause: "The role \(roleName) was made with /lab/, no permissions boundary, and /, no "
        + "permissions boundary was asked for.",
      remedies: remedies,
      evidence: [
        Evidence(.expected, "/, no permissions boundary"),
        Evidence(.found, "/lab/, no permissions boundary"),
      ]
    )
  }

  package static let anotherRole = Remedy("Make another role")
  package static let keptRole = Remedy.keepRole(Answers([.rolePath: ["/lab/"]]))

  package static let conflictFault = Fault(
    .roleNameTaken,
    "The role name is taken, and trusts another environment",
    cause: "\(roleName) was made on 2026-03-02 for another environment. Changing it could break "
      + "what uses it now.",
    remedies: [Remedy("Use another name.")],
    evidence: [
      Evidence(.expected, "env:\(organizationID):\(environmentID)"),
      Evidence(.found, "env:\(organizationID):6612f0e1d2c3b4a596877869"),
      Evidence(.requestID, "7b0c5d1e"),
    ]
  )

  package static func result(_ exit: ExitCode, fault: Fault? = nil, step: StepID? = nil)
    -> SetupResult
  {
    let outcomes: [StepID: Outcome] = [
      .awsIdentity: .unchanged, .organization: .unchanged, .modelAccess: .unchanged,
      .identityProvider: .reused, .environment: .created, .role: .created,
      .permissions: .created, .connection: .created, .modelListing: .unchanged,
    ]
    return SetupResult(
      setup: setup,
      exit: exit,
      verified: exit == .done,
      steps: StepID.allCases.map { id in
        .init(
          id: id,
          outcome: fault == nil ? outcomes[id] : nil,
          facts: [:],
          fault: id == step ? fault : nil
        )
      },
      roleARN: fault == nil ? roleARN : nil,
      environmentID: environmentID,
      models: fault == nil ? .init(report) : nil
    )
  }

  /// The same where the Vertesia side was done, and looked at, in Studio.
  package static func byHand(_ result: SetupResult) -> SetupResult {
    var result = result
    result.verified = false
    result.models = nil
    for index in result.steps.indices where result.steps[index].id.side == .vertesia {
      result.steps[index].outcome = .byHand
      result.steps[index].facts[.verified] = "false"
    }
    return result
  }
}
