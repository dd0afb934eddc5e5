import Clients
import Federation

/// Reads what Bedrock offers in a region, as Vertesia's own listing will see it: the same requests,
/// one page each. What cannot be read becomes a gap, never a failure; only the list of foundation
/// models must be there.
struct CatalogueReader: Sendable {
  let bedrock: BedrockClient
  let region: String
  /// Availability is one call a model.
  static let width = 12

  /// The lists and the access states of the models that Vertesia will offer.
  func readAll() async throws(Fault) -> RegionCatalogue {
    await withAccess(try await read())
  }

  func read() async throws(Fault) -> RegionCatalogue {
    async let profiles = outcome { () async throws(AWSError) in
      try await bedrock.listInferenceProfilesPage().items
    }
    async let custom = outcome { () async throws(AWSError) in
      try await bedrock.listCustomModelsPage().items
    }
    async let form = outcome { () async throws(AWSError) in
      try await bedrock.getUseCaseForModelAccess() != nil
    }
    let models = try await Fault.reading { () async throws(AWSError) in
      try await bedrock.listFoundationModels()
    }
    var gaps: [String] = []
    func value<Value>(_ result: Result<Value, AWSError>, _ words: String) -> Value? {
      switch result {
      case .success(let value): return value
      case .failure(let error):
        gaps.append("\(words): \(AWSDiagnosis.fault(error, reading: true).summary)")
        return nil
      }
    }
    let readProfiles = value(await profiles, "inference profiles")
    let readCustom = value(await custom, "custom models")
    let sent = value(await form, "use-case form")
    return RegionCatalogue(
      region: region,
      models: models.map(Self.value),
      profiles: (readProfiles ?? []).map(Self.value),
      customModels: (readCustom ?? []).map {
        Federation.CustomModel(arn: $0.arn, name: $0.name, baseModelName: $0.baseModelName)
      },
      useCaseFormSent: sent,
      gaps: gaps,
      isWhole: readProfiles != nil && readCustom != nil
    )
  }

  /// The same catalogue with the access states of the models behind the predicted listing.
  func withAccess(_ catalogue: RegionCatalogue) async -> RegionCatalogue {
    let listed = Set(Prediction.predict(catalogue).listed)
    let behind = Set(
      catalogue.profiles.filter { listed.contains($0.arn) }.flatMap(\.modelARNs)
        .compactMap { $0.split(separator: "/").last.map(String.init) }
    )
    let wanted = catalogue.models.filter { listed.contains($0.arn) || behind.contains($0.id) }
    let (access, isWhole) = await access(of: wanted.map(\.id))
    var catalogue = catalogue
    catalogue.access = access
    if !isWhole { catalogue.gaps.append("access states of the models") }
    return catalogue
  }

  /// A few at a time; the first refusal ends it, since the others would be refused too.
  private func access(of ids: [String]) async -> (states: [String: ModelAccess], isWhole: Bool) {
    await withTaskGroup(of: (String, Result<ModelAvailability, AWSError>).self) { group in
      var rest = ids[...]
      var states: [String: ModelAccess] = [:]
      var isWhole = true
      func add() {
        guard isWhole, let id = rest.popFirst() else { return }
        group.addTask { [bedrock] in
          (
            id,
            await outcome { () async throws(AWSError) in
              try await bedrock.getFoundationModelAvailability(modelID: id)
            }
          )
        }
      }
      for _ in 0..<Self.width { add() }
      while let (id, result) = await group.next() {
        switch result {
        case .success(let answer): states[id] = Self.value(answer)
        case .failure: isWhole = false
        }
        add()
      }
      return (states, isWhole)
    }
  }

  static func value(_ answer: ModelAvailability) -> ModelAccess {
    ModelAccess(
      agreement: answer.agreement?.status ?? "",
      agreementMessage: answer.agreement?.errorMessage,
      authorization: answer.authorization ?? "",
      entitlement: answer.entitlement ?? "",
      region: answer.region ?? ""
    )
  }

  private static func value(_ model: Clients.FoundationModel) -> Federation.FoundationModel {
    Federation.FoundationModel(
      arn: model.arn,
      id: model.id,
      name: model.name ?? model.id,
      provider: model.provider ?? "",
      inputModalities: model.inputModalities ?? [],
      outputModalities: model.outputModalities ?? [],
      inferenceTypes: model.inferenceTypes,
      lifecycle: model.lifecycle?.status
    )
  }

  private static func value(_ profile: Clients.InferenceProfile) -> Federation.InferenceProfile {
    Federation.InferenceProfile(
      arn: profile.arn,
      id: profile.id,
      name: profile.name,
      modelARNs: (profile.models ?? []).compactMap(\.arn)
    )
  }
}

/// Keeps an error as a value, so that several reads can be waited for together.
func outcome<Value: Sendable, Failure: Error>(
  isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
}
