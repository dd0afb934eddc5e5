extension BedrockService {
  func listFoundationModels(_ query: [String: String]) throws(AWSFault) -> JSON {
    try authorize(.listFoundationModels)
    try check(query["byOutputModality"], among: FoundationModel.Modality.self)
    try check(query["byInferenceType"], among: FoundationModel.Inference.self)
    let kept = models.filter { model in
      let fitsProvider = query["byProvider"].map { $0.lowercased() == model.provider.lowercased() }
      let fitsModality = query["byOutputModality"].map { model.output.map(\.rawValue).contains($0) }
      let fitsInference = query["byInferenceType"].map { model.by.map(\.rawValue).contains($0) }
      let fitsTuning = query["byCustomizationType"].map { model.tuning.contains($0) }
      return (fitsProvider ?? true) && (fitsModality ?? true) && (fitsInference ?? true)
        && (fitsTuning ?? true)
    }
    return ["modelSummaries": .array(kept.map { $0.json(in: region) })]
  }

  private func check<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String?,
    among: Value.Type
  ) throws(AWSFault) {
    guard let text, Value(rawValue: text) == nil else { return }
    throw .validation(
      "Value '\(text)' failed to satisfy constraint: Member must satisfy enum value set: "
        + "[\(Value.allCases.map(\.rawValue).joined(separator: ", "))]"
    )
  }

  func getFoundationModel(_ subject: String) throws(AWSFault) -> JSON {
    let prefix = region.foundationModelARN("")
    let id = subject.hasPrefix(prefix) ? String(subject.dropFirst(prefix.count)) : subject
    try authorize(.getFoundationModel, on: region.foundationModelARN(id))
    guard let model = models.first(where: { $0.id == id }) else {
      throw Self.notFound("Could not resolve the foundation model from the model identifier: \(id)")
    }
    return ["modelDetails": model.json(in: region)]
  }

  func listCustomModels(_ query: [String: String]) throws(AWSFault) -> JSON {
    try authorize(.listCustomModels)
    let kept = account.bedrock.customModels.filter { model in
      model.region == region.name
        && (query["nameContains"].map { model.name.contains($0) } ?? true)
        && (query["baseModelArnEquals"].map { $0.hasSuffix("/\(model.baseModel)") } ?? true)
    }
    return try Self.page("modelSummaries", kept.map { $0.json(in: account) }, query)
  }

  func getCustomModel(_ subject: String) throws(AWSFault) -> JSON {
    let found = account.bedrock.customModels.first {
      $0.region == region.name && [$0.name, $0.arn(in: account)].contains(subject)
    }
    let unknown =
      "arn:\(region.partition):bedrock:\(region.name):\(account.id):custom-model/\(subject)"
    try authorize(.getCustomModel, on: found?.arn(in: account) ?? unknown)
    guard let found else {
      throw Self.notFound("The provided model identifier is not found.")
    }
    return found.json(in: account)
  }
}

extension BedrockAccess.CustomModel {
  func arn(in account: Account) -> String {
    "arn:\(account.partition):bedrock:\(region):\(account.id):custom-model/\(baseModel)/\(id)"
  }

  func json(in account: Account) -> JSON {
    [
      "modelArn": .string(arn(in: account)), "modelName": .string(name),
      "creationTime": .string(created.iso),
      "baseModelArn": .string(Region(region).foundationModelARN(baseModel)),
      "baseModelName": .string(baseName), "customizationType": "FINE_TUNING",
      "ownerAccountId": .string(account.id), "modelStatus": "Active",
    ]
  }
}

extension Region {
  func foundationModelARN(_ id: String) -> String {
    "arn:\(partition):bedrock:\(name)::foundation-model/\(id)"
  }
}
