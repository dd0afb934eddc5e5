import Clients
import Federation

extension Engine {
  /// A step that a person does: looks first whether it has been done, then takes their word, then
  /// hands it over and waits.
  func hand<S: Step>(
    _ step: S,
    _ gate: Gate
  ) async throws(Interruption) -> (Outcome, Facts) {
    if let facts = try await seenDone(step) {
      return try await byHand(step.id, facts.merging([.verified: "true"]), gate)
    }
    if let facts = told(step.id) {
      return try await byHand(step.id, facts.merging([.verified: "false"]), gate)
    }
    let record = await tools.journal?.record(step.id)
    let facts = record?.facts ?? Facts()
    let since = record?.outcome == .waiting ? record?.at : nil
    try await settle(step.id, .waiting, facts)
    tools.emit(.settled(step.id, .waiting, facts))
    // The request for the administrator holds all three; it is written once the environment is
    // known.
    guard step.id != .identityProvider else {
      gate.open()
      return (.waiting, facts)
    }
    var form = step.handForm(inputs)
    if step.side == .aws { form?.document = try await writeRequest() }
    if let form { tools.emit(.handed(form)) }
    if step.id == .role, let provider = await tools.journal?.record(.identityProvider),
      provider.outcome == .waiting
    {
      tools.emit(
        .waiting(.identityProvider, wait(.identityProvider, since: provider.at, form?.document))
      )
    }
    tools.emit(.waiting(step.id, wait(step.id, since: since, form?.document)))
    return (.waiting, facts)
  }

  private func wait(_ step: StepID, since: String?, _ document: String?) -> Wait {
    Wait(
      step.side == .aws ? .awsAdministrator : .vertesiaAdministrator,
      attempt: 1,
      elapsed: .seconds(since.flatMap { Self.seconds(from: $0, to: tools.time()) } ?? 0),
      next: nil,
      handedOut: document
    )
  }

  /// Where a step stands that an earlier run handed to a person.
  enum HandedOver: Equatable, Sendable {
    /// Seen, or told; `Fact.verified` says which.
    case done(Facts)
    case waiting(Wait)
  }

  /// What the last look says of the steps that were handed over, in table order.
  ///
  /// - Parameter document: the path of the request, when one has been written.
  /// - Returns: nothing for a step that was not handed over.
  func handedOver(_ document: String?) async -> [(step: StepID, state: HandedOver)] {
    var all: [(step: StepID, state: HandedOver)] = []
    for step in Self.steps {
      if let state = await handedOver(step, document) { all.append((step.id, state)) }
    }
    return all
  }

  private func handedOver<S: Step>(_ step: S, _ document: String?) async -> HandedOver? {
    guard let record = inputs.records[step.id], record.outcome == .waiting else { return nil }
    if let facts = (try? await seenDone(step)) ?? nil {
      return .done(facts.merging([.verified: "true"]))
    }
    if let facts = told(step.id) { return .done(facts.merging([.verified: "false"])) }
    return .waiting(wait(step.id, since: record.at, step.side == .aws ? document : nil))
  }

  private func byHand(
    _ step: StepID,
    _ facts: Facts,
    _ gate: Gate
  ) async throws(Interruption) -> (Outcome, Facts) {
    learn(step, facts)
    try await settle(step, .byHand, facts)
    gate.open()
    return (.byHand, facts)
  }

  /// The step's facts when the world can be read and is already as it must be.
  private func seenDone<S: Step>(_ step: S) async throws(Interruption) -> Facts? {
    guard step.id != .connection, step.id != .modelListing, canLook(step.id) else { return nil }
    if step.side == .aws, inputs.environment == nil, step.id != .identityProvider { return nil }
    let looked = await outcome { () async throws(Fault) -> S.Sight in
      try await self.current(step)
    }
    guard case .success(var sight) = looked else { return nil }
    if inputs.isHanded(step.id) { sight = try await sighted(step, sight) }
    guard case .present(let facts) = step.seen(sight, inputs) else { return nil }
    // A role that a person named and that says something else is theirs to mend.
    if step.id == .role, inputs.givenRole != nil {
      let left = try judging { () throws(Fault) -> [Change] in try self.changes(step, sight) }
      return left.isEmpty ? facts : nil
    }
    return (try? changes(step, sight))?.isEmpty == true ? facts : nil
  }

  /// What was made a moment ago may not show in each read: a shortfall is one that stays for some
  /// seconds.
  private func sighted<S: Step>(
    _ step: S,
    _ first: S.Sight
  ) async throws(Interruption) -> S.Sight {
    var sight = first
    for gap in [Duration.seconds(1), .seconds(2)] where step.shortfall(sight, inputs) != nil {
      guard await tools.pace.pause(gap) else { throw .stopped }
      let looked = await outcome { () async throws(Fault) -> S.Sight in
        try await self.observe(step)
      }
      if case .success(let newer) = looked { sight = newer }
    }
    if let fault = step.shortfall(sight, inputs) { throw .fault(fault) }
    return sight
  }

  /// What was seen of what an administrator has made, and what only the listing can prove.
  var handedNotice: Notice {
    guard let given = inputs.givenRole else { return .leftToAdministrator }
    guard !inputs.isElsewhere(.role) else {
      return Notice(
        .info,
        "The role is in account \(given.account), which this sign-in cannot look into: that models "
          + "are listed has to prove it"
      )
    }
    guard tools.cloud.aws != nil else {
      return Notice(
        .info,
        "Without an AWS sign-in nobody has looked at the role \(given.name): that models are "
          + "listed has to prove it"
      )
    }
    let all = Self.steps.filter { inputs.isHanded($0.id) }.map { step in
      (words: step.id.words.lowercased(), isSeen: isAsItMustBe(step))
    }
    guard !arePermissionsAsBefore else {
      return Notice(.info, "Left to an AWS administrator: the policy of the role \(given.name)")
    }
    let unseen = all.filter { !$0.isSeen }.map(\.words)
    let seen = all.filter(\.isSeen).map(\.words)
    let looked = seen.isEmpty ? "" : "Looked at, and as it must be: \(seen.joined(separator: ", "))"
    guard !unseen.isEmpty else { return Notice(.info, looked) }
    return Notice(
      .info,
      "Not to be told from here: \(unseen.joined(separator: ", ")). That models are listed has to "
        + "prove it" + (looked.isEmpty ? "" : ". " + looked)
    )
  }

  /// The word of whoever named the role was given for other permissions.
  private var arePermissionsAsBefore: Bool {
    let step = PermissionsStep()
    return sight(of: step).map { step.isAsBefore($0, inputs) } ?? false
  }

  private func isAsItMustBe<S: Step>(_ step: S) -> Bool {
    guard let sight = sight(of: step), case .present = step.seen(sight, inputs) else {
      return false
    }
    return (try? changes(step, sight))?.isEmpty == true
  }

  /// What a person brought back.
  private func told(_ step: StepID) -> Facts? {
    switch step {
    case .organization: return inputs.answers[.organization].map { [.id: $0] }
    case .environment:
      return inputs.answers[.environmentID].map { [.id: $0, .region: inputs.region] }
    case .role:
      return inputs.givenRole.map { [.arn: $0.text, .name: $0.name, .ours: "false"] }
    case .identityProvider: return inputs.givenRole.map { _ in [.arn: inputs.providerARN] }
    case .permissions:
      guard !arePermissionsAsBefore else { return nil }
      return inputs.givenRole.map { _ in [.permissions: inputs.permissions.answer] }
    case .connection, .modelListing:
      guard let record = inputs.records[step], record.outcome == .byHand else { return nil }
      return record.facts
    case .awsIdentity, .modelAccess: return nil
    }
  }

  /// Who may not do the AWS part can have it done: where nobody can be asked, the request is
  /// written at once.
  ///
  /// - Returns: the fault with this way out; `nil` when it is none.
  func offeringRequest(_ fault: Fault, at step: StepID) async -> Fault? {
    guard fault.code == .iamDenied, step.side == .aws, tools.settings.invocation.isAgreed,
      inputs.environment != nil, let path = (try? await writeRequest()) ?? nil
    else { return nil }
    var fault = fault
    AdministratorRequest.offer(in: &fault, path, inputs)
    return fault
  }

  private func writeRequest() async throws(Interruption) -> String? {
    try await faulting { () async throws(Fault) in
      let text = try AdministratorRequest.markdown(inputs, surplus: surplusSeen)
      return try await tools.writeDocument?(AdministratorRequest.fileName, text)
    }
  }
}

extension Step {
  var side: Side { id.side }
}
