import Testing

@testable import Clients

@Suite struct AWSEndpointTests {
  @Test(arguments: try AWSVectors.read("endpoints.json", as: EndpointVector.self))
  func resolvesAsBotocoreDoes(_ vector: EndpointVector) throws {
    let resolver = EndpointResolver(
      environment: [:],
      configured: ConfiguredEndpoints(fips: vector.fips, dualStack: vector.dualStack)
    )
    let service = try #require(AWSService(rawValue: vector.service))
    guard let host = vector.host else {
      #expect(throws: TransportError.self) {
        try resolver.endpoint(of: service, region: vector.region)
      }
      return
    }
    let endpoint = try resolver.endpoint(of: service, region: vector.region)
    #expect(endpoint.origin == Origin(host: host))
    #expect(endpoint.signingRegion == vector.signingRegion)
  }

  @Test func everyListedRegionIsOfItsPartition() {
    for partition in Partition.all {
      for region in partition.bedrockRegions + [partition.iamRegion] {
        #expect(Partition.of(region: region) == partition, "\(region)")
      }
    }
    #expect(Partition.commercial.bedrockRegions.count == 33)
  }

  @Test(arguments: [
    ("arn:aws:sts::123456789012:assumed-role/a/b", "aws"),
    ("arn:aws-us-gov:iam::123456789012:user/u", "aws-us-gov"),
    ("arn:aws-cn:iam::123456789012:root", "aws-cn"),
    ("arn:aws-mars:iam::123456789012:root", nil), ("arn:aws", nil), ("", nil), ("aws:aws:x", nil),
  ])
  func partitionOfAnARN(_ arn: String, _ id: String?) { #expect(Partition.of(arn: arn)?.id == id) }

  @Test(arguments: [
    ("us-gov-west-1", "aws-us-gov"), ("us-isob-east-1", "aws-iso-b"),
    ("eusc-de-east-1", "aws-eusc"),
    ("us-west-2", "aws"), ("zz-new-9", "aws"), ("us-gov-west-x", "aws"), ("", "aws"),
  ])
  func partitionOfARegion(_ region: String, _ id: String) {
    #expect(Partition.of(region: region).id == id)
  }

  struct OverrideRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var environment: [String: String] = [:]
    var configured = ConfiguredEndpoints()
    /// Of IAM; `nil` when AWS's own holds.
    var source: String?
    var host = "iam.amazonaws.com"
  }

  static let overrides = [
    OverrideRow(testDescription: "none"),
    OverrideRow(
      testDescription: "one service",
      environment: ["AWS_ENDPOINT_URL_IAM": "https://a.example"],
      source: "AWS_ENDPOINT_URL_IAM",
      host: "a.example"
    ),
    OverrideRow(
      testDescription: "another service",
      environment: ["AWS_ENDPOINT_URL_STS": "https://a.example"]
    ),
    OverrideRow(
      testDescription: "its own before all",
      environment: [
        "AWS_ENDPOINT_URL": "https://all.example", "AWS_ENDPOINT_URL_IAM": "https://a.example",
      ],
      source: "AWS_ENDPOINT_URL_IAM",
      host: "a.example"
    ),
    OverrideRow(
      testDescription: "all of the environment before the file's own",
      environment: ["AWS_ENDPOINT_URL": "https://all.example"],
      configured: ConfiguredEndpoints(services: [.iam: "https://file.example"]),
      source: "AWS_ENDPOINT_URL",
      host: "all.example"
    ),
    OverrideRow(
      testDescription: "the file's own before the file's all",
      configured: ConfiguredEndpoints(
        services: [.iam: "https://file.example"],
        all: "https://x.example"
      ),
      source: "endpoint_url of iam in the config file",
      host: "file.example"
    ),
    OverrideRow(
      testDescription: "the file's all",
      configured: ConfiguredEndpoints(all: "https://x.example"),
      source: "endpoint_url in the config file",
      host: "x.example"
    ),
    OverrideRow(
      testDescription: "empty is unset",
      environment: ["AWS_ENDPOINT_URL_IAM": "", "AWS_ENDPOINT_URL": ""]
    ),
    OverrideRow(
      testDescription: "ignored by the environment",
      environment: [
        "AWS_ENDPOINT_URL": "https://all.example", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
      ]
    ),
    OverrideRow(
      testDescription: "ignored by the file",
      configured: ConfiguredEndpoints(all: "https://x.example", ignored: true)
    ),
    OverrideRow(
      testDescription: "the environment says not to ignore",
      environment: ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "FALSE"],
      configured: ConfiguredEndpoints(all: "https://x.example", ignored: true),
      source: "endpoint_url in the config file",
      host: "x.example"
    ),
  ]

  @Test(arguments: overrides)
  func overrideInForce(_ row: OverrideRow) throws {
    let resolver = EndpointResolver(environment: row.environment, configured: row.configured)
    #expect(resolver.overridesInForce.first { $0.service == .iam }?.source == row.source)
    let endpoint = try resolver.endpoint(of: .iam, region: "eu-west-1")
    #expect(endpoint.origin.host == row.host)
    #expect(endpoint.signingRegion == (row.source == nil ? "us-east-1" : "eu-west-1"))
  }

  @Test func overridesKeepTheirPortAndPath() throws {
    let resolver = EndpointResolver(environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566/iam/"])
    let endpoint = try resolver.endpoint(of: .iam, region: "us-east-1")
    #expect(endpoint.origin == Origin(scheme: .http, host: "127.0.0.1", port: 4566))
    #expect(endpoint.pathPrefix == "/iam")
  }

  @Test(arguments: [
    "http://iam.example", "ftp://iam.example", "iam.example", "https://", "https://a b",
    "https://user:hunter2@iam.example", "https://iam.example?x=1", "http://127.0.0.1.example:80",
  ])
  func refusesAnOverride(_ url: String) {
    let resolver = EndpointResolver(environment: ["AWS_ENDPOINT_URL_IAM": url])
    let error = #expect(throws: TransportError.self) {
      try resolver.endpoint(of: .iam, region: "us-east-1")
    }
    #expect(error?.kind == .refusedLocally && error?.phase == .definiteNo)
    #expect(error?.detail.contains("AWS_ENDPOINT_URL_IAM") == true)
    #expect(error?.detail.contains("hunter2") == false)
    #expect(resolver.overridesInForce.first?.url.contains("hunter2") == false)
  }

  @Test(arguments: [
    "", "us east 1", "us-east-1.evil.example", "us-east-1/", "US-EAST-1", "-a", "a-", "évil-1",
    String(repeating: "a", count: 64),
  ])
  func refusesWhatIsNoRegion(_ region: String) {
    let resolver = EndpointResolver(environment: [:])
    let error = #expect(throws: TransportError.self) {
      try resolver.endpoint(of: .bedrock, region: region)
    }
    #expect(error?.kind == .refusedLocally)
  }

  @Test(arguments: ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])
  func aVariantAndAnOverrideExcludeEachOther(_ variable: String) {
    let resolver = EndpointResolver(
      environment: [variable: "true", "AWS_ENDPOINT_URL": "https://a.example"])
    #expect(throws: TransportError.self) {
      try resolver.endpoint(of: .sts, region: "us-east-1")
    }
  }

  @Test func theLegacyGlobalSTS() throws {
    let resolver = EndpointResolver(environment: ["AWS_STS_REGIONAL_ENDPOINTS": "legacy"])
    let endpoint = try resolver.endpoint(of: .sts, region: "eu-west-1")
    #expect(endpoint.origin.host == "sts.amazonaws.com" && endpoint.signingRegion == "us-east-1")
    let gov = try resolver.endpoint(of: .sts, region: "us-gov-west-1")
    #expect(gov.origin.host == "sts.us-gov-west-1.amazonaws.com")
  }
}
