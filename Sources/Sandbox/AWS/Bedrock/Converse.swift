extension BedrockService {
  /// One turn of a conversation, as the runtime answers it; the gates stand in AWS's own order.
  mutating func converse(_ subject: String, _ body: [UInt8]) throws(AWSFault) -> JSON {
    let (model, resources) = try target(subject)
    for resource in resources { try authorize(.converse, on: resource) }
    try Self.check(body)
    guard model.by.contains(.onDemand) || resources.count > 1 else {
      throw .validation(
        "Invocation of model ID \(subject) with on-demand throughput isn\u{2019}t supported. Retry "
          + "your request with the ID or ARN of an inference profile that contains this model."
      )
    }
    guard model.output.contains(.text), model.input.contains(.text) else {
      throw .validation(
        "This action doesn't support the model that you provided. Try again with a supported text "
          + "or chat model."
      )
    }
    guard !model.needsUseCase || account.bedrock.useCase != nil else {
      throw Self.notFound(
        "Model use case details have not been submitted for this account. Fill out the Anthropic "
          + "use case details form before using the model. If you have already filled out the "
          + "form, try again in 15 minutes."
      )
    }
    try agree(to: model)
    return [
      "output": ["message": ["role": "assistant", "content": [["text": "Hello"]]]],
      "stopReason": "max_tokens",
      "usage": ["inputTokens": 8, "outputTokens": 1, "totalTokens": 9],
      "metrics": ["latencyMs": 240],
    ]
  }

  /// The model that is called and every resource that the call needs a right to.
  private func target(
    _ subject: String
  ) throws(AWSFault) -> (model: FoundationModel, resources: [String]) {
    let id = subject.split(separator: "/").last.map(String.init) ?? ""
    if let model = models.first(where: { $0.id == id }),
      [id, region.foundationModelARN(id)].contains(subject)
    {
      return (model, [region.foundationModelARN(id)])
    }
    let profile = InferenceProfile.defined(in: region).first { $0.id == id }
    let profileARN = profile?.arn(account: account.id, region)
    guard let profile, let profileARN, [id, profileARN].contains(subject),
      let model = models.first(where: { profile.id.hasSuffix(".\($0.id)") })
    else { throw Self.invalidModel }
    return (model, [profileARN] + profile.modelARNs)
  }

  private static func check(_ body: [UInt8]) throws(AWSFault) {
    let json = JSON(parsing: body)
    let messages = json?["messages"]?.items ?? []
    guard messages.first?["role"]?.text == "user",
      messages.allSatisfy({ $0["content"]?.items?.isEmpty == false })
    else { throw .validation("A conversation must start with a user message. Try again.") }
    if let limit = json?["inferenceConfig"]?["maxTokens"]?.integer, limit < 1 {
      throw .validation("maxTokens must be 1 or greater.")
    }
  }

  /// Who calls a third party's model first accepts its terms, and needs the right to.
  private mutating func agree(to model: FoundationModel) throws(AWSFault) {
    guard account.bedrock.withoutAgreement.contains(model.id),
      account.bedrock.pendingAgreements[model.id] == nil
    else { return }
    for action in ["ViewSubscriptions", "Subscribe"] {
      do throws(AWSFault) {
        try caller.authorize("aws-marketplace:\(action)", on: "*")
      } catch {
        throw .denied(
          "Model access is denied due to IAM user or service role is not authorized to perform the "
            + "required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, "
            + "aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon "
            + "Bedrock documentation for further details. Your AWS Marketplace subscription for "
            + "this model cannot be completed at this time. If you recently fixed this issue, try "
            + "again after 2 minutes."
        )
      }
    }
    account.bedrock.pendingAgreements[model.id] = now.advanced(seconds: Self.agreementSeconds)
  }
}
