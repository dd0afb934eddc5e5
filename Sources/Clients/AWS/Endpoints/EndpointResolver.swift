/// Where a service is called, and what its signature names.
public struct AWSEndpoint: Sendable, Equatable {
  public var origin: Origin
  /// Comes before the operation's own path; empty, or `/x` without a final slash.
  public var pathPrefix: String
  public var signingRegion: String
}

/// Finds endpoints: an override from the environment, then one from the config file, then the
/// partition table.
public struct EndpointResolver: Sendable {
  private let overrides: [AWSService: EndpointOverride]
  private let fips: Bool
  private let dualStack: Bool
  private let legacySTS: Bool

  public init(
    environment: [String: String],
    configured: ConfiguredEndpoints = ConfiguredEndpoints()
  ) {
    func flag(_ name: String) -> Bool? { environment[name].map { $0.lowercased() == "true" } }
    let ignored = flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? configured.ignored ?? false
    var overrides: [AWSService: EndpointOverride] = [:]
    for service in AWSService.allCases where !ignored {
      overrides[service] = Self.override(of: service, environment, configured)
    }
    self.overrides = overrides
    fips = flag("AWS_USE_FIPS_ENDPOINT") ?? configured.fips ?? false
    dualStack = flag("AWS_USE_DUALSTACK_ENDPOINT") ?? configured.dualStack ?? false
    let mode = environment["AWS_STS_REGIONAL_ENDPOINTS"].map { $0.lowercased() == "legacy" }
    legacySTS = mode ?? configured.legacySTS ?? false
  }

  /// Every override in force, in the order of `AWSService`.
  public var overridesInForce: [EndpointOverride] {
    AWSService.allCases.compactMap { overrides[$0] }
  }

  /// What names the endpoint of `service`, where it is not AWS's own.
  func setting(of service: AWSService) -> String? { overrides[service]?.source }

  /// The endpoint of `service` for a client of `region`.
  ///
  /// - Throws: `TransportError` of kind `refusedLocally`, in words: nothing has been sent.
  public func endpoint(
    of service: AWSService,
    region: String
  ) throws(TransportError) -> AWSEndpoint {
    guard Self.isRegion(region) else {
      throw Self.refused("The region \"\(region.prefix(64))\" is not a region's name")
    }
    if let override = overrides[service] { return try endpoint(override, region: region) }
    let partition = Partition.of(region: region)
    if service == .iam { return try iam(in: partition) }
    if service == .sts, legacySTS, partition.id == "aws", !fips, !dualStack {
      return AWSEndpoint(
        origin: Origin(host: "sts.amazonaws.com"),
        pathPrefix: "",
        signingRegion: "us-east-1"
      )
    }
    guard let suffix = dualStack ? partition.dualStackSuffix : partition.dnsSuffix else {
      throw Self.refused("The partition \(partition.id) has no dual-stack endpoints")
    }
    // GovCloud's plain STS and portal hosts are its FIPS hosts.
    let plainIsFIPS = partition.id == "aws-us-gov" && [.sts, .sso].contains(service) && !dualStack
    let name = service.hostPrefix + (fips && !plainIsFIPS ? "-fips" : "")
    return AWSEndpoint(
      origin: Origin(host: "\(name).\(region).\(suffix)"),
      pathPrefix: "",
      signingRegion: region
    )
  }

  private func iam(in partition: Partition) throws(TransportError) -> AWSEndpoint {
    let hosts = partition.iam
    let host: String? =
      switch (fips, dualStack) {
      case (false, false): hosts.standard
      case (false, true): hosts.dualStack
      case (true, false): hosts.fips
      case (true, true): hosts.fipsDualStack
      }
    guard let host else {
      throw Self.refused("The partition \(partition.id) has no such endpoint of IAM")
    }
    return AWSEndpoint(
      origin: Origin(host: host),
      pathPrefix: "",
      signingRegion: partition.iamRegion
    )
  }

  /// IAM too is signed with the client's own region here, as the AWS CLI does.
  private func endpoint(
    _ override: EndpointOverride,
    region: String
  ) throws(TransportError) -> AWSEndpoint {
    guard !fips, !dualStack else {
      throw Self.refused("\(override.source) cannot go together with FIPS or dual-stack endpoints")
    }
    guard let (origin, path) = Origin.parse(override.url) else {
      throw Self.refused("\(override.source) is not a URL such as https://host:port")
    }
    guard origin.scheme == .https || origin.isLoopback else {
      throw Self.refused("\(override.source) is plain http to \(origin.host); use https")
    }
    let prefix = path.split(separator: "/").map { "/\($0)" }.joined()
    return AWSEndpoint(origin: origin, pathPrefix: prefix, signingRegion: region)
  }

  private static func override(
    of service: AWSService,
    _ environment: [String: String],
    _ configured: ConfiguredEndpoints
  ) -> EndpointOverride? {
    let candidates: [(source: String, url: String?)] = [
      (service.endpointVariable, environment[service.endpointVariable]),
      ("AWS_ENDPOINT_URL", environment["AWS_ENDPOINT_URL"]),
      ("endpoint_url of \(service.sectionName) in the config file", configured.services[service]),
      ("endpoint_url in the config file", configured.all),
    ]
    for candidate in candidates {
      guard let url = candidate.url, !url.isEmpty else { continue }
      let shown = url.contains("@") ? "(a URL with a user or a password)" : url
      return EndpointOverride(service: service, url: shown, source: candidate.source)
    }
    return nil
  }

  /// It becomes part of a host name that gets signed requests, so nothing but a label will do.
  private static func isRegion(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  private static func refused(_ detail: String) -> TransportError {
    TransportError(.refusedLocally, phase: .definiteNo, detail: detail)
  }
}
