import Clients
import Federation

/// What an AWS administrator is asked to do: one Markdown document that stands on its own.
enum AdministratorRequest {
  static let fileName = HandForm.requestFileName

  static func form(for step: StepID, _ inputs: Inputs) -> HandForm? {
    guard let trust = try? RoleStep.trustText(inputs) else { return nil }
    var values = [
      HandForm.Value(label: "Identity provider URL", text: inputs.issuer),
      HandForm.Value(label: "Audience", text: inputs.audience),
      HandForm.Value(label: "Role name", text: inputs.roleName),
      HandForm.Value(label: "Trust policy", text: trust),
    ]
    if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
      values.append(HandForm.Value(label: "Permissions policy", text: arn))
    } else if let document = document(inputs) {
      values.append(HandForm.Value(label: "Permissions policy", text: document.compact))
    }
    return HandForm(
      step: step,
      title: "Ask an AWS administrator",
      instructions: [
        "Send the request file to somebody who may change IAM in the AWS account.",
        "They make an identity provider, a role and its policy; the file holds every value.",
        "They send back the ARN of the role. Type it here, now or at the next start.",
      ],
      values: values,
      returns: [.roleARN]
    )
  }

  /// Puts the way over an administrator first among the ways out of a sign-in that may not change
  /// IAM, but after the company's rules where those are in doubt; told where nobody is asked. `path`
  /// is where the request has been written: `nil` while there is no environment, which it has to name.
  static func offer(in fault: inout Fault, _ path: String?, _ inputs: Inputs) {
    fault.remedies.removeAll { $0 == .handAWSOver }
    let first = fault.remedies.prefix { $0 == .givePath || $0 == .checkRules }.count
    fault.remedies.insert(contentsOf: remedies(path, inputs), at: first)
  }

  /// Told where something that a person was to do is not there.
  static func reminder(_ inputs: Inputs) -> Remedy {
    Remedy(
      "Ask the AWS administrator whether the whole request has been carried out, then go on",
      inputs.goOn
    )
  }

  private static func remedies(_ path: String?, _ inputs: Inputs) -> [Remedy] {
    guard let path else {
      return [
        Remedy(
          "Make the Vertesia environment first, which needs no rights in AWS: the request to an "
            + "AWS administrator names it",
          ProductCommand(
            .apply,
            of: .own,
            options: ["--step", StepID.environment.rawValue]
          )
        ),
        Remedy("Then start this again: it writes the request", inputs.goOn),
      ]
    }
    // Named, the role is taken where the caller may not look at it.
    let role = inputs.roleARN.map { Answers([.roleARN: [$0]]) } ?? Answers()
    return [
      Remedy("Send the request to an AWS administrator: \(path)"),
      Remedy("Go on when it has been done", ProductCommand(.apply, of: .own, role)),
    ]
  }

  private static func document(_ inputs: Inputs) -> JSONTree? {
    inputs.permissions.document(partition: inputs.partition, account: account(inputs))
  }

  private static func account(_ inputs: Inputs) -> String { inputs.account ?? accountBlank }

  /// Stands for the number of an account that nobody has signed in to here.
  private static let accountBlank = "ACCOUNT_ID"

  private static func accountWords(_ inputs: Inputs) -> String {
    if let account = inputs.account { return "Account: \(account)." }
    return """
      The account is not known here: write its number of 12 digits in place of every \
      `\(accountBlank)` below. The AWS console shows it at the top right, and `aws sts \
      get-caller-identity --query Account --output text` prints it.
      """
  }

  /// A name from outside on one line, with nothing that Markdown or a screen would act on.
  private static func plain(_ name: String) -> String {
    let visible = name.unicodeScalars.map { $0.isControl ? " " : String($0) }.joined()
    let line = visible.split(separator: " ").joined(separator: " ")
    return line.prefix(100).map { "\\`*_[]<>#|~&!".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// Complete in itself: what, why, the documents, and the commands. `surplus` is what the role may
  /// do beyond the choice, as the last look told.
  static func markdown(_ inputs: Inputs, surplus: [Notice]) throws(Fault) -> String {
    let inputs = inputs.forAnotherPerson
    let host = IdentityProvider.host(inputs.issuer)
    let provider =
      inputs.providerARN ?? "arn:\(inputs.partition):iam::\(accountBlank):oidc-provider/\(host)"
    var known = inputs
    if known.account == nil {
      known.facts[.awsIdentity, default: Facts()][.account] = accountBlank
    }
    let trust = JSONTree.parse(try RoleStep.trustText(known))
    let names = [inputs.organizationName, inputs.organization].compactMap { $0.map(plain) }
    let organization = names.first { !$0.isEmpty } ?? "our organization"
    let provide = AWSCommand.iam(
      [
        "create-open-id-connect-provider", "--url", inputs.issuer, "--client-id-list",
        inputs.audience,
      ],
      inputs
    )
    let addAudience = AWSCommand.iam(
      [
        "add-client-id-to-open-id-connect-provider", "--open-id-connect-provider-arn", provider,
        "--client-id", inputs.audience,
      ],
      inputs
    )
    return """
      # Request: let Vertesia use Amazon Bedrock

      In \(inputs.region), \(organization) wants to use Amazon Bedrock from Vertesia. No access key \
      is handed out: Vertesia signs a short-lived token for each call, and AWS trades it for a \
      session of one role. This needs three things in IAM.

      \(accountWords(inputs)) Set-up id: \(inputs.setup.text).\(asker(inputs))

      ## 1. Identity provider

      AWS has to know who signs the tokens: issuer `\(inputs.issuer)`, audience `\(inputs.audience)`. \
      If the provider is there already, only add the audience; remove nothing.

      ```sh
      \(provide)
      # if it exists already:
      \(addAudience)
      ```

      ## 2. Role

      The role trusts tokens for exactly one Vertesia environment, `\(inputs.subjectText)`. Both \
      conditions matter: without `sub`, any Vertesia customer could use the role.

      ```sh
      cat > trust.json <<'JSON'
      \(indented(trust))
      JSON
      \(creation(inputs))
      ```

      ## 3. Permissions

      \(permissions(known))\(beyond(surplus))

      ## What to send back

      The ARN of the role, as `create-role` prints it.

      \(takingBack(inputs, provider))
      """
  }

  private static func permissions(_ inputs: Inputs) -> String {
    if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
      let attach = ["attach-role-policy", "--role-name", inputs.roleName, "--policy-arn", arn]
      return """
        ```sh
        \(AWSCommand.iam(attach, inputs))
        ```
        """
    }
    let put = [
      "put-role-policy", "--role-name", inputs.roleName, "--policy-name", PermissionPolicy.name,
      "--policy-document", "file://permissions.json",
    ]
    return """
      Listing models, reading what they can do, and invoking them; nothing else.

      ```sh
      cat > permissions.json <<'JSON'
      \(indented(document(inputs)))
      JSON
      \(AWSCommand.iam(put, inputs))
      ```
      """
  }

  /// For a person to decide: rights that somebody may rely on are no part of the commands.
  private static func beyond(_ surplus: [Notice]) -> String {
    surplus.isEmpty
      ? "" : "\n\n" + surplus.map { "- \($0.words)" }.joined(separator: "\n")
  }

  private static func indented(_ tree: JSONTree?) -> String { tree?.pretty ?? "" }

  private static func creation(_ inputs: Inputs) -> String {
    let boundary = inputs.answers[.permissionsBoundary].map { ["--permissions-boundary", $0] }
    return AWSCommand.iam(
      [
        "create-role", "--role-name", inputs.roleName, "--path", inputs.rolePath,
        "--assume-role-policy-document", "file://trust.json",
      ] + (boundary ?? []) + ["--tags"]
        + inputs.tags.map { "Key=\($0.key),Value=\($0.value)" },
      inputs
    )
  }
}
