extension ManagedPolicy {
  /// v4, as AWS published it.
  static let amazonBedrockMantleFullAccess = ofAWS(
    "AmazonBedrockMantleFullAccess",
    version: "v4",
    created: Moment(year: 2025, 12, 4, 7, 19, 9),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock-mantle:*"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockMantleAll"
        },
        {
          "Action": [
            "aws-marketplace:Subscribe",
            "aws-marketplace:ViewSubscriptions"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": "bedrock-mantle.amazonaws.com"
            }
          },
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "MarketplaceOperationsFromBedrockMantleFor3pModels"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
