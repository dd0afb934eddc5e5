/// An address copied from Vertesia Studio, which tells the site and often ids:
/// `https://cloud.eu1.vertesia.io/studio/environments/ENV?a=ORG&p=PROJECT`.
package struct StudioURL: Equatable, Sendable {
  /// The API host of that site: `api.eu1.vertesia.io`.
  package var site: String
  package var organization: String?
  package var project: String?
  package var environment: String?

  /// `nil` for what is not an https address of Studio. Ids of another shape are left out.
  package static func parse(_ text: String) -> StudioURL? {
    guard let rest = text.trimmed().after("https://"), rest.utf8.count <= 2048 else { return nil }
    let ends = rest.firstIndex { "?#".contains($0) } ?? rest.endIndex
    let path = rest[..<ends].pieces(at: "/")
    guard let host = path.first?.lowercased(), let site = site(of: host) else { return nil }
    var link = StudioURL(site: site)
    for pair in rest[ends...].dropFirst().split(whereSeparator: { "&?#".contains($0) }) {
      let parts = pair.pieces(at: "=", limit: 2)
      guard parts.count == 2, AnswerCheck.isObjectID(parts[1]) else { continue }
      if parts[0] == "a" { link.organization = parts[1] }
      if parts[0] == "p" { link.project = parts[1] }
    }
    if let place = path.firstIndex(of: "environments"), place + 1 < path.count,
      AnswerCheck.isObjectID(path[place + 1])
    {
      link.environment = path[place + 1]
    }
    return link
  }

  private static func site(of host: String) -> String? {
    guard HostName.isValid(host), host.hasSuffix(".vertesia.io") else { return nil }
    return host.after("cloud.").map { "api." + $0 }
      ?? host.after("preview.cloud.").map { "api-preview." + $0 }
  }

  /// Where Studio of a site is; that of the default site when the rule does not fit.
  package static func studio(of site: String?) -> String {
    let host = site.map { $0.after("https://") ?? $0 } ?? "api.vertesia.io"
    let studio =
      host.after("api.").map { "cloud." + $0 }
      ?? host.after("api-preview.").map { "preview.cloud." + $0 }
    guard let studio, studio.hasSuffix("vertesia.io") else { return "https://cloud.vertesia.io" }
    return "https://\(studio)"
  }
}
