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
    return .present([.hint: hint, .roleARN: inputs.fact(.connection, .roleARN)])
  }

  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    let hint = sight.environment?.keyHint
    if let hint, let arn = inputs.roleARN {
      if KeyHint.fits(hint, arn) {
        // Only our own request proves more than the first and last characters.
        if inputs.fact(.connection, .roleARN) == arn { return [] }
      } else if inputs.fact(.connection, .roleARN).map({ KeyHint.fits(hint, $0) }) != true,
        inputs.decision(on: id) != .extend
      {
        throw Fault(
          .connectionDiffers,
          cause: "The environment has a key already, and it is not the ARN of this role.",
          remedies: [
            Remedy(
              "Replace it, if nobody needs the other role any more",
              command: inputs.again("--on-conflict", "extend")
            ),
            Remedy("Make another environment with --environment-name"),
          ],
          evidence: [Evidence(.expected, arn), Evidence(.found, hint)]
        )
      }
    }
    let arn = inputs.roleARN ?? Inputs.newRole
    var details = ["+ \(arn)"]
    if let hint, !KeyHint.fits(hint, arn) { details.insert("- \(hint)", at: 0) }
    let environment = inputs.environment ?? Inputs.newEnvironment
    return [
      Change(
        step: id,
        verb: .set,
        operation: "PUT /environments/{id}",
        object:
          "key of environment \(sight.environment?.name ?? inputs.environmentName) to the role ARN",
        details: details,
        command: VertesiaCommand.curl(
          "PUT",
          "/environments/\(environment)",
          inputs,
          body: EnvironmentUpdate(key: arn).body
        ),
        pending: pending(inputs)
      )
    ]
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
    guard let environment = inputs.environment, let arn = inputs.roleARN else {
      throw .unready(Fault(.badRoleARN))
    }
    do throws(VertesiaError) {
      let answer = try await side.client.updateEnvironment(
        environment,
        EnvironmentUpdate(key: arn)
      )
      return [.roleARN: arn, .hint: answer.keyHint]
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
