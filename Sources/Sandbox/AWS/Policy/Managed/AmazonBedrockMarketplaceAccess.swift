extension ManagedPolicy {
  /// v3, as AWS published it.
  static let amazonBedrockMarketplaceAccess = ofAWS(
    "AmazonBedrockMarketplaceAccess",
    version: "v3",
    created: Moment(year: 2025, 6, 29, 22, 22, 7),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock:CreateMarketplaceModelEndpoint",
            "bedrock:DeleteMarketplaceModelEndpoint",
            "bedrock:DeregisterMarketplaceModelEndpoint",
            "bedrock:RegisterMarketplaceModelEndpoint",
            "bedrock:UpdateMarketplaceModelEndpoint"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockMarketplaceAPIs"
        },
        {
          "Action": [
            "sagemaker:CreateEndpoint",
            "sagemaker:CreateEndpointConfig",
            "sagemaker:CreateModel",
            "sagemaker:DeleteEndpoint",
            "sagemaker:UpdateEndpoint"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": "bedrock.amazonaws.com",
              "aws:ResourceTag/sagemaker-sdk:bedrock": "compatible"
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:*:endpoint/*",
            "arn:aws:sagemaker:*:*:endpoint-config/*",
            "arn:aws:sagemaker:*:*:model/*"
          ],
          "Sid": "MarketplaceModelEndpointMutatingAPIs"
        },
        {
          "Action": [
            "sagemaker:AddTags"
          ],
          "Condition": {
            "ForAllValues:StringEquals": {
              "aws:TagKeys": [
                "sagemaker-sdk:bedrock",
                "bedrock:marketplace-registration-status",
                "sagemaker-studio:hub-content-arn"
              ]
            },
            "StringLike": {
              "aws:RequestTag/bedrock:marketplace-registration-status": "registered",
              "aws:RequestTag/sagemaker-sdk:bedrock": "compatible",
              "aws:RequestTag/sagemaker-studio:hub-content-arn": "arn:aws:sagemaker:*:aws:hub-content/SageMakerPublicHub/Model/*"
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:*:endpoint/*",
            "arn:aws:sagemaker:*:*:endpoint-config/*",
            "arn:aws:sagemaker:*:*:model/*"
          ],
          "Sid": "MarketplaceModelEndpointAddTagsOperations"
        },
        {
          "Action": [
            "sagemaker:DeleteTags"
          ],
          "Condition": {
            "ForAllValues:StringEquals": {
              "aws:TagKeys": [
                "sagemaker-sdk:bedrock",
                "bedrock:marketplace-registration-status",
                "sagemaker-studio:hub-content-arn"
              ]
            },
            "StringLike": {
              "aws:ResourceTag/bedrock:marketplace-registration-status": "registered",
              "aws:ResourceTag/sagemaker-sdk:bedrock": "compatible",
              "aws:ResourceTag/sagemaker-studio:hub-content-arn": "arn:aws:sagemaker:*:aws:hub-content/SageMakerPublicHub/Model/*"
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:*:endpoint/*",
            "arn:aws:sagemaker:*:*:endpoint-config/*",
            "arn:aws:sagemaker:*:*:model/*"
          ],
          "Sid": "MarketplaceModelEndpointDeleteTagsOperations"
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
            "sagemaker:InvokeEndpoint",
            "sagemaker:InvokeEndpointWithResponseStream"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": "bedrock.amazonaws.com",
              "aws:ResourceTag/sagemaker-sdk:bedrock": "compatible"
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:sagemaker:*:*:endpoint/*"
          ],
          "Sid": "MarketplaceModelEndpointInvokingOperations"
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
        },
        {
          "Action": [
            "iam:PassRole"
          ],
          "Condition": {
            "StringEquals": {
              "iam:PassedToService": [
                "sagemaker.amazonaws.com",
                "bedrock.amazonaws.com"
              ]
            }
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:iam::*:role/*SageMaker*ForBedrock*"
          ],
          "Sid": "PassRoleToSageMaker"
        },
        {
          "Action": [
            "iam:PassRole"
          ],
          "Condition": {
            "StringEquals": {
              "iam:PassedToService": [
                "bedrock.amazonaws.com"
              ]
            }
          },
          "Effect": "Allow",
          "Resource": "arn:aws:iam::*:role/*AmazonBedrock*",
          "Sid": "PassRoleToBedrock"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
