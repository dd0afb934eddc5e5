extension FaultPage {
  /// VB6: access to models.
  static let models: [FaultPage] = [
    FaultPage(
      .regionOffersNothing,
      "Bedrock offers no models in this region",
      meaning: "An environment for it would stay empty",
      cause: "Bedrock is not there yet, or has nothing for this account",
      remedies: [Remedy("Choose another region (--region)")]
    ),
    FaultPage(
      .modelNotUsable,
      "The model is listed and cannot be used yet",
      meaning: "The connection works; the model needs one more thing",
      cause: "Its access in Bedrock is not complete",
      remedies: [
        Remedy(
          "Open the model in the Bedrock console and follow what it asks for",
          url: "https://console.aws.amazon.com/bedrock/home#/model-catalog"
        )
      ],
      exit: .modelNotUsable
    ),
    FaultPage(
      .modelNotListed,
      "Vertesia does not list this model",
      meaning: "The connection works; the model is not among what it offers",
      cause: "The id is misspelled, the region lacks it, or Vertesia does not support it",
      remedies: [Remedy("See the models", ProductCommand(.models, of: .own))],
      exit: .modelNotUsable
    ),
    FaultPage(
      .enableRefused,
      "The model could not be enabled",
      meaning: "The other models are as they were",
      cause: "Vertesia enables only what the role can list at that moment",
      remedies: [
        Remedy("Try again in a minute"), Remedy("Enable it in Studio, on the environment's page"),
      ]
    ),
    FaultPage(
      .testCallRefused,
      "The model did not answer the test call",
      meaning: "The connection is as it was: the call went out as you, and not as Vertesia's role",
      cause: "The account, the model or the region does not let this sign-in call it",
      remedies: [Remedy("Try the model in Vertesia Studio, which calls as the role")],
      exit: .modelNotUsable
    ),
  ]
}
