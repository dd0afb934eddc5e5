extension ManagedPolicy {
  /// v2, as AWS published it.
  static let iamFullAccess = ofAWS(
    "IAMFullAccess",
    version: "v2",
    created: Moment(year: 2015, 2, 6, 18, 40, 38),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "iam:*",
            "organizations:DescribeAccount",
            "organizations:DescribeOrganization",
            "organizations:DescribeOrganizationalUnit",
            "organizations:DescribePolicy",
            "organizations:ListChildren",
            "organizations:ListParents",
            "organizations:ListPoliciesForTarget",
            "organizations:ListRoots",
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy"
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
