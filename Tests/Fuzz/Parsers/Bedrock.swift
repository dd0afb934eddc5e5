@testable import Clients

extension Parser {
  /// Bedrock's answers: JSON, through every operation of the client.
  static let bedrock = Parser(
    name: "bedrock",
    check: { bytes in
      let answer = Answer(bytes)
      let surroundings = Surroundings.attacked()
      let client = BedrockClient(
        AWSCaller(
          transport: SameAnswer(response: answer.response),
          surroundings: surroundings,
          credentials: StaticCredentials(.attacked, source: "fuzz", in: surroundings),
          endpoints: EndpointResolver(environment: [:]),
          region: "us-east-1",
          record: { _ in }
        )
      )
      let operation = answer.choose(reads)
      let fault = wait { () async -> AWSError? in
        do throws(AWSError) {
          try await operation(client)
          return nil
        } catch {
          return error
        }
      }
      if let fault { checkFault(fault, answer.response) }
    },
    large: [
      { Array("ListFoundationModels 200\n\n{\"modelSummaries\":\("[".times(4_000_000))".utf8) },
      { Array("ListFoundationModels 200\n\n\("{\"a\":".times(1_000_000))".utf8) },
      {
        Array(
          "ListFoundationModels 200\n\n{\"modelSummaries\":[\(model.times(40_000))\(last)]}".utf8
        )
      },
    ]
  )

  private static let last = "{\"modelArn\":\"a\",\"modelId\":\"b\"}"
  private static let model = last + ","

  private typealias Read = @Sendable (BedrockClient) async throws(AWSError) -> Void

  private static let reads: [(name: String, value: Read)] = [
    (
      "ListFoundationModels",
      { client throws(AWSError) in
        _ = try await client.listFoundationModels()
      }
    ),
    (
      "GetFoundationModelAvailability",
      { client throws(AWSError) in
        _ = try await client.getFoundationModelAvailability(modelID: "a.b:0").isPositive
      }
    ),
    (
      "ListInferenceProfiles",
      { client throws(AWSError) in
        _ = try await client.listInferenceProfiles()
      }
    ),
    ("ListCustomModels", { client throws(AWSError) in _ = try await client.listCustomModels() }),
    (
      "GetUseCaseForModelAccess",
      { client throws(AWSError) in
        _ = try await client.getUseCaseForModelAccess()
      }
    ),
  ]
}
