/// Bedrock's control plane for one call in one region.
struct BedrockService {
  var account: Account
  let region: Region
  let caller: Caller
  let now: Moment

  mutating func perform(
    _ call: BedrockCall,
    query: [String: String],
    body: [UInt8]
  ) throws(AWSFault) -> (status: Int, body: JSON?) {
    switch call.operation {
    case .listFoundationModels: return (200, try listFoundationModels(query))
    case .getFoundationModel: return (200, try getFoundationModel(call.subject))
    case .getFoundationModelAvailability: return (200, try availability(call.subject))
    case .listFoundationModelAgreementOffers: return (200, try offers(call.subject))
    case .createFoundationModelAgreement: return (202, try createAgreement(body))
    case .putUseCaseForModelAccess:
      try putUseCase(body)
      return (201, nil)
    case .getUseCaseForModelAccess: return (200, try getUseCase())
    case .listInferenceProfiles: return (200, try listInferenceProfiles(query))
    case .getInferenceProfile: return (200, try getInferenceProfile(call.subject))
    case .listCustomModels: return (200, try listCustomModels(query))
    case .getCustomModel: return (200, try getCustomModel(call.subject))
    case .converse: return (200, try converse(call.subject, body))
    }
  }

  func authorize(_ operation: BedrockOperation, on resource: String = "*") throws(AWSFault) {
    try caller.authorize(
      operation.action,
      on: resource,
      context: ["aws:RequestedRegion": [region.name]]
    )
  }

  var models: [FoundationModel] { FoundationModel.offered(in: region) }

  static func notFound(_ message: String) -> AWSFault {
    AWSFault("ResourceNotFoundException", 404, message)
  }

  static let invalidModel = AWSFault.validation("The provided model identifier is invalid.")

  /// Cuts a page; the token is the index where the next one starts.
  static func page(
    _ name: String,
    _ items: [JSON],
    _ query: [String: String]
  ) throws(AWSFault) -> JSON {
    let size = query["maxResults"].map { Int($0) ?? 0 } ?? 100
    guard (1...1000).contains(size) else {
      throw .validation("maxResults must be between 1 and 1000.")
    }
    let start = try query["nextToken"].map { (token) throws(AWSFault) in
      guard let text = Base64.decode(token).flatMap({ String(validating: $0, as: UTF8.self) }),
        let start = Int(text), (0...items.count).contains(start)
      else { throw .validation("The provided nextToken is invalid.") }
      return start
    }
    let page = items.dropFirst(start ?? 0).prefix(size)
    let next = page.endIndex < items.count ? Base64.encode(Array(String(page.endIndex).utf8)) : nil
    return .sparse([name: .array(Array(page)), "nextToken": next.map(JSON.string)])
  }
}
