package import Federation

extension Sample {
  package static func row(
    _ id: String,
    _ name: String,
    _ provider: String,
    _ ways: [String],
    _ state: ModelRow.State,
    advice: Remedy? = nil
  ) -> ModelRow {
    let isListed = state == .listed || state == .likelyReady || state == .answered
    return ModelRow(
      id: id,
      name: name,
      provider: provider,
      ways: ways.map {
        .init(
          label: $0,
          id: "arn:aws:bedrock:us-east-1:\(account):inference-profile/\($0)\(id)",
          isListed: isListed
        )
      },
      state: state,
      advice: advice
    )
  }

  package static let report = ListingReport(
    rows: [
      row(
        "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "Claude Sonnet 4.5",
        "Anthropic",
        ["us.", "global."],
        .likelyReady
      ),
      row(
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "Claude Haiku 4.5",
        "Anthropic",
        ["us.", "global."],
        .likelyReady
      ),
      row("amazon.nova-pro-v1:0", "Nova Pro", "Amazon", ["on demand", "us."], .likelyReady),
      row("amazon.nova-lite-v1:0", "Nova Lite", "Amazon", ["on demand", "us."], .likelyReady),
      row("amazon.nova-micro-v1:0", "Nova Micro", "Amazon", ["on demand", "us."], .listed),
      row("meta.llama3-3-70b-instruct-v1:0", "Llama 3.3 70B Instruct", "Meta", ["us."], .listed),
      row(
        "anthropic.claude-opus-4-1-20250805-v1:0",
        "Claude Opus 4.1",
        "Anthropic",
        ["us."],
        .needsForm,
        advice: Remedy(
          "Send Anthropic's use-case form once for this account; it takes two minutes.",
          url:
            "https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/model-catalog"
        )
      ),
      row(
        "mistral.mistral-large-2407-v1:0",
        "Mistral Large (24.07)",
        "Mistral AI",
        ["on demand"],
        .needsMarketplace,
        advice: Remedy(
          "Somebody with AWS Marketplace rights has to subscribe to it.",
          url:
            "https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/model-catalog"
        )
      ),
      row(
        "ai21.jamba-1-5-large-v1:0",
        "Jamba 1.5 Large",
        "AI21 Labs",
        ["on demand"],
        .unknown,
        advice: Remedy("AWS did not say. Look again with r.")
      ),
    ]
      + (0..<14).map { index in
        row(
          "qwen.qwen3-\(index)b-v1:0",
          "Qwen3 \(index)B",
          "Qwen",
          ["on demand"],
          index.isMultiple(of: 5) ? .refusedByRole : .listed
        )
      },
    listed: [],
    missing: ["mistral.mistral-large-2407"],
    excluded: (1...9).map {
      ListingReport.Excluded(
        id: "cohere.embed-v\($0)",
        name: "Embed \($0)",
        why: "an embedding model"
      )
    },
    findings: [Notice(.info, "4 more models are listed than were expected.")]
  )

  package static let handForm = HandForm(
    step: .connection,
    title: "Put the role ARN into the environment in Vertesia Studio",
    instructions: [
      "Open Vertesia Studio and choose the organization Acme Research.",
      "Go to Settings, then Environments, and open bedrock-us-east-1.",
      "Paste the role ARN into API Key and save.",
    ],
    values: [.init(label: "API key", text: roleARN), .init(label: "Endpoint", text: "us-east-1")]
  )

  package static let requestForm = HandForm(
    step: .role,
    title: "Hand the AWS side to an administrator",
    instructions: [
      "Send the request file to somebody with IAM rights in 432112349876.",
      "It says what is needed and why, with both policies and the commands.",
      "Paste the role ARN that comes back.",
    ],
    values: [],
    returns: [.roleARN],
    document: "/home/jo/.local/state/vertesia-bedrock/k3vq7m2d/request.md"
  )

  package static let studioForm = HandForm(
    step: .organization,
    title: "Copy the IDs from Vertesia Studio",
    instructions: [
      "Open Vertesia Studio and choose your organization.",
      "The organization's ID stands in Settings, under Organization.",
    ],
    values: [],
    returns: [.organization, .environmentID]
  )

  package static let trial = ModelTrial(
    way: report.rows[0].ways[0].id,
    outcome: .answered(tokensIn: 8, tokensOut: 1, milliseconds: 812)
  )

  package static let refusedTrial = ModelTrial(
    way: report.rows[0].ways[0].id,
    outcome: .refused(
      Fault(
        .testCallRefused,
        cause: "Anthropic's use-case form has not been sent from this account, or is not in "
          + "force yet",
        remedies: [ModelRow.State.needsForm.advice(region: "us-east-1")].compactMap(\.self),
        evidence: [
          Evidence(.service, "Bedrock"), Evidence(.operation, "Converse"), Evidence(.status, "404"),
          Evidence(.error, "ResourceNotFoundException"),
          Evidence(
            .message,
            "Model use case details have not been submitted for this account. Fill out the Anthropic "
              + "use case details form before using the model."
          ), Evidence(.requestID, "5f1d9a70-2f0e-4a34-9d0b-0a4d3c1d2b11"),
        ]
      ),
      needing: .needsForm
    )
  )
}
