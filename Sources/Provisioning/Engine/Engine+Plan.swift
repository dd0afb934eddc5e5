import Clients
import Federation

/// Why no plan could be made; the faults by step, in table order when told.
struct PlanFailure: Error {
  var faults: [(step: StepID?, fault: Fault)]
}

extension Engine {
  /// Looks, and works out what would change. Changes nothing. Where nothing is to be changed later
  /// either, `isLook`, what the caller may not do is told beside what could be read.
  func plan(isLook: Bool = false) async throws(PlanFailure) -> Plan {
    if !isLook { await awaitPutBack() }
    async let asked = rightsAhead()
    var unseen = await look()
    var changes: [Change] = []
    var stays: [Plan.Stay] = []
    var faults: [(step: StepID?, fault: Fault)] = []
    var refusals: [(step: StepID?, fault: Fault)] = []
    var standings: [StepID: Standing] = [:]
    for step in steps {
      if let fault = unseen.removeValue(forKey: step.id) {
        standings[step.id] = .notLookedAt(because: fault.summary)
        if step.id.isAdvice {
          adviceFault = fault
        } else if !inputs.isByHand(step.id) {
          let told = (step: StepID?.some(step.id), fault: blinded(fault, at: step.id))
          if isLook, fault.code == .iamReadDenied {
            refusals.append(told)
          } else {
            faults.append(told)
          }
        }
        continue
      }
      do throws(Fault) {
        // What a person has made is looked at before it is used. That it has no role is told once.
        if let fault = shortfall(of: step) {
          let isTold = faults.contains { $0.fault.code == .roleNotKnown }
          if isTold, fault.code == .roleNotKnown { continue }
          throw fault
        }
        let made = try changesOf(step)
        standings[step.id] = standing(of: step, made)
        if inputs.isByHand(step.id) { continue }
        changes += made
        if made.isEmpty, let words = words(of: step) {
          stays.append(Plan.Stay(step: step.id, words: words))
        }
      } catch {
        // Whoever may not read the role sees by its policies that it is not there.
        faults.append((error.code == .roleNotKnown ? .role : step.id, error))
      }
    }
    faults += missingSides()
    guard faults.isEmpty else { throw PlanFailure(faults: faults) }
    if changes.contains(where: { $0.step.side == .aws }), let aws = tools.cloud.aws {
      let reader = RightsReader(aws: aws, inputs: inputs)
      if let early = await asked, early.reader.asksTheSame(as: reader) {
        rights = early.rights
      } else {
        rights = await reader.read()
      }
    }
    let staying = leaveRefused(&changes)
    for step in steps where staying.contains(step.id) {
      if let words = words(of: step) { stays.append(Plan.Stay(step: step.id, words: words)) }
    }
    let isBlind = !refusals.isEmpty
    var obstacles = obstacles(changes)
    if isLook {
      refusals += obstacles.filter { Self.rightsCodes.contains($0.fault.code) }
      obstacles.removeAll { Self.rightsCodes.contains($0.fault.code) }
    }
    guard obstacles.isEmpty else { throw PlanFailure(faults: obstacles) }
    var surplus: [Notice] = []
    for step in steps {
      let more = self.surplus(of: step)
      if !more.isEmpty { standings[step.id] = .differs }
      surplus += more
    }
    for step in steps where inputs.previous(step.id) != nil {
      surplus.append(unproven(step.id))
      standings[step.id] = .differs
    }
    let strays = strays
    toldStrays = strays
    if !strays.isEmpty { standings[.environment] = .differs }
    return Plan(
      organization: organizationWords,
      account: accountWords,
      changes: changes,
      stays: stays,
      notices: notices(changes) + surplus + strays + twins + refusals.map(Self.notice),
      isWider: !(surplus + strays).isEmpty,
      isRefused: !refusals.isEmpty,
      isBlind: isBlind,
      standings: standings,
      digest: Self.digest(changes)
    )
  }

  /// What the caller may do is asked beside the look, where changes in AWS are to be expected: a
  /// step there is not known to be done.
  private func rightsAhead() async -> (reader: RightsReader, rights: CallerRights)? {
    guard let aws = tools.cloud.aws, !inputs.isByHand(.role),
      [StepID.identityProvider, .role, .permissions].contains(where: {
        inputs.records[$0]?.outcome == nil
      })
    else { return nil }
    let reader = RightsReader(aws: aws, inputs: inputs)
    return (reader, await reader.read())
  }

  /// Stands for the changes with their blanks.
  static func digest(_ changes: [Change]) -> String {
    let lines = changes.flatMap { [$0.step.rawValue, $0.operation, $0.sentence] + $0.details }
    return Digest.sha256(lines.joined(separator: "\n").utf8)
  }

  private func changesOf<S: Step>(_ step: S) throws(Fault) -> [Change] {
    guard let sight = sight(of: step) else { return [] }
    return try step.plan(sight, inputs)
  }

  private func shortfall<S: Step>(of step: S) -> Fault? {
    guard inputs.isHanded(step.id), let sight = sight(of: step) else { return nil }
    return step.shortfall(sight, inputs)
  }

  private func words<S: Step>(of step: S) -> String? {
    sight(of: step).map { step.words($0, inputs) }
  }

  /// A side that is neither signed in to nor done by hand.
  private func missingSides() -> [(step: StepID?, fault: Fault)] {
    var faults: [(step: StepID?, fault: Fault)] = []
    if scope.contains(.awsIdentity), tools.cloud.aws == nil, !inputs.isByHand(.role) {
      faults.append((.awsIdentity, Fault(.noAWSCredentials)))
    }
    if scope.contains(.organization), tools.cloud.vertesia == nil, !inputs.isByHand(.environment) {
      faults.append((.organization, Fault(.noVertesiaCredential)))
    }
    return faults
  }

  private var organizationWords: String {
    inputs.organizationName ?? inputs.organization ?? "organization not known"
  }

  private var accountWords: String {
    let account = inputs.account ?? "account not known"
    return inputs.fact(.awsIdentity, .alias).map { "\($0), \(account)" } ?? account
  }

  private func notices(_ changes: [Change]) -> [Notice] {
    var all: [Notice] = []
    if let organization = sights[.organization] as? Organization {
      let given = inputs.answers[.issuer].map { $0 != organization.issuer } ?? false
      let source = given ? "given as an answer" : "from \(organization.issuerSource)"
      all.append(
        Notice(
          organization.issuerIsAssumed && !given ? .warning : .info,
          "Issuer \(inputs.issuer), \(source)"
        )
      )
    }
    if let projects = projectsApart {
      all.append(
        Notice(
          .warning,
          "The environment is for project \(projects.chosen) and the key is of project "
            + "\(projects.own): Vertesia may refuse to list the models to it"
        )
      )
    }
    if let rights, rights.abilities.verdicts.values.contains(.unknown) {
      all.append(
        Notice(
          .warning,
          "Whether the caller may make these changes is not known: \(rights.abilities.source)"
        )
      )
    }
    if changes.contains(where: { $0.step == .permissions }) {
      all += inputs.permissions.surplus.map { Notice(.warning, $0) }
    }
    if let catalogue = sights[.modelAccess] as? RegionCatalogue {
      all += ModelAccessStep.advice(catalogue)
    } else if let adviceFault {
      all.append(
        Notice(
          .warning,
          "What Bedrock offers in \(inputs.region) is not known: \(adviceFault.summary). The "
            + "listing cannot be held against a prediction"
        )
      )
    }
    if inputs.isByHand(.role) { all.append(handedNotice) }
    if inputs.isByHand(.environment) { all.append(.leftToStudio) }
    return all
  }

  /// The project of the environment and that of the key by their names, where they are two.
  var projectsApart: (chosen: String, own: String)? {
    guard let organization = sights[.organization] as? Organization,
      let own = organization.keyProject, let chosen = inputs.answers[.project], chosen != own,
      !isOpen(to: own)
    else { return nil }
    func name(_ id: String) -> String {
      organization.projects.first { $0.id == id }?.name ?? id
    }
    return (name(chosen), name(own))
  }

  /// Whether the environment names the project already.
  private func isOpen(to project: String) -> Bool {
    guard let all = sights[.environment] as? [VertesiaEnvironment] else { return false }
    return switch EnvironmentStep.match(all, inputs) {
    case .ours(let one), .named(let one): one.allowedProjects.contains(project)
    case .gone, .sameName, .none: false
    }
  }

  private func surplus<S: Step>(of step: S) -> [Notice] {
    guard !inputs.isByHand(step.id), let sight = sight(of: step) else { return [] }
    return step.surplus(sight, inputs)
  }

  /// What a run that was cut off has put in the place of something that worked.
  private func unproven(_ step: StepID) -> Notice {
    let goOn = tools.settings.invocation(.apply, of: inputs.setup.text)
    return Notice(
      .warning,
      "\(step.words): changed, and no listing has proven it yet. It is proven, or what worked before "
        + "put back, by: \(goOn)"
    )
  }

  /// What the caller may not take away stays: that holds nothing up which takes its place.
  ///
  /// - Returns: the steps of which nothing is left to do.
  private func leaveRefused(_ changes: inout [Change]) -> Set<StepID> {
    let refused = changes.filter { change in
      change.verb == .remove && rights.map { !$0.lacking([change]).isEmpty } ?? false
    }
    inputs.refusedRemovals.formUnion(refused.map(\.operation))
    changes.removeAll { refused.contains($0) }
    return Set(refused.map(\.step)).subtracting(changes.map(\.step))
  }
}
