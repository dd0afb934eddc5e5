/// What the AWS caller may do, scenario by scenario.
extension Acme {
  static let administrator = #"""
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    """#

  static let readsOnly = #"""
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": [
            "iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy", "bedrock:Get*", "bedrock:List*"
          ],
          "Resource": "*"
        }
      ]
    }
    """#

  static let powerUser = #"""
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"},
        {"Effect": "Allow", "Action": ["iam:Get*", "iam:List*"], "Resource": "*"},
        {
          "Effect": "Deny",
          "Action": ["iam:GetRole", "iam:SimulatePrincipalPolicy"],
          "Resource": "*"
        }
      ]
    }
    """#

  /// Roles only under the path, with the boundary and the tag; providers only with the tag.
  static func strictCaller(in account: Account) -> String {
    let boundary = account.policyARN(boundaryName)
    return #"""
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": [
              "iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy",
              "bedrock:Get*", "bedrock:List*"
            ],
            "Resource": "*"
          },
          {
            "Sid": "RolesAsTheCompanyWants",
            "Effect": "Allow",
            "Action": "iam:CreateRole",
            "Resource": "\#(account.roleARN(path: rolePath, "*"))",
            "Condition": {
              "StringEquals": {"iam:PermissionsBoundary": "\#(boundary)"},
              "Null": {"aws:RequestTag/\#(tagKey)": "false"}
            }
          },
          {
            "Effect": "Allow",
            "Action": [
              "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy",
              "iam:DeleteRolePolicy"
            ],
            "Resource": "\#(account.roleARN(path: rolePath, "*"))",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "\#(boundary)"}}
          },
          {
            "Effect": "Allow",
            "Action": [
              "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:DeleteRole"
            ],
            "Resource": "\#(account.roleARN(path: rolePath, "*"))"
          },
          {
            "Effect": "Allow",
            "Action": "iam:CreateOpenIDConnectProvider",
            "Resource": "*",
            "Condition": {"Null": {"aws:RequestTag/\#(tagKey)": "false"}}
          },
          {
            "Effect": "Allow",
            "Action": [
              "iam:TagOpenIDConnectProvider", "iam:AddClientIDToOpenIDConnectProvider",
              "iam:DeleteOpenIDConnectProvider"
            ],
            "Resource": "*"
          }
        ]
      }
      """#
  }

  /// Bedrock and nothing else, whatever policies a role gets.
  static var boundary: ManagedPolicy? {
    let text = #"""
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["bedrock:*", "aws-marketplace:*"], "Resource": "*"}
        ]
      }
      """#
    return (try? PolicyDocument(text, as: .identity)).map {
      ManagedPolicy(
        name: boundaryName,
        id: "ANPASANDBOXBOUNDARY01",
        created: Moment(year: 2024, 7, 1, 8),
        document: $0
      )
    }
  }
}
