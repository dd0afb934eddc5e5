/// An address copied from Studio's address bar, which tells the site and often the ids:
/// `https://cloud.eu1.vertesia.io/studio/environments/ENV?a=ORG&p=PROJECT`.
public struct StudioLink: Sendable, Equatable {
  public let site: VertesiaSite
  public let organization: String?
  public let project: String?
  public let environment: String?

  /// `nil` when `text` is not an https address of Studio.
  public init?(_ text: String) {
    let text = text.trimmed()
    guard !text.contains("@"), !text.contains("\\") else { return nil }
    let address = text.prefix { $0 != "?" && $0 != "#" }
    let url = address.contains("://") ? String(address) : "https://\(address)"
    guard let (origin, path) = Origin.parse(url), origin.scheme == .https, origin.port == 443,
      let site = Self.site(of: origin.host)
    else { return nil }
    self.site = site

    let query = text[address.endIndex...].dropFirst().prefix { $0 != "#" }
    var fields: [Substring: String] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, Self.isID(parts[1]) { fields[parts[0]] = String(parts[1]) }
    }
    organization = fields["a"]
    project = fields["p"]

    let segments = path.split(separator: "/")
    let place = segments.firstIndex(of: "environments").map { segments.index(after: $0) }
    environment = place.flatMap { place in
      place < segments.endIndex && Self.isID(segments[place]) ? String(segments[place]) : nil
    }
  }

  private static func site(of host: String) -> VertesiaSite? {
    guard host.hasSuffix(".vertesia.io") else { return nil }
    let api: String
    if host.hasPrefix("cloud.") {
      api = "api." + host.dropFirst("cloud.".count)
    } else if host.hasPrefix("preview.cloud.") {
      api = "api-preview." + host.dropFirst("preview.cloud.".count)
    } else {
      return nil
    }
    let base = ServiceBase(origin: Origin(host: api))
    guard let sts = VertesiaSite.tokenServer(of: base) else { return nil }
    return VertesiaSite(api: base, sts: sts, source: .answer)
  }

  /// The ids of Vertesia are 24 lower-case hexadecimal digits.
  private static func isID(_ text: Substring) -> Bool {
    text.utf8.count == 24
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }
}
