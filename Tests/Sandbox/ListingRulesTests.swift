import Testing

@testable import Sandbox

/// The vectors of the driver's own tests, and one per rule.
struct ListingRulesTests {
  private static func model(
    _ id: String,
    _ provider: String,
    output: String = "TEXT",
    inference: String = "ON_DEMAND"
  ) -> JSON {
    [
      "modelId": .string(id), "providerName": .string(provider), "modelName": .string(id),
      "modelArn": .string("arn:aws:bedrock:us-east-1::foundation-model/\(id)"),
      "outputModalities": [.string(output)], "inputModalities": ["TEXT"],
      "inferenceTypesSupported": [.string(inference)], "responseStreamingSupported": true,
    ]
  }

  @Test(arguments: [
    ("amazon.nova-canvas-v2:0", "Amazon", true), ("zai.glm-6", "zai", true),
    ("zai.glm-6", "Z.AI", true), ("openai.gpt-oss-200b-1:0", "OpenAI", true),
    ("moonshot.kimi-k3-thinking", "Moonshot AI", true),
    ("amazon.titan-image-generator-v3", "Amazon", false),
    ("unverified.model-1", "Unverified", false),
    ("amazon.rerank-v1:0", "Amazon", false), ("cohere.rerank-v3-5:0", "Cohere", false),
    ("stability.sd3-5-large-v1:0", "Stability AI", false), ("", "Amazon", false),
    ("amazon.nova-pro-v1:0", "", false),
  ])
  func judgesFoundationModels(id: String, provider: String, isListed: Bool) {
    #expect((ListingRules.foundationModel(Self.model(id, provider)) != nil) == isListed)
  }

  @Test func wantsOnDemandAndNoEmbedding() {
    #expect(
      ListingRules.foundationModel(
        Self.model("amazon.titan-embed-text-v2:0", "Amazon", output: "EMBEDDING")
      ) == nil
    )
    #expect(
      ListingRules.foundationModel(
        Self.model("anthropic.claude-9", "Anthropic", inference: "INFERENCE_PROFILE")
      ) == nil
    )
    #expect(ListingRules.foundationModel(["modelId": "x", "providerName": "Amazon"]) == nil)
  }

  @Test func fallsBackToThePlainID() {
    var members = Self.model("amazon.nova-pro-v1:0", "Amazon").members ?? [:]
    members["modelArn"] = nil
    #expect(
      ListingRules.foundationModel(.object(members))?["id"]?.text == "amazon.nova-pro-v1:0"
    )
  }

  @Test(arguments: [
    ("us.anthropic.claude-sonnet-4", "US Anthropic Claude", true),
    ("us.stability.sd3", "US Stability", false), ("us.cohere.embed-v4:0", "US Cohere Embed", false),
    ("eu.twelvelabs.marengo-embed-2-7-v1:0", "EU TwelveLabs", false), ("", "US Amazon Nova", false),
    ("us.amazon.nova-sonic-v1:0", "US Nova Sonic", false),
    ("us.google.vector-search", "US Google", false), ("us.meta.vectorised", "US Meta", true),
  ])
  func judgesProfiles(id: String, name: String, isListed: Bool) {
    let profile: JSON = [
      "inferenceProfileId": .string(id), "inferenceProfileName": .string(name),
      "inferenceProfileArn": .string("arn:aws:bedrock:us-east-1:1:inference-profile/\(id)"),
    ]
    #expect((ListingRules.profile(profile, models: []) != nil) == isListed)
  }

  @Test func leavesOutCustomEmbeddings() {
    let model = { (base: String) -> JSON in
      ["modelArn": "arn:aws:bedrock:us-east-1:1:custom-model/x/y", "baseModelName": .string(base)]
    }
    #expect(ListingRules.customModel(model("Nova Lite"))?["is_custom"] == true)
    #expect(ListingRules.customModel(model("titan-embed-text")) == nil)
    #expect(ListingRules.customModel(["modelName": "nameless"]) == nil)
  }

  @Test func trainableAsksForFineTuning() {
    var members = Self.model("amazon.nova-lite-v1:0", "Amazon", inference: "X").members ?? [:]
    #expect(ListingRules.foundationModel(.object(members), .trainable) == nil)
    members["customizationsSupported"] = ["FINE_TUNING"]
    #expect(ListingRules.foundationModel(.object(members), .trainable) != nil)
  }
}
