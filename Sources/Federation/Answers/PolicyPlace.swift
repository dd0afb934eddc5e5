/// Where a policy that a role is given has to live.
///
/// IAM attaches policies of the role's own account, and those of AWS itself; that a policy is
/// elsewhere shows in its ARN, long before IAM is asked.
enum PolicyPlace {
  private static let keys: [(AnswerKey, FaultCode)] = [
    (.permissions, .badPermissions), (.permissionsBoundary, .badBoundary),
  ]

  /// Throws the fault of the first of `wanted` that names a policy of another account, or of another
  /// part of AWS. What is not known yet refuses nothing.
  static func check(
    _ answers: Answers,
    _ survey: Survey,
    of wanted: [AnswerKey] = [.permissions, .permissionsBoundary]
  ) throws(Fault) {
    // A role that a person has named is given nothing here.
    guard answers[.roleARN] == nil else { return }
    let identity = Moment(answers: answers, survey: survey).identity
    let partition =
      identity?.partition ?? answers[.region].flatMap { AWSPartition.of(region: $0)?.id }
    for (key, code) in keys where wanted.contains(key) {
      guard let value = answers[key], let arn = ARN(value) else { continue }
      if let partition, arn.partition != partition {
        throw refused(
          code,
          arn,
          title(key, "in another part of AWS"),
          cause: "It is in \(arn.partition), and the role is made in \(partition): the ARN of "
            + "every policy there begins with arn:\(partition):",
          expected: partition,
          found: arn.partition
        )
      }
      if let account = identity?.account, ARN.isAccount(arn.account), arn.account != account {
        throw refused(
          code,
          arn,
          title(key, "in another AWS account"),
          cause: "It is in account \(arn.account), and the role is made in \(account): a role can "
            + "only have policies of its own account, and those of AWS itself "
            + "(arn:\(arn.partition):iam::aws:policy/NAME)",
          expected: account,
          found: arn.account
        )
      }
    }
  }

  private static func title(_ key: AnswerKey, _ place: String) -> String {
    "The \(key == .permissions ? "policy" : "permissions boundary") is \(place)"
  }

  private static func refused(
    _ code: FaultCode,
    _ arn: ARN,
    _ summary: String,
    cause: String,
    expected: String,
    found: String
  ) -> Fault {
    let place = ARN.isAccount(expected) ? "account \(expected)" : expected
    return Fault(
      code,
      summary,
      cause: cause,
      remedies: [
        Remedy("Give the ARN of a policy in \(place), or ask its administrator to make one there")
      ],
      evidence: [
        Evidence(.value, AnswerCheck.shown(arn.text)), Evidence(.expected, expected),
        Evidence(.found, found),
      ]
    )
  }
}
