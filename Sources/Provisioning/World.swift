public import Clients

/// The outside as this library may know it, passed by parameter: nothing is read from globals.
public struct World: Sendable {
  public var transport: any Transport
  public var surroundings: Surroundings
  public var settings: Settings

  public init(
    transport: any Transport,
    surroundings: Surroundings,
    settings: Settings = Settings()
  ) {
    self.transport = transport
    self.surroundings = surroundings
    self.settings = settings
  }
}

/// What the command line decided that is not an answer of the set-up.
public struct Settings: Sendable {
  /// `--site` as written on the command line: only that lets a foreign host have a key.
  public var namedSite: String?
  /// True when the sandbox plays both sides.
  public var isDemo: Bool
  /// What has to be known of the demo's world in order to get through it.
  public var demoHint: String?
  /// Whether a person is there who can be asked for a code or a key.
  public var isInteractive: Bool
  /// How this program is called again, for the commands that are handed to people.
  public var invocation: Invocation
  /// How long a role may take to become usable before the listing is diagnosed.
  public var listingPatience: Duration
  /// How long IAM's reads may lag behind its writes.
  public var readPatience: Duration

  public init(
    namedSite: String? = nil,
    isDemo: Bool = false,
    demoHint: String? = nil,
    isInteractive: Bool = false,
    invocation: Invocation = Invocation(),
    listingPatience: Duration = .seconds(180),
    readPatience: Duration = .seconds(120)
  ) {
    self.namedSite = namedSite
    self.isDemo = isDemo
    self.demoHint = demoHint
    self.isInteractive = isInteractive
    self.invocation = invocation
    self.listingPatience = listingPatience
    self.readPatience = readPatience
  }
}
