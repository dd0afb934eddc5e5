/// The Bedrock operations served here.
enum BedrockOperation: String, CaseIterable {
  case listFoundationModels = "ListFoundationModels"
  case getFoundationModel = "GetFoundationModel"
  case getFoundationModelAvailability = "GetFoundationModelAvailability"
  case listFoundationModelAgreementOffers = "ListFoundationModelAgreementOffers"
  case createFoundationModelAgreement = "CreateFoundationModelAgreement"
  case putUseCaseForModelAccess = "PutUseCaseForModelAccess"
  case getUseCaseForModelAccess = "GetUseCaseForModelAccess"
  case listInferenceProfiles = "ListInferenceProfiles"
  case getInferenceProfile = "GetInferenceProfile"
  case listCustomModels = "ListCustomModels"
  case getCustomModel = "GetCustomModel"
  /// The runtime's; whoever calls it pays.
  case converse = "Converse"

  var isMutation: Bool {
    switch self {
    case .createFoundationModelAgreement, .putUseCaseForModelAccess, .converse: true
    case .listFoundationModels, .getFoundationModel, .getFoundationModelAvailability,
      .listFoundationModelAgreementOffers, .getUseCaseForModelAccess, .listInferenceProfiles,
      .getInferenceProfile, .listCustomModels, .getCustomModel:
      false
    }
  }

  var action: String { self == .converse ? "bedrock:InvokeModel" : "bedrock:\(rawValue)" }
}

/// A REST path of Bedrock, read.
struct BedrockCall: Sendable {
  var operation: BedrockOperation
  /// The decoded label at the end of the path, where there is one.
  var subject = ""

  static func read(_ request: Request, _ segments: [String]) -> BedrockCall? {
    let subject = segments.count > 1 ? segments[1] : ""
    let operation: BedrockOperation
    switch (request.method, segments.first, segments.count) {
    case ("GET", "foundation-models", 1): operation = .listFoundationModels
    case ("GET", "foundation-models", 2): operation = .getFoundationModel
    case ("GET", "foundation-model-availability", 2): operation = .getFoundationModelAvailability
    case ("GET", "list-foundation-model-agreement-offers", 2):
      operation = .listFoundationModelAgreementOffers
    case ("POST", "create-foundation-model-agreement", 1):
      operation = .createFoundationModelAgreement
    case ("POST", "use-case-for-model-access", 1): operation = .putUseCaseForModelAccess
    case ("GET", "use-case-for-model-access", 1): operation = .getUseCaseForModelAccess
    case ("GET", "inference-profiles", 1): operation = .listInferenceProfiles
    case ("GET", "inference-profiles", 2): operation = .getInferenceProfile
    case ("GET", "custom-models", 1): operation = .listCustomModels
    case ("GET", "custom-models", 2): operation = .getCustomModel
    case ("POST", "model", 3) where segments[2] == "converse": operation = .converse
    default: return nil
    }
    return BedrockCall(operation: operation, subject: subject)
  }

  /// An error of the REST-JSON protocol: the code stands in a header.
  static func reply(_ fault: AWSFault, requestID: String) -> Reply {
    .json(
      fault.status,
      ["message": .string(fault.message)],
      headers: ["x-amzn-errortype": fault.jsonCode, "x-amzn-requestid": requestID]
    )
  }
}

extension World {
  static func bedrockRoute(_ request: Request, _ segments: [String]) -> Result<Route, Nowhere> {
    if let call = BedrockCall.read(request, segments) { return .success(.bedrock(call)) }
    let fault = AWSFault("UnknownOperationException", 404, "Unknown operation.")
    return .failure(
      Nowhere(service: "bedrock", operation: "\(request.method) \(request.path)") {
        BedrockCall.reply(fault, requestID: $0)
      }
    )
  }

  mutating func answer(
    _ call: BedrockCall,
    _ request: Request,
    requestID: String,
    at now: Moment
  ) throws(AWSFault) -> Reply {
    guard let scope = try SignedScope.read(request) else { throw .unsigned }
    guard scope.service == "bedrock" else {
      throw .signature("Credential should be scoped to correct service: 'bedrock'. ")
    }
    let caller = try caller(of: request, scope, at: now)
    guard let account = accounts[caller.account], let query = request.query else {
      throw .unknownKey
    }
    var service = BedrockService(
      account: account,
      region: Region(scope.region),
      caller: caller,
      now: now
    )
    let (status, body) = try service.perform(
      call,
      query: Dictionary(query.map { ($0.name, $0.value) }) { first, _ in first },
      body: request.body
    )
    accounts[caller.account] = service.account
    var reply = body.map { Reply.json(status, $0) } ?? Reply(status: status)
    reply.headers["x-amzn-requestid"] = requestID
    return reply
  }
}
