/// The policies that we write into a role ourselves.
package enum PermissionPolicy {
  /// Name of the inline policy.
  package static let name = "vertesia-bedrock"

  /// Without the first one Vertesia lists nothing; without the others its list is shorter.
  package static let listActions = [
    "bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles", "bedrock:ListCustomModels",
  ]
  /// What decides whether answers may be streamed.
  package static let getActions = [
    "bedrock:GetFoundationModel", "bedrock:GetInferenceProfile", "bedrock:GetCustomModel",
  ]
  package static let invokeActions = [
    "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream",
  ]

  static func document(_ statements: [JSONTree]) -> JSONTree {
    ["Version": "2012-10-17", "Statement": .array(statements)]
  }

  /// The List actions know no resources.
  static let listing: JSONTree = [
    "Sid": "ListModels", "Effect": "Allow", "Action": .array(listActions.map { .string($0) }),
    "Resource": "*",
  ]

  /// Any region, as a profile sends calls to several, and any model, so that tomorrow's works too.
  static func use(partition: String, account: String) -> JSONTree {
    let own = ["inference-profile", "application-inference-profile", "custom-model"]
    let resources =
      ["arn:\(partition):bedrock:*::foundation-model/*"]
      + own.map { "arn:\(partition):bedrock:*:\(account):\($0)/*" }
    return [
      "Sid": "UseModels", "Effect": "Allow",
      "Action": .array((getActions + invokeActions).map { .string($0) }),
      "Resource": .array(resources.map { .string($0) }),
    ]
  }

  /// Those of `actions` that no Allow statement of `document` names: what a listing that is too
  /// short is explained with. Conditions, resources and denials are not weighed.
  package static func missing(_ actions: [String], in document: JSONTree) -> [String] {
    let allowed = (document["Statement"]?.elements ?? [])
      .filter { $0["Effect"]?.string == "Allow" }
      .flatMap { $0["Action"]?.elements.compactMap(\.string) ?? [] }
      .map { $0.lowercased() }
    return actions.filter { action in
      !allowed.contains { Wildcard.matches($0, action.lowercased()) }
    }
  }
}
