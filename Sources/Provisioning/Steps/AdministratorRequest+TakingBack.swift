import Federation

extension AdministratorRequest {
  /// Above what undoes the request; what comes before it is what is asked for.
  static let takingBackTitle = "## To take it all back later"

  /// Who asks, as AWS knows them; nothing where nobody has signed in.
  static func asker(_ inputs: Inputs) -> String {
    guard let arn = inputs.fact(.awsIdentity, .arn) else { return "" }
    let visible = arn.unicodeScalars.filter { !$0.isControl && $0 != "`" }.map(String.init)
    return " Asked for by `\(visible.joined().prefix(300))`."
  }

  /// The commands that undo the request, in the order in which IAM takes them.
  static func takingBack(_ inputs: Inputs, _ provider: String) -> String {
    let role = ["--role-name", inputs.roleName]
    let policy =
      inputs.permissions.managedPolicyARN(partition: inputs.partition).map {
        ["detach-role-policy"] + role + ["--policy-arn", $0]
      } ?? ["delete-role-policy"] + role + ["--policy-name", PermissionPolicy.name]
    let ofProvider = ["--open-id-connect-provider-arn", provider]
    let commands = [
      policy, ["delete-role"] + role,
      ["remove-client-id-from-open-id-connect-provider"] + ofProvider
        + ["--client-id", inputs.audience],
      ["delete-open-id-connect-provider"] + ofProvider,
    ].map { AWSCommand.iam($0, inputs) }
    return """
      \(takingBackTitle)

      From the first command on, Vertesia cannot use Bedrock through this role. In this order:

      ```sh
      \(commands[0])
      \(commands[1])
      ```

      Others may use the identity provider by then. Where the audience was added for this request and \
      no other role wants it:

      ```sh
      \(commands[2])
      ```

      Where the provider was made for this request and no other role trusts it:

      ```sh
      \(commands[3])
      ```

      """
  }
}
