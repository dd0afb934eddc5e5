extension ManagedPolicy {
  /// v10, as AWS published it.
  static let amazonBedrockFullAccess = ofAWS(
    "AmazonBedrockFullAccess",
    version: "v10",
    created: Moment(year: 2023, 12, 6, 15, 47, 17),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock:*"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockAll"
        },
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
            "kms:DescribeKey"
          ],
          "Effect": "Allow",
          "Resource": "arn:*:kms:*:::*",
          "Sid": "DescribeKey"
        },
        {
          "Action": [
            "iam:ListRoles",
            "ec2:DescribeVpcs",
            "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "APIsWithAllResourceAccess"
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
        },
        {
          "Action": [
            "aws-marketplace:Subscribe",
            "aws-marketplace:ViewSubscriptions",
            "aws-marketplace:Unsubscribe"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": "bedrock.amazonaws.com"
            }
          },
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "MarketplaceOperationsFromBedrockFor3pModels"
        }
      ],
      "Version": "2012-10-17"
    }
    """#
  )
}
