#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Amazon Bedrock's runtime in the caller's region. Every call is paid for by the caller's account.
public struct BedrockRuntimeClient: Sendable {
  private let caller: AWSCaller

  public init(_ caller: AWSCaller) { self.caller = caller }

  /// Says `text` to a model and lets it answer with at most `maxTokens` (1 or more) tokens.
  ///
  /// `modelID` is a foundation model's or an inference profile's, id or ARN. Sent once: a second
  /// time would be paid for again. See the API reference of Amazon Bedrock Runtime, Converse.
  public func converse(
    modelID: String,
    text: String,
    maxTokens: Int
  ) async throws(AWSError) -> ModelAnswer {
    let request = Request(
      messages: [Request.Message(role: "user", content: [Request.Content(text: text)])],
      inferenceConfig: Request.Limits(maxTokens: maxTokens)
    )
    // A value of strings and a number encodes at all times.
    let body = (try? JSONEncoder().encode(request)).map(Array.init) ?? []
    let call = AWSCall(
      service: .bedrockRuntime,
      operation: "Converse",
      method: .post,
      path: AWSCall.path("model", modelID, "converse"),
      headers: ["Accept": "application/json", "Content-Type": "application/json"],
      body: body,
      repeats: .never
    )
    return try await caller.send(call) { response throws(WireError) in
      try JSONAnswer.decode(ModelAnswer.self, from: response.body)
    }
  }

  private struct Request: Encodable {
    struct Message: Encodable {
      var role: String
      var content: [Content]
    }

    struct Content: Encodable {
      var text: String
    }

    struct Limits: Encodable {
      var maxTokens: Int
    }

    var messages: [Message]
    var inferenceConfig: Limits
  }
}

/// That a model has answered, and what is paid for; what it said is of no interest.
public struct ModelAnswer: Decodable, Sendable, Equatable {
  public var usage: Usage

  public struct Usage: Decodable, Sendable, Equatable {
    public var inputTokens: Int
    public var outputTokens: Int
  }
}
