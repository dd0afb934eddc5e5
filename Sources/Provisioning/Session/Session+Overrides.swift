import Clients
import Federation

extension Session {
  /// Endpoints, hosts and networks that are not the usual ones, each a sentence; services that are
  /// called at one place share theirs. In a demo that is as it should be, and said once.
  func overrides(_ configuration: AWSConfiguration?) -> [Notice] {
    guard !world.settings.isDemo else {
      let words = "Demo: a local cloud plays AWS and Vertesia; nothing of yours is read or changed"
      return [world.settings.demoHint, words].compactMap { $0 }.map { Notice(.info, $0) }
    }
    let environment = world.surroundings.environment
    let profile = profile(configuration)
    let endpoints = EndpointResolver(
      environment: environment,
      configured: profile?.endpoints ?? ConfiguredEndpoints()
    )
    var all = Self.sentences(endpoints.overridesInForce)
    let names = ["VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL"]
    let urls = names.map { environment[$0] ?? "" }
    if !urls[0].isEmpty, urls[0] == urls[1] {
      all.append("Vertesia is called at \(urls[0]), set by \(names[0]) and \(names[1])")
    } else {
      for (name, url) in zip(names, urls) where !url.isEmpty { all.append("\(name) is \(url)") }
    }
    if let home = environment["XDG_STATE_HOME"], !home.isEmpty, !home.hasPrefix("/") {
      all.append("XDG_STATE_HOME is ignored: \(home) is no absolute path")
    }
    if let site = world.settings.namedSite {
      all.append("Vertesia is called at \(site), as --site says")
    }
    return (all + world.transport.overrides).map { Notice(.warning, $0) }
  }

  /// One sentence for each place, naming the services that are called there.
  private static func sentences(_ overrides: [EndpointOverride]) -> [String] {
    var groups: [[EndpointOverride]] = []
    for override in overrides {
      let known = groups.firstIndex {
        $0[0].url == override.url && $0[0].source == override.source
      }
      if let known { groups[known].append(override) } else { groups.append([override]) }
    }
    return groups.map { group in
      let services = group.map(\.service.rawValue)
      let last = services.count > 1 ? " and \(services[services.count - 1])" : ""
      let names = services.dropLast(services.count > 1 ? 1 : 0).joined(separator: ", ") + last
      let verb = services.count > 1 ? "are" : "is"
      return "AWS \(names) \(verb) called at \(group[0].url), set by \(group[0].source)"
    }
  }
}
