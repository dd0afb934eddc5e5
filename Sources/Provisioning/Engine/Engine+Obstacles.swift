import Clients
import Federation

/// What stands in the way of a plan before anything is changed.
extension Engine {
  /// What stands in the way of a change, and not of a look.
  static let rightsCodes: Set<FaultCode> = [
    .callerCannotFinish, .companyRule, .vertesiaRightMissing,
  ]

  static func notice(_ refusal: (step: StepID?, fault: Fault)) -> Notice {
    let (step, fault) = refusal
    let place = step.map { "\($0.words): " } ?? ""
    return Notice(.warning, "\(fault.code.rawValue) \(place)\(fault.summary). \(fault.cause)")
  }

  /// Whoever may not look cannot finish either: no change is made that cannot be seen. A step that
  /// is known to be done needs no finishing; there the refused look is all there is to tell.
  func blinded(_ fault: Fault, at step: StepID) -> Fault {
    guard fault.code == .iamReadDenied, inputs.records[step]?.outcome == nil else { return fault }
    let operation = fault.evidence.first { $0.label == .operation }?.text
    return Fault(
      .callerCannotFinish,
      cause: "The caller may not look at what is there: \(operation ?? "a read") was refused. "
        + "Nothing was changed.",
      evidence: fault.evidence + [Evidence(.value, inputs.fact(.awsIdentity, .arn) ?? "")]
    )
  }

  /// Who cannot finish is told before anything is made.
  func obstacles(_ changes: [Change]) -> [(step: StepID?, fault: Fault)] {
    var all: [(step: StepID?, fault: Fault)] = []
    let catalogue = sights[.modelAccess] as? RegionCatalogue
    if connects(changes), let catalogue, catalogue.offersNothing {
      all.append(
        (
          .modelAccess,
          Fault(
            .regionOffersNothing,
            cause: "Bedrock lists no model in \(catalogue.region) to this account, so the "
              + "environment would stay empty. Nothing was changed.",
            evidence: [Evidence(.region, catalogue.region)]
          )
        )
      )
    }
    let lacking = rights?.lacking(changes) ?? []
    if !lacking.isEmpty {
      let step = changes.first { change in
        CallerRights.actions(of: change.operation).contains(where: lacking.contains)
      }?.step
      let doubtsRules = rights?.doubtsRules(lacking, inputs) ?? false
      let aboutRules = inputs.rolePath == "/" ? Remedy.givePath : .checkRules
      let isRule = lacking.contains { rights?.ruled.contains($0) ?? false }
      all.append(
        (
          step,
          Fault(
            isRule ? .companyRule : .callerCannotFinish,
            cause: "The caller may not do \(lacking.joined(separator: ", ")) as planned. Nothing "
              + "was changed." + (rights?.rulesTold(of: lacking, inputs) ?? ""),
            remedies: doubtsRules ? [aboutRules] + FaultCode.callerCannotFinish.page.remedies : nil,
            evidence: [
              Evidence(.value, inputs.fact(.awsIdentity, .arn) ?? ""),
              Evidence(.error, lacking.joined(separator: " ")),
              Evidence(.account, inputs.account ?? ""),
            ] + (rights?.rulesEvidence(of: lacking, inputs) ?? [])
          )
        )
      )
    }
    let onVertesia = changes.first { $0.step.side == .vertesia }
    if let onVertesia, let organization = sights[.organization] as? Organization,
      organization.mayAdministerEnvironments == false
    {
      all.append(
        (
          onVertesia.step,
          Fault(
            .vertesiaRightMissing,
            cause: "The key's roles are \(organization.roles.joined(separator: ", ")), and none of "
              + "them may make or change environments. Nothing was changed.",
            evidence: [
              Evidence(.found, organization.roles.joined(separator: " ")),
              Evidence(.expected, "owner, admin or manager"),
              Evidence(.value, organization.source),
            ]
          )
        )
      )
    }
    return all
  }

  /// Whether an environment or a role for one would be made, or the two be put together.
  private func connects(_ changes: [Change]) -> Bool {
    changes.contains { change in
      switch change.step {
      case .environment, .role: change.verb == .create
      case .connection: true
      case .awsIdentity, .organization, .modelAccess, .identityProvider, .permissions,
        .modelListing:
        false
      }
    }
  }
}
