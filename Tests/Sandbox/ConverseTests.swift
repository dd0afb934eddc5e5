import Testing

@testable import Sandbox

struct ConverseTests {
  private static let hello: JSON = [
    "messages": [["role": "user", "content": [["text": "Say hello."]]]],
    "inferenceConfig": ["maxTokens": 1],
  ]

  private static func converse(
    _ cloud: inout Cloud,
    _ model: String,
    _ body: JSON = hello
  ) -> Reply {
    cloud.bedrock("POST", "/model/\(Percent.encode(model))/converse", body)
  }

  @Test(arguments: [
    "amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1:0",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
    "arn:aws:bedrock:us-east-1:\(Cloud.account):inference-profile/us.amazon.nova-lite-v1:0",
  ])
  func aTextModelAnswersByAnyOfItsNames(_ model: String) {
    var cloud = Cloud()
    let answer = Self.converse(&cloud, model)
    #expect(answer.status == 200)
    #expect(answer.json?["usage"]?["outputTokens"]?.integer == 1)
  }

  @Test(arguments: [
    ("amazon.none-v1:0", 400, "identifier is invalid"),
    (
      "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0", 400,
      "identifier is invalid"
    ),
    ("anthropic.claude-sonnet-4-5-20250929-v1:0", 400, "on-demand throughput"),
    ("amazon.nova-canvas-v1:0", 400, "supported text or chat model"),
  ])
  func whatIsNoTextModelHereIsRefused(_ model: String, _ status: Int, _ words: String) {
    var cloud = Cloud()
    let answer = Self.converse(&cloud, model)
    #expect(answer.status == status)
    #expect(answer.json?["message"]?.text?.contains(words) == true)
  }

  @Test(
    arguments: [
      [:], ["messages": []], ["messages": [["role": "assistant", "content": [["text": "a"]]]]],
      ["messages": [["role": "user", "content": []]]],
      ["messages": hello["messages"] ?? [], "inferenceConfig": ["maxTokens": 0]],
    ] as [JSON]
  )
  func aRequestThatIsNoConversationIsRefused(_ body: JSON) {
    var cloud = Cloud()
    #expect(Self.converse(&cloud, "amazon.nova-lite-v1:0", body).code == "ValidationException")
  }

  @Test func aMissingFormIsSaid() {
    var cloud = Cloud(.modelsNotEnabled)
    let answer = Self.converse(&cloud, "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    #expect(answer.status == 404)
    #expect(answer.json?["message"]?.text?.contains("use case details") == true)
  }

  /// Who may not subscribe is refused; who may has agreed by calling.
  @Test func theFirstCallAgreesToTheTerms() throws {
    var cloud = Cloud(.modelsNotEnabled)
    let id = "meta.llama3-8b-instruct-v1:0"
    let agreement = { (cloud: inout Cloud) in
      cloud.bedrock("GET", "/foundation-model-availability/\(Percent.encode(id))")
        .json?["agreementAvailability"]?["status"]?.text
    }
    #expect(agreement(&cloud) == "NOT_AVAILABLE")
    #expect(Self.converse(&cloud, id).status == 200)
    #expect(agreement(&cloud) == "PENDING")

    var bound = Cloud(.modelsNotEnabled)
    try Self.deny("aws-marketplace:*", on: "*", in: &bound)
    let refused = Self.converse(&bound, id)
    #expect(refused.status == 403)
    #expect(refused.json?["message"]?.text?.contains("aws-marketplace:Subscribe") == true)
    #expect(agreement(&bound) == "NOT_AVAILABLE")
  }

  /// A profile needs the right to every model that it may reach.
  @Test func aDenialInOneRegionIsADenial() throws {
    var cloud = Cloud()
    let elsewhere = "arn:aws:bedrock:us-west-2::foundation-model/*"
    try Self.deny("bedrock:InvokeModel", on: elsewhere, in: &cloud)
    #expect(Self.converse(&cloud, "amazon.nova-lite-v1:0").status == 200)
    #expect(Self.converse(&cloud, "us.amazon.nova-lite-v1:0").code == "AccessDeniedException")
  }

  private static func deny(
    _ action: String,
    on resource: String,
    in cloud: inout Cloud
  ) throws(AWSFault) {
    let statement: JSON = [
      "Effect": "Deny", "Action": .string(action), "Resource": .string(resource),
    ]
    let text = String(
      decoding: (["Version": "2012-10-17", "Statement": [statement]] as JSON).bytes,
      as: UTF8.self
    )
    let policy = try PolicyDocument(text, as: .identity)
    cloud.world.accounts[Cloud.account]?.users[FakeKeys.callerName]?.policies.append(policy)
  }
}
