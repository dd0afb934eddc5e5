extension ManagedPolicy {
  /// v4, as AWS published it.
  static let iamReadOnlyAccess = ofAWS(
    "IAMReadOnlyAccess",
    version: "v4",
    created: Moment(year: 2015, 2, 6, 18, 40, 39),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "iam:GenerateCredentialReport",
            "iam:GenerateServiceLastAccessedDetails",
            "iam:Get*",
            "iam:List*",
            "iam:SimulateCustomPolicy",
            "iam:SimulatePrincipalPolicy"
          ],
          "Effect": "Allow",
          "Resource": "*"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
