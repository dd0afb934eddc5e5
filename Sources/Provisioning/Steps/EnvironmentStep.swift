import Clients
import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Vertesia environment of provider `bedrock` exists, with the region as its endpoint URL.
struct EnvironmentStep: Step {
  let id = StepID.environment
  static let provider = "bedrock"

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> [VertesiaEnvironment] {
    let side = try cloud.requireVertesia()
    return try await Fault.asking { () async throws(VertesiaError) in
      try await side.client.environments()
    }
  }

  /// The environment this set-up is about, among all of the organization.
  enum Match {
    case ours(VertesiaEnvironment)
    /// Named by a person, or remembered.
    case named(VertesiaEnvironment)
    /// Remembered, and not there.
    case gone(String)
    case sameName([VertesiaEnvironment])
    case none
  }

  static func match(_ sight: [VertesiaEnvironment], _ inputs: Inputs) -> Match {
    if let id = inputs.answers[.environmentID] ?? inputs.fact(.environment, .id) {
      return sight.first { $0.id == id }.map(Match.named) ?? .gone(id)
    }
    let marked = sight.filter {
      $0.description.flatMap(Marker.parse) == inputs.setup && $0.provider == provider
        && $0.endpointURL == inputs.region && isKeyless($0, inputs) && isMeant($0, inputs)
    }
    // Two with one marker: a request was delivered twice. The oldest is the one.
    if let oldest = marked.min(by: { age($0) < age($1) }) { return .ours(oldest) }
    let same = sight.filter {
      $0.provider == provider && $0.endpointURL == inputs.region
        && $0.name == inputs.environmentName
    }
    return same.isEmpty ? .none : .sameName(same)
  }

  private static func age(_ environment: VertesiaEnvironment) -> (Double, String) {
    (environment.createdAt?.timeIntervalSince1970 ?? 0, environment.id)
  }

  /// An environment that this set-up made and left behind for another one has the marker too.
  private static func isMeant(_ environment: VertesiaEnvironment, _ inputs: Inputs) -> Bool {
    if environment.name == inputs.environmentName { return true }
    // Renamed in Studio since its making was begun.
    return inputs.records[.environment]?.intent.map { !$0.preImage.contains(environment.id) }
      ?? false
  }

  /// No key, or one that can be ours.
  private static func isKeyless(_ environment: VertesiaEnvironment, _ inputs: Inputs) -> Bool {
    guard let hint = environment.keyHint else { return true }
    return inputs.roleARN.map { ConnectionStep().fits(hint, $0, inputs) } ?? false
  }

  func seen(_ sight: [VertesiaEnvironment], _ inputs: Inputs) -> Seen {
    switch Self.match(sight, inputs) {
    case .ours(let one), .named(let one): .present(Self.facts(one, inputs))
    case .gone, .sameName, .none: .absent
    }
  }

  static func facts(_ one: VertesiaEnvironment, _ inputs: Inputs) -> Facts {
    let marker = one.description.flatMap(Marker.parse)
    return [
      .id: one.id, .name: one.name, .region: one.endpointURL, .marker: marker?.text,
      .hint: one.keyHint, .ours: "\(marker == inputs.setup)",
    ]
  }

  func plan(
    _ sight: [VertesiaEnvironment],
    _ inputs: Inputs
  ) throws(Fault) -> [Change] {
    switch Self.match(sight, inputs) {
    case .ours(let one), .named(let one):
      try Self.compare(one, inputs)
      return projectChange(one, inputs)
    case .gone(let id):
      throw Fault(
        .environmentGone,
        cause: "Vertesia does not list an environment with this id in the organization.",
        remedies: [
          Remedy(
            "Make a new one, with a role of its own where the role there trusts the old one",
            inputs.again(.onConflict, "rename")
          ),
          Remedy("Use another one (--environment-id)"),
        ],
        evidence: [Evidence(.expected, id)]
      )
    case .sameName(let same):
      throw Self.taken(by: same, inputs)
    case .none:
      return [creation(inputs)]
    }
  }

  /// Who made it decides what comes first: a set-up of this program can be taken up again.
  private static func taken(by same: [VertesiaEnvironment], _ inputs: Inputs) -> Fault {
    let other = same.lazy.compactMap { $0.description.flatMap(Marker.parse) }
      .first { $0 != inputs.setup }
    let maker =
      other.map { "set-up \($0) of this program made it." } ?? "this set-up did not make it."
    var remedies = [
      Remedy("Use it", inputs.again(.environmentID, same[0].id)),
      Remedy("Give the new one another name (--environment-name)"),
    ]
    if other != nil {
      remedies.insert(
        Remedy(
          "Find that set-up, to go on with it",
          ProductCommand(.recover, Answers([.profile: inputs.answers[all: .profile]]))
        ),
        at: 0
      )
    }
    return Fault(
      .environmentExists,
      cause: "An environment named \(inputs.environmentName) for \(inputs.region) is there, and "
        + maker,
      remedies: remedies,
      evidence: [
        Evidence(.found, same.map(\.id).joined(separator: " ")),
        Evidence(.region, inputs.region),
      ]
    )
  }

  /// What cannot be changed without taking the environment away from somebody.
  private static func compare(
    _ one: VertesiaEnvironment,
    _ inputs: Inputs
  ) throws(Fault) {
    guard one.provider == provider else {
      throw Fault(
        .environmentDiffers,
        cause: "The environment \(one.name) is not one of Amazon Bedrock.",
        evidence: [Evidence(.expected, provider), Evidence(.found, one.provider)]
      )
    }
    guard one.endpointURL == inputs.region else {
      throw Fault(
        .environmentDiffers,
        cause: "The environment \(one.name) belongs to another region.",
        evidence: [
          Evidence(.expected, inputs.region), Evidence(.found, one.endpointURL ?? "no region"),
        ]
      )
    }
  }

  /// An empty list of projects is left alone: what it means is not documented.
  private func projectChange(_ one: VertesiaEnvironment, _ inputs: Inputs) -> [Change] {
    guard let project = inputs.project, !one.allowedProjects.isEmpty,
      !one.allowedProjects.contains(project)
    else { return [] }
    let update = EnvironmentUpdate(allowedProjects: one.allowedProjects + [project])
    return [
      Change(
        step: id,
        verb: .add,
        operation: "PUT /environments/{id}",
        object: "project \(inputs.fact(.organization, .projectName) ?? project) to environment "
          + one.name,
        details: one.allowedProjects.map { "  \($0)" } + ["+ \(project)"],
        command: VertesiaCommand.curl("PUT", "/environments/\(one.id)", inputs, body: update.body)
      )
    ]
  }

  private func draft(_ inputs: Inputs) -> EnvironmentDraft {
    EnvironmentDraft(
      name: inputs.environmentName,
      description: Marker.description(
        "Amazon Bedrock in \(inputs.region), connected by workload identity federation.",
        inputs.setup
      ),
      region: inputs.region,
      allowedProjects: inputs.project.map { [$0] } ?? []
    )
  }

  private func creation(_ inputs: Inputs) -> Change {
    let draft = draft(inputs)
    return Change(
      step: id,
      verb: .create,
      operation: "POST /environments",
      object: "environment \(draft.name)",
      details: [
        "provider \(Self.provider), region \(inputs.region)",
        "project \(inputs.fact(.organization, .projectName) ?? inputs.project ?? "not chosen")",
        "description ends in \(Marker.text(inputs.setup)), by which it is found again",
      ],
      command: VertesiaCommand.curl("POST", "/environments", inputs, body: draft.body)
    )
  }

  func send(
    _ change: Change,
    _ sight: [VertesiaEnvironment],
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let side = cloud.vertesia else { throw .unready(Fault(.noVertesiaCredential)) }
    guard let project = inputs.project else { throw .unready(Fault.missing(.project)) }
    do throws(VertesiaError) {
      if change.verb == .create {
        return Self.facts(try await side.client.createEnvironment(draft(inputs)), inputs)
      }
      guard let one = sight.first(where: { $0.id == inputs.environment }) else {
        return Facts()
      }
      return Self.facts(
        try await side.client.updateEnvironment(
          one.id,
          EnvironmentUpdate(allowedProjects: one.allowedProjects + [project])
        ),
        inputs
      )
    } catch { throw .vertesia(error) }
  }

  func words(_ sight: [VertesiaEnvironment], _ inputs: Inputs) -> String {
    switch Self.match(sight, inputs) {
    case .ours(let one), .named(let one):
      "environment \(one.name), \(one.id), in \(one.endpointURL ?? "no region")"
    case .gone, .sameName, .none: "environment \(inputs.environmentName)"
    }
  }

  func preImage(_ sight: [VertesiaEnvironment]) -> [String] { sight.map(\.id) }

  func handForm(_ inputs: Inputs) -> HandForm? {
    .environment(
      region: inputs.region,
      name: inputs.environmentName,
      site: inputs.answers[.site]
    )
  }
}
