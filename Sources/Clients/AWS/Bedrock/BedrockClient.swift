#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Amazon Bedrock's control plane in the caller's region: what is offered, and what stands in the
/// way of using it. Reads only.
public struct BedrockClient: Sendable {
  private let caller: AWSCaller

  public init(_ caller: AWSCaller) { self.caller = caller }

  /// The region's foundation models, all in one answer.
  ///
  /// Narrowed by provider (`Anthropic`), output modality (`TEXT`, `IMAGE`, `EMBEDDING`) and
  /// inference type (`ON_DEMAND`, `PROVISIONED`) where they are given.
  public func listFoundationModels(
    provider: String? = nil,
    outputModality: String? = nil,
    inferenceType: String? = nil
  ) async throws(AWSError) -> [FoundationModel] {
    let answer: FoundationModels = try await caller.get(
      .bedrock,
      "ListFoundationModels",
      path: "/foundation-models",
      query: [
        (name: "byProvider", value: provider),
        (name: "byOutputModality", value: outputModality),
        (name: "byInferenceType", value: inferenceType),
      ]
    )
    return answer.modelSummaries ?? []
  }

  /// What stands between the account and a model; necessary conditions, not a promise.
  ///
  /// The id is a foundation model's; neither an ARN nor an inference profile's will do.
  public func getFoundationModelAvailability(
    modelID: String
  ) async throws(AWSError) -> ModelAvailability {
    try await caller.get(
      .bedrock,
      "GetFoundationModelAvailability",
      path: AWSCall.path("foundation-model-availability", modelID)
    )
  }

  /// One page of inference profiles, as a client that does not follow pages sees it.
  ///
  /// `type` is `SYSTEM_DEFINED` or `APPLICATION`, `pageSize` 1...1000, `after` the `next` of the
  /// page before; AWS has a default for each.
  public func listInferenceProfilesPage(
    type: String? = nil,
    pageSize: Int? = nil,
    after: String? = nil
  ) async throws(AWSError) -> AWSPage<InferenceProfile> {
    let answer: InferenceProfiles = try await caller.get(
      .bedrock,
      "ListInferenceProfiles",
      path: "/inference-profiles",
      query: [
        (name: "maxResults", value: pageSize.map(String.init)),
        (name: "nextToken", value: after),
        (name: "type", value: type),
      ]
    )
    return AWSPage(items: answer.inferenceProfileSummaries ?? [], next: answer.nextToken)
  }

  /// Every inference profile of the region, of one type or of AWS's default.
  public func listInferenceProfiles(
    type: String? = nil
  ) async throws(AWSError) -> [InferenceProfile] {
    try await caller.allPages(.bedrock, "ListInferenceProfiles") { marker throws(AWSError) in
      try await listInferenceProfilesPage(type: type, pageSize: 1000, after: marker)
    }
  }

  /// One page of the account's custom models: `pageSize` is 1...1000, `after` the `next` of the
  /// page before.
  public func listCustomModelsPage(
    pageSize: Int? = nil,
    after: String? = nil
  ) async throws(AWSError) -> AWSPage<CustomModel> {
    let answer: CustomModels = try await caller.get(
      .bedrock,
      "ListCustomModels",
      path: "/custom-models",
      query: [
        (name: "maxResults", value: pageSize.map(String.init)),
        (name: "nextToken", value: after),
      ]
    )
    return AWSPage(items: answer.modelSummaries ?? [], next: answer.nextToken)
  }

  /// Every custom model of the account in the region.
  public func listCustomModels() async throws(AWSError) -> [CustomModel] {
    try await caller.allPages(.bedrock, "ListCustomModels") { marker throws(AWSError) in
      try await listCustomModelsPage(pageSize: 1000, after: marker)
    }
  }

  /// The use-case form that the account handed in.
  ///
  /// - Returns: the form's bytes as stored, or `nil` when none was ever handed in.
  public func getUseCaseForModelAccess() async throws(AWSError) -> [UInt8]? {
    do {
      let answer: UseCase = try await caller.get(
        .bedrock,
        "GetUseCaseForModelAccess",
        path: "/use-case-for-model-access"
      )
      return answer.formData.map(Array.init)
    } catch .service(let error) where error.code == "ResourceNotFoundException" {
      return nil
    }
  }

  private struct FoundationModels: Decodable {
    let modelSummaries: [FoundationModel]?
  }

  private struct InferenceProfiles: Decodable {
    let inferenceProfileSummaries: [InferenceProfile]?
    let nextToken: String?
  }

  private struct CustomModels: Decodable {
    let modelSummaries: [CustomModel]?
    let nextToken: String?
  }

  private struct UseCase: Decodable {
    let formData: Data?
  }
}
