extension BedrockService {
  /// Without a type, AWS returns only the profiles it defines itself.
  func listInferenceProfiles(_ query: [String: String]) throws(AWSFault) -> JSON {
    try authorize(.listInferenceProfiles)
    let profiles: [InferenceProfile]
    switch query["type"] ?? query["typeEquals"] {
    case nil, "SYSTEM_DEFINED": profiles = InferenceProfile.defined(in: region)
    // Nobody at Acme has made one.
    case "APPLICATION": profiles = []
    case let type?:
      throw .validation(
        "Value '\(type)' at 'typeEquals' failed to satisfy constraint: Member must satisfy enum "
          + "value set: [SYSTEM_DEFINED, APPLICATION]"
      )
    }
    return try Self.page(
      "inferenceProfileSummaries",
      profiles.map { $0.json(account: account.id, region) },
      query
    )
  }

  func getInferenceProfile(_ subject: String) throws(AWSFault) -> JSON {
    let found = InferenceProfile.defined(in: region).first {
      $0.id == subject || $0.arn(account: account.id, region) == subject
    }
    let unknown =
      "arn:\(region.partition):bedrock:\(region.name):\(account.id):inference-profile/\(subject)"
    try authorize(
      .getInferenceProfile,
      on: found?.arn(account: account.id, region) ?? unknown
    )
    guard let found else {
      throw Self.notFound("The provided inference profile identifier is not found.")
    }
    return found.json(account: account.id, region)
  }
}

extension InferenceProfile {
  func arn(account: String, _ region: Region) -> String {
    "arn:\(region.partition):bedrock:\(region.name):\(account):inference-profile/\(id)"
  }

  func json(account: String, _ region: Region) -> JSON {
    [
      "inferenceProfileId": .string(id),
      "inferenceProfileArn": .string(arn(account: account, region)),
      "inferenceProfileName": .string(name), "description": .string(description),
      "models": .array(modelARNs.map { ["modelArn": .string($0)] }),
      "status": "ACTIVE", "type": "SYSTEM_DEFINED",
      "createdAt": .string(created.iso), "updatedAt": .string(created.iso),
    ]
  }
}
