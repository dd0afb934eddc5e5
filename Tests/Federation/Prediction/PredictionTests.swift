import Federation
import Testing

struct PredictionTests {
  static func model(
    _ id: String,
    provider: String,
    output: [String] = ["TEXT"],
    types: [String]? = ["ON_DEMAND"],
    arn: String? = nil
  ) -> FoundationModel {
    FoundationModel(
      arn: arn ?? "arn:aws:bedrock:us-east-1::foundation-model/\(id)",
      id: id,
      name: id,
      provider: provider,
      inputModalities: ["TEXT"],
      outputModalities: output,
      inferenceTypes: types,
      lifecycle: "LEGACY"
    )
  }

  static func profile(_ id: String, name: String = "x", models: [String] = []) -> InferenceProfile {
    InferenceProfile(
      arn: "arn:aws:bedrock:us-east-1:432112349876:inference-profile/\(id)",
      id: id,
      name: name,
      modelARNs: models.map { "arn:aws:bedrock:us-west-2::foundation-model/\($0)" }
    )
  }

  static func catalogue(
    _ models: [FoundationModel] = [],
    profiles: [InferenceProfile] = [],
    custom: [CustomModel] = []
  ) -> RegionCatalogue {
    RegionCatalogue(region: "us-east-1", models: models, profiles: profiles, customModels: custom)
  }

  /// The driver's own vectors, and one for each row of its rules.
  @Test(arguments: [
    ("amazon.nova-canvas-v2:0", "Amazon", nil), ("zai.glm-6", "zai", nil),
    ("zai.glm-6", "Z.AI", nil), ("openai.gpt-oss-200b-1:0", "OpenAI", nil),
    ("moonshot.kimi-k3-thinking", "Moonshot AI", nil), ("mistral.new-9:0", "Mistral AI", nil),
    ("amazon.titan-image-generator-v3", "Amazon", Prediction.Rule.kind),
    ("unverified.model-1", "Unverified", .publisher), ("stability.sd3", "Stability AI", .publisher),
    ("amazon.nova-sonic-v1:0", "Amazon", .kind), ("Amazon.Nova-Reel-v1:0", "Amazon", .kind),
    ("cohere.rerank-v3-5:0", "Cohere", .kind), ("cohere.embed-x", "Cohere", .kind),
    ("twelvelabs.marengo-x", "TwelveLabs", .kind),
    ("twelvelabs.pegasus-1-2-v1:0", "TwelveLabs", nil),
    ("", "Amazon", .unnamed), ("amazon.nova-pro-v1:0", "", .unnamed),
  ])
  func foundationModels(_ id: String, _ provider: String, _ rule: Prediction.Rule?) {
    let prediction = Prediction.predict(Self.catalogue([Self.model(id, provider: provider)]))
    #expect(prediction.excluded.map(\.rule) == (rule.map { [$0] } ?? []))
    #expect(prediction.listed.count == (rule == nil ? 1 : 0))
  }

  @Test(
    arguments: [
      (nil, Prediction.Rule.notOnDemand), ([], .notOnDemand), (["PROVISIONED"], .notOnDemand),
      (["INFERENCE_PROFILE"], .notOnDemand), (["PROVISIONED", "ON_DEMAND"], .embedding),
    ] as [([String]?, Prediction.Rule)]
  )
  func theFirstRowThatFailsIsTheReason(_ types: [String]?, _ rule: Prediction.Rule) {
    let model = Self.model(
      "amazon.titan-embed-text-v2:0",
      provider: "Stability",
      output: ["EMBEDDING"],
      types: types
    )
    #expect(Prediction.predict(Self.catalogue([model])).excluded.map(\.rule) == [rule])
  }

  @Test func theARNIsTheIDWhenThereIsOne() {
    let models = [
      Self.model("meta.a", provider: "Meta"), Self.model("meta.b", provider: "Meta", arn: ""),
    ]
    #expect(
      Prediction.predict(Self.catalogue(models)).listed
        == ["arn:aws:bedrock:us-east-1::foundation-model/meta.a", "meta.b"]
    )
  }

  @Test(arguments: [
    ("us.anthropic.claude-x-v1:0", "US Claude", nil),
    ("us.new.thing-v1:0", "From Anthropic", nil),
    ("us.stability.sd-v1:0", "Stable", Prediction.Rule.profilePublisher),
    ("us.z.ai.glm", "Z.AI GLM", .profilePublisher),
    ("us.amazon.nova-sonic-v1:0", "Nova", .profileKind), ("", "Amazon", .profileKind),
    ("us.twelvelabs.marengo-embed-2-7-v1:0", "Marengo", .profileKind),
    ("us.amazon.nova-2-multimodal-embeddings-v1:0", "Nova", .profileEmbedding),
    ("us.openai.text-embedding-9", "GPT", .profileEmbedding),
    ("us.meta.vector-1:0", "Meta", .profileEmbedding),
  ])
  func profiles(_ id: String, _ name: String, _ rule: Prediction.Rule?) {
    let prediction = Prediction.predict(
      Self.catalogue(profiles: [Self.profile(id, name: name)])
    )
    #expect(prediction.excluded.map(\.rule) == (rule.map { [$0] } ?? []))
    #expect(prediction.listed.count == (rule == nil ? 1 : 0))
  }

  @Test func aProfileOverAnEmbeddingModelIsOne() {
    let hidden = Self.model("meta.quiet-v1:0", provider: "Meta", output: ["EMBEDDING"])
    let prediction = Prediction.predict(
      Self.catalogue(
        [hidden],
        profiles: [Self.profile("us.meta.quiet-v1:0", models: ["meta.quiet-v1:0"])]
      )
    )
    #expect(prediction.excluded.map(\.rule) == [.embedding, .profileEmbedding])
  }

  @Test(
    arguments: [
      ("arn:aws:bedrock:us-east-1:1:custom-model/amazon.nova/x", "Nova Pro", nil),
      (
        "arn:aws:bedrock:us-east-1:1:custom-model/y", "amazon.titan-embed-text-v2",
        Prediction.Rule.customEmbedding
      ),
      ("arn:aws:bedrock:us-east-1:1:custom-model/my-embed", nil, .customEmbedding),
      ("arn:aws:bedrock:us-east-1:1:custom-model/embedded", nil, nil),
      ("arn:aws:bedrock:us-east-1:1:custom-model/global.vector", "", .customEmbedding),
      ("", "Nova", .customWithoutARN),
    ] as [(String, String?, Prediction.Rule?)]
  )
  func customModels(_ arn: String, _ base: String?, _ rule: Prediction.Rule?) {
    let custom = CustomModel(arn: arn, name: "c", baseModelName: base)
    let prediction = Prediction.predict(Self.catalogue(custom: [custom]))
    #expect(prediction.excluded.map(\.rule) == (rule.map { [$0] } ?? []))
  }

  @Test func theOrderIsModelsCustomProfiles() {
    let prediction = Prediction.predict(
      Self.catalogue(
        [Self.model("meta.b", provider: "Meta"), Self.model("meta.a", provider: "Meta")],
        profiles: [Self.profile("us.meta.a")],
        custom: [
          CustomModel(
            arn: "arn:aws:bedrock:us-east-1:1:custom-model/c",
            name: "c",
            baseModelName: "x"
          )
        ]
      )
    )
    #expect(
      prediction.listed.map { $0.split(separator: "/").last ?? "" } == [
        "meta.b", "meta.a", "c", "us.meta.a",
      ]
    )
    #expect(Prediction.snapshot == "2026-08-21")
  }
}
