/// What the config file says about endpoints, for the profile in use; read elsewhere, used here.
public struct ConfiguredEndpoints: Sendable, Equatable {
  /// `endpoint_url` of each service in the profile's `[services NAME]` section.
  public var services: [AWSService: String]
  /// The profile's own `endpoint_url`.
  public var all: String?
  /// `ignore_configured_endpoint_urls`.
  public var ignored: Bool?
  /// `use_fips_endpoint`.
  public var fips: Bool?
  /// `use_dualstack_endpoint`.
  public var dualStack: Bool?
  /// `sts_regional_endpoints = legacy`.
  public var legacySTS: Bool?

  public init(
    services: [AWSService: String] = [:],
    all: String? = nil,
    ignored: Bool? = nil,
    fips: Bool? = nil,
    dualStack: Bool? = nil,
    legacySTS: Bool? = nil
  ) {
    self.services = services
    self.all = all
    self.ignored = ignored
    self.fips = fips
    self.dualStack = dualStack
    self.legacySTS = legacySTS
  }
}

/// An endpoint that somebody set in place of AWS's own; shown before anything is changed.
public struct EndpointOverride: Sendable, Equatable {
  public var service: AWSService
  /// As written; one with a user or a password in it, which is refused, shows neither.
  public var url: String
  /// `AWS_ENDPOINT_URL_IAM`, or `endpoint_url in the config file`.
  public var source: String
}
