extension ManagedPolicy {
  /// v4, as AWS published it.
  static let amazonBedrockMantleInferenceAccess = ofAWS(
    "AmazonBedrockMantleInferenceAccess",
    version: "v4",
    created: Moment(year: 2025, 12, 4, 7, 19, 8),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock-mantle:Get*",
            "bedrock-mantle:List*",
            "bedrock-mantle:CreateInference"
          ],
          "Effect": "Allow",
          "Resource": "arn:aws:bedrock-mantle:*:*:project/*",
          "Sid": "BedrockMantleInference"
        },
        {
          "Action": [
            "bedrock-mantle:CallWithBearerToken"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockMantleCallWithBearerToken"
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
