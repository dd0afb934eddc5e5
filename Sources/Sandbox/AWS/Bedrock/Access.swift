extension BedrockService {
  /// Seconds until an accepted agreement is in force.
  static let agreementSeconds = 120

  func availability(_ id: String) throws(AWSFault) -> JSON {
    try authorize(.getFoundationModelAvailability)
    let model = try model(id)
    let authorized = !model.needsUseCase || account.bedrock.useCase != nil
    let agreement = agreement(for: model)
    let isOffered = model.isOffered(in: region)
    let yes = { (value: Bool) -> JSON in value ? "AVAILABLE" : "NOT_AVAILABLE" }
    return [
      "modelId": .string(id), "agreementAvailability": ["status": .string(agreement)],
      "authorizationStatus": authorized ? "AUTHORIZED" : "NOT_AUTHORIZED",
      "entitlementAvailability": yes(agreement == "AVAILABLE"),
      "regionAvailability": yes(isOffered),
    ]
  }

  func offers(_ id: String) throws(AWSFault) -> JSON {
    try authorize(.listFoundationModelAgreementOffers)
    let model = try model(id)
    guard model.needsAgreement else {
      throw Self.notFound("No offer found for model \(id).")
    }
    return [
      "modelId": .string(id),
      "offers": [
        [
          "offerId": .string("offer-\(model.offerID)"), "offerToken": .string(model.offerToken),
          "termDetails": [
            "usageBasedPricingTerm": [
              "rateCard": [
                [
                  "dimension": "input-tokens", "price": "0.003", "unit": "1K tokens",
                  "description": "Input tokens",
                ]
              ]
            ],
            "legalTerm": ["url": "https://aws.amazon.com/legal/bedrock/third-party-models/"],
            "supportTerm": ["refundPolicyDescription": "Usage charges are not refunded."],
            "validityTerm": ["agreementDuration": "P1Y"],
          ],
        ]
      ],
    ]
  }

  mutating func createAgreement(_ body: [UInt8]) throws(AWSFault) -> JSON {
    try authorize(.createFoundationModelAgreement)
    try caller.authorize("aws-marketplace:Subscribe", on: "*")
    let json = JSON(parsing: body)
    guard let id = json?["modelId"]?.text, let token = json?["offerToken"]?.text else {
      throw .validation("modelId and offerToken are required.")
    }
    let model = try model(id)
    guard model.needsAgreement, token == model.offerToken else {
      throw .validation("The provided offer token is invalid.")
    }
    guard agreement(for: model) == "NOT_AVAILABLE" else {
      throw .validation("Agreement cannot be created: Agreement already exists")
    }
    account.bedrock.pendingAgreements[id] = now.advanced(seconds: Self.agreementSeconds)
    return ["modelId": .string(id)]
  }

  mutating func putUseCase(_ body: [UInt8]) throws(AWSFault) {
    try authorize(.putUseCaseForModelAccess)
    guard let form = JSON(parsing: body)?["formData"]?.text, let bytes = Base64.decode(form) else {
      throw .validation("formData must be a base64 blob.")
    }
    guard (10...16_384).contains(bytes.count) else {
      throw .validation("formData must be between 10 and 16384 bytes.")
    }
    account.bedrock.useCase = form
  }

  func getUseCase() throws(AWSFault) -> JSON {
    try authorize(.getUseCaseForModelAccess)
    guard let form = account.bedrock.useCase else {
      throw Self.notFound("Model use case details have not been submitted for this account.")
    }
    return ["formData": .string(form)]
  }

  /// Any model of the catalogue, offered in this region or not; profiles and ARNs are refused.
  private func model(_ id: String) throws(AWSFault) -> FoundationModel {
    guard (1...140).contains(id.count), !id.contains("/"), !id.hasPrefix("arn:") else {
      throw Self.invalidModel
    }
    guard let model = FoundationModel.catalogue.first(where: { $0.id == id }) else {
      throw Self.notFound("Could not find model \(id).")
    }
    return model
  }

  private func agreement(for model: FoundationModel) -> String {
    if let ready = account.bedrock.pendingAgreements[model.id] {
      return ready <= now ? "AVAILABLE" : "PENDING"
    }
    return account.bedrock.withoutAgreement.contains(model.id) ? "NOT_AVAILABLE" : "AVAILABLE"
  }
}

extension FoundationModel {
  /// Amazon's own models need no Marketplace agreement.
  var needsAgreement: Bool { provider != "Amazon" }

  /// Anthropic asks once per account what its models are used for.
  var needsUseCase: Bool { provider == "Anthropic" }

  fileprivate var offerID: String {
    String(id.utf8.reduce(5381) { ($0 &* 33 &+ Int($1)) & 0xFFFF_FFFF }, radix: 36)
  }

  fileprivate var offerToken: String { Base64.encode(Array("offer-token/\(id)/\(offerID)".utf8)) }
}
