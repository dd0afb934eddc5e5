extension ManagedPolicy {
  /// v3, as AWS published it.
  static let amazonBedrockMantleReadOnly = ofAWS(
    "AmazonBedrockMantleReadOnly",
    version: "v3",
    created: Moment(year: 2025, 12, 4, 7, 19, 12),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock-mantle:Get*",
            "bedrock-mantle:List*"
          ],
          "Effect": "Allow",
          "Resource": "arn:aws:bedrock-mantle:*:*:project/*",
          "Sid": "BedrockMantleReadOnly"
        },
        {
          "Action": [
            "bedrock-mantle:CallWithBearerToken"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockMantleCallWithBearerToken"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
