/// What an account may use of Bedrock, apart from IAM.
struct BedrockAccess: Sendable {
  /// The Anthropic use-case form, base64 as it was sent; `nil` when never submitted.
  var useCase: String?
  /// Model ids whose Marketplace agreement is missing.
  var withoutAgreement: Set<String> = []
  /// When an accepted agreement becomes available, by model id.
  var pendingAgreements: [String: Moment] = [:]
  var customModels: [CustomModel] = []

  struct CustomModel: Sendable {
    var name: String
    var id: String
    var baseModel: String
    var baseName: String
    var region: String
    var created: Moment
  }
}
