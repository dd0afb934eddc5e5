extension ManagedPolicy {
  /// v7, as AWS published it.
  static let amazonBedrockReadOnly = ofAWS(
    "AmazonBedrockReadOnly",
    version: "v7",
    created: Moment(year: 2023, 12, 6, 15, 48, 19),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock:Get*",
            "bedrock:List*"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "AmazonBedrockReadOnly"
        },
        {
          "Action": [
            "sagemaker:DescribeEndpoint",
            "sagemaker:DescribeEndpointConfig",
            "sagemaker:DescribeModel",
            "sagemaker:DescribeInferenceComponent",
            "sagemaker:ListEndpoints",
            "sagemaker:ListTags"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": "bedrock.amazonaws.com"
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:*:endpoint/*",
            "arn:aws:sagemaker:*:*:endpoint-config/*",
            "arn:aws:sagemaker:*:*:model/*"
          ],
          "Sid": "MarketplaceModelEndpointNonMutatingAPIs"
        },
        {
          "Action": [
            "sagemaker:DescribeHubContent"
          ],
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:aws:hub-content/SageMakerPublicHub/Model/*",
            "arn:aws:sagemaker:*:aws:hub/SageMakerPublicHub"
          ],
          "Sid": "DiscoveringMarketplaceModel"
        },
        {
          "Action": [
            "sagemaker:ListHubContents"
          ],
          "Effect": "Allow",
          "Resource": "arn:aws:sagemaker:*:aws:hub/SageMakerPublicHub",
          "Sid": "AllowMarketplaceModelsListing"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
