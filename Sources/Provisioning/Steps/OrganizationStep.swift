import Clients
import Federation

/// The Vertesia organization, its project and the key's roles are known.
struct OrganizationStep: Step {
  let id = StepID.organization

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Organization {
    try await Self.organization(try cloud.requireVertesia())
  }

  static func organization(_ side: VertesiaSide) async throws(Fault) -> Organization {
    let claims: VertesiaClaims?
    do throws(VertesiaError) {
      claims = try await side.client.claims()
    } catch {
      throw VertesiaDiagnosis.signIn(error, at: side)
    }
    async let listed = outcome { () async throws(Fault) in try await Self.projects(side) }
    let account = try await Fault.asking { () async throws(VertesiaError) in
      try await side.client.account()
    }
    let issuer = await Self.issuer(claims, side)
    let projects = try await listed.get()
    return Organization(
      id: account.id,
      name: account.name,
      projects: projects,
      keyProject: claims?.project?.id,
      roles: claims?.roles ?? [],
      mayAdministerEnvironments: claims?.mayAdministerEnvironments,
      source: side.source,
      site: side.site.name,
      issuer: issuer.url,
      issuerSource: issuer.source,
      issuerIsAssumed: issuer.isAssumed
    )
  }

  private static func projects(
    _ side: VertesiaSide
  ) async throws(Fault) -> [Organization.Project] {
    let all = try await Fault.asking { () async throws(VertesiaError) in
      try await side.client.projects()
    }
    return all.map { Organization.Project(id: $0.id, name: $0.name, isRestricted: $0.isRestricted) }
  }

  /// First that answers: the token's own issuer, the site's discovery document, Vertesia's guide.
  static func issuer(
    _ claims: VertesiaClaims?,
    _ side: VertesiaSide
  ) async -> (url: String, source: String, isAssumed: Bool) {
    if let issuer = claims?.issuer.flatMap(VertesiaSTS.normalizedIssuer) {
      return (issuer, "the token of \(side.source)", false)
    }
    if let issuer = try? await side.sts.discoveredIssuer() {
      return (issuer, "the discovery document of \(side.site.sts.origin)", false)
    }
    return (Inputs.guideIssuer, "Vertesia's guide, not confirmed", true)
  }

  func seen(_ sight: Organization, _ inputs: Inputs) -> Seen {
    let chosen = inputs.answers[.project] ?? sight.keyProject
    return .present([
      .id: sight.id, .name: sight.name, .project: chosen,
      .projectName: sight.projects.first { $0.id == chosen }?.name,
      .roles: sight.roles.joined(separator: " "), .issuer: sight.issuer,
      .issuerSource: sight.issuerSource, .site: sight.site,
    ])
  }

  func plan(_ sight: Organization, _ inputs: Inputs) throws(Fault) -> [Change] {
    if let asked = inputs.answers[.organization], asked != sight.id {
      throw Fault(
        .organizationMismatch,
        cause: "The key belongs to \(sight.name), and another organization was asked for.",
        evidence: [Evidence(.expected, asked), Evidence(.found, sight.id)]
      )
    }
    if let project = inputs.answers[.project],
      !sight.projects.contains(where: { $0.id == project && !$0.isRestricted })
    {
      throw Fault(
        .projectUnknown,
        evidence: [
          Evidence(.expected, project),
          Evidence(.found, sight.projects.map(\.id).joined(separator: " ")),
        ]
      )
    }
    return []
  }

  func words(_ sight: Organization, _ inputs: Inputs) -> String {
    "organization \(sight.name), \(sight.id)"
  }

  func handForm(_ inputs: Inputs) -> HandForm? {
    .organization(site: inputs.answers[.site])
  }
}
