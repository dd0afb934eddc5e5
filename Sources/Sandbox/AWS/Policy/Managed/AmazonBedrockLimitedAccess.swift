extension ManagedPolicy {
  /// v8, as AWS published it.
  static let amazonBedrockLimitedAccess = ofAWS(
    "AmazonBedrockLimitedAccess",
    version: "v8",
    created: Moment(year: 2025, 6, 29, 22, 22, 6),
    #"""
    {
      "Statement": [
        {
          "Action": [
            "bedrock:Get*",
            "bedrock:List*",
            "bedrock:CallWithBearerToken",
            "bedrock:BatchDeleteEvaluationJob",
            "bedrock:CancelAutomatedReasoningPolicyBuildWorkflow",
            "bedrock:CreateAutomatedReasoningPolicy",
            "bedrock:CreateAutomatedReasoningPolicyTestCase",
            "bedrock:CreateAutomatedReasoningPolicyVersion",
            "bedrock:CreateEvaluationJob",
            "bedrock:CreateGuardrail",
            "bedrock:CreateGuardrailVersion",
            "bedrock:CreateInferenceProfile",
            "bedrock:CreateModelCopyJob",
            "bedrock:CreateModelCustomizationJob",
            "bedrock:CreateModelImportJob",
            "bedrock:CreateModelInvocationJob",
            "bedrock:CreatePromptRouter",
            "bedrock:CreateProvisionedModelThroughput",
            "bedrock:DeleteAutomatedReasoningPolicy",
            "bedrock:DeleteAutomatedReasoningPolicyBuildWorkflow",
            "bedrock:DeleteAutomatedReasoningPolicyTestCase",
            "bedrock:DeleteCustomModel",
            "bedrock:DeleteGuardrail",
            "bedrock:DeleteImportedModel",
            "bedrock:DeleteInferenceProfile",
            "bedrock:DeletePromptRouter",
            "bedrock:DeleteProvisionedModelThroughput",
            "bedrock:ExportAutomatedReasoningPolicyVersion",
            "bedrock:StartAutomatedReasoningPolicyBuildWorkflow",
            "bedrock:StartAutomatedReasoningPolicyTestWorkflow",
            "bedrock:StopEvaluationJob",
            "bedrock:StopModelCustomizationJob",
            "bedrock:StopModelInvocationJob",
            "bedrock:TagResource",
            "bedrock:UntagResource",
            "bedrock:UpdateAutomatedReasoningPolicy",
            "bedrock:UpdateAutomatedReasoningPolicyAnnotations",
            "bedrock:UpdateAutomatedReasoningPolicyTestCase",
            "bedrock:UpdateGuardrail",
            "bedrock:UpdateProvisionedModelThroughput",
            "bedrock:ApplyGuardrail",
            "bedrock:InvokeAutomatedReasoningPolicy",
            "bedrock:InvokeModel",
            "bedrock:InvokeModelWithResponseStream"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockAPIs"
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
            "bedrock-mantle:CallWithBearerToken",
            "bedrock-mantle:Get*",
            "bedrock-mantle:List*",
            "bedrock-mantle:CreateInference"
          ],
          "Effect": "Allow",
          "Resource": "*",
          "Sid": "BedrockMantleAPIs"
        },
        {
          "Action": [
            "aws-marketplace:Subscribe",
            "aws-marketplace:ViewSubscriptions",
            "aws-marketplace:Unsubscribe"
          ],
          "Condition": {
            "StringEquals": {
              "aws:CalledViaLast": [
                "bedrock.amazonaws.com",
                "bedrock-mantle.amazonaws.com"
              ]
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
