extension ManagedPolicy {
  /// v1, as AWS published it.
  static let administratorAccess = ofAWS(
    "AdministratorAccess",
    version: "v1",
    created: Moment(year: 2015, 2, 6, 18, 39, 46),
    #"""
    {
      "Statement": [
        {
          "Action": "*",
          "Effect": "Allow",
          "Resource": "*"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
