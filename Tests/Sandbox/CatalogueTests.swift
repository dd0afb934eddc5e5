import Testing

@testable import Sandbox

struct CatalogueTests {
  private static let regions = [
    "us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1",
    "us-gov-west-1", "us-gov-east-1",
  ].map {
    Region($0)
  }

  @Test func hasModelsOfEveryKind() {
    let models = FoundationModel.catalogue
    #expect(models.count >= 40)
    #expect(Set(models.map(\.id)).count == models.count)
    #expect(models.contains { $0.by == [.profile] })
    #expect(models.contains { $0.isLegacy })
    #expect(models.contains { $0.output == [.embedding] })
    for model in models {
      #expect(model.profiles.isEmpty != model.by.contains(.profile), "\(model.id)")
      #expect(!model.places.isEmpty, "\(model.id)")
    }
  }

  /// Bedrock lists what is only for sale as provisioned throughput; Vertesia never offers it.
  @Test func listsWhatIsOnlyProvisioned() {
    let id = "amazon.nova-pro-v1:0:24k"
    var cloud = Cloud()
    let listed = cloud.bedrock("GET", "/foundation-models").json?["modelSummaries"]?.items ?? []
    let model = listed.first { $0["modelId"]?.text == id }
    #expect(model?["inferenceTypesSupported"] == ["PROVISIONED"])
    #expect(model?["modelName"] == "Nova Pro")
    let filtered = cloud.bedrock("GET", "/foundation-models?byInferenceType=ON_DEMAND")
    let callable = filtered.json?["modelSummaries"]?.items ?? []
    #expect(!callable.isEmpty && !callable.contains { $0["modelId"]?.text == id })
    let (environment, _) = cloud.setUp()
    let offered = cloud.vertesia("GET", "/environments/\(environment)/models").json?.items ?? []
    #expect(!offered.isEmpty && !offered.contains { $0["id"]?.text?.hasSuffix(id) ?? false })
  }

  @Test(arguments: regions)
  func profilesReachTheirModels(region: Region) {
    let profiles = InferenceProfile.defined(in: region)
    #expect(!profiles.isEmpty)
    let offered = FoundationModel.offered(in: region).count
    #expect(offered >= (region.partition == "aws" ? 25 : 9))
    for profile in profiles {
      let model = profile.id.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
      #expect((1...5).contains(profile.modelARNs.count))
      for arn in profile.modelARNs {
        #expect(arn.hasPrefix("arn:\(region.partition):bedrock:"))
        #expect(arn.hasSuffix("::foundation-model/\(model)"))
      }
      #expect(profile.modelARNs.contains(region.foundationModelARN(model)), "\(profile.id)")
      #expect(profile.name.unicodeScalars.count <= 64)
      #expect(profile.description.unicodeScalars.count <= 200)
    }
  }

  @Test(arguments: [
    ("us.amazon.nova-micro-v1:0", "US Nova Micro"), ("us.deepseek.r1-v1:0", "US DeepSeek-R1"),
    ("us.anthropic.claude-3-haiku-20240307-v1:0", "US Anthropic Claude 3 Haiku"),
  ])
  func profilesAreCalledAsInAWS(id: String, name: String) throws {
    let profile = InferenceProfile.defined(in: Region("us-east-1")).first { $0.id == id }
    #expect(profile?.name == name)
    #expect(profile?.description.hasSuffix("us-east-1, us-east-2 and us-west-2.") == true)
  }
}
