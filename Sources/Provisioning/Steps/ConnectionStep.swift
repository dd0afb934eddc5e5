import Clients
import Federation

/// The environment's API key is the role ARN. Keys are masked on reads, so it is true when we hold
/// the fact of our own request and the hint fits.
struct ConnectionStep: Step {
  let id = StepID.connection

  struct Sight: Sendable {
    var environment: VertesiaEnvironment?
  }

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight {
    let side = try cloud.requireVertesia()
    guard let id = inputs.environment else { return Sight() }
    do throws(VertesiaError) {
      return Sight(environment: try await side.client.environment(id))
    } catch {
      if VertesiaDiagnosis.isAbsent(error) { return Sight() }
      throw VertesiaDiagnosis.fault(error)
    }
  }

  func seen(_ sight: Sight, _ inputs: Inputs) -> Seen {
    guard let hint = sight.environment?.keyHint else { return .absent }
    return .present([.hint: hint, .roleARN: own(inputs)])
  }

  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    let hint = sight.environment?.keyHint
    let own = own(inputs)
    let former = sent(inputs).first { arn in hint.map { fits($0, arn, inputs) } ?? false }
    var isAgain = false
    if let hint, let arn = inputs.roleARN {
      let fits = fits(hint, arn, inputs)
      // Only our own request proves more than the first and last characters.
      if fits, own == arn { return [] }
      let isForeign = former == nil && (!fits || isOfAnother(inputs))
      // Who has decided to replace a key has agreed to that, whatever role is there meanwhile.
      isAgain = former == nil && !isForeign && inputs.decision(on: id) != .extend
      if isForeign, inputs.decision(on: id) != .extend {
        throw Fault(
          .connectionDiffers,
          cause: "The environment has a key already" + Self.foreign(hint, fits),
          remedies: [
            Remedy(
              "Replace it, if nobody needs the other role any more",
              inputs.again(.onConflict, "extend")
            ),
            Remedy("Make another environment (--environment-name)"),
          ],
          evidence: [Evidence(.expected, arn), Evidence(.found, hint)]
        )
      }
    }
    let arn = inputs.roleARN ?? Inputs.newRole
    var details = ["+ \(arn)"]
    // A request of ours that was on its way may have set it since.
    let isSame = isAgain || former == arn
    let replaced = isSame ? nil : hint.map { former ?? "\($0), the key that is there" }
    if let replaced { details.insert("- \(replaced)", at: 0) }
    if isAgain {
      details = [
        arn, "What is shown of the key fits. It cannot be read back, so it is set to be sure",
      ]
    }
    let environment = inputs.environment ?? Inputs.newEnvironment
    let name = sight.environment?.name ?? inputs.environmentName
    return [
      Change(
        step: id,
        verb: .set,
        operation: Self.operation,
        object: "key of environment \(name) to \(isOthers(inputs) ? arn : "the role ARN")"
          + (isAgain ? " once more" : replaced == nil ? "" : Self.place(of: former, for: arn)),
        details: details,
        command: Self.command(environment, arn, inputs),
        pending: pending(inputs),
        target: arn
      )
    ]
  }

  /// What goes, in a sentence: the role whose ARN the key is, where that is known.
  private static func place(of former: String?, for arn: String) -> String {
    guard let name = former.flatMap(ARN.init)?.name, name != ARN(arn)?.name else {
      return ", in place of the key that is there"
    }
    return ", in place of role \(name)"
  }

  /// A role that is not made from here is named whole where the plan is agreed to.
  private func isOthers(_ inputs: Inputs) -> Bool {
    inputs.givenRole != nil || inputs.isByHand(.role)
  }

  /// Why the key that is there is not taken for the role's.
  private static func foreign(_ hint: String, _ fits: Bool) -> String {
    if KeyHint.isBlank(hint) { return ", and nothing of it is shown: it may be another role's." }
    guard fits else { return ", and it is not the ARN of this role." }
    return ". It looks like the ARN of this role, but the role is not there yet: the key is that "
      + "of a role somewhere else."
  }

  /// Whether the key that is shown can be this one. One of which nothing is shown can be only where
  /// our own was shown like that, or has been on its way.
  func fits(_ hint: String, _ arn: String, _ inputs: Inputs) -> Bool {
    guard KeyHint.isBlank(hint) else { return KeyHint.fits(hint, arn) }
    let record = inputs.records[id]
    return record?.intent != nil || record?.facts[.hint] == hint
  }

  /// A key that was there before the role cannot be its ARN, whatever of it is shown: a role of the
  /// same name in another account looks alike. A request of ours may be on its way, though.
  private func isOfAnother(_ inputs: Inputs) -> Bool {
    !inputs.isByHand(.role) && inputs.facts[.role]?[.arn] == nil
      && inputs.records[id]?.intent == nil
  }

  private func pending(_ inputs: Inputs) -> Set<StepID> {
    var pending: Set<StepID> = inputs.environment == nil ? [.environment] : []
    if inputs.roleARN == nil { pending.insert(.role) }
    return pending
  }

  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let side = cloud.vertesia else { throw .unready(Fault(.noVertesiaCredential)) }
    let wanted = change.verb == .restore ? change.target : inputs.roleARN
    guard let environment = inputs.environment, let arn = wanted else {
      throw .unready(Fault(.badRoleARN))
    }
    do throws(VertesiaError) {
      let answer = try await side.client.updateEnvironment(
        environment,
        EnvironmentUpdate(key: arn)
      )
      return [.roleARN: arn, .hint: answer.keyHint, .previous: replaced(by: arn, inputs)]
    } catch { throw .vertesia(error) }
  }

  func words(_ sight: Sight, _ inputs: Inputs) -> String {
    "environment \(sight.environment?.name ?? inputs.environmentName) with key "
      + (inputs.roleARN ?? "unknown")
  }

  func handForm(_ inputs: Inputs) -> HandForm? {
    .connection(
      environment: inputs.fact(.environment, .name) ?? inputs.environment ?? "",
      roleARN: inputs.roleARN ?? "",
      site: inputs.answers[.site]
    )
  }

  /// The same key twice is the same key.
  var isRepeatable: Bool { true }
}
