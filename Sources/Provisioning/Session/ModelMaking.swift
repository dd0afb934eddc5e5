import Clients
import Federation

/// A change of what an environment may use.
enum ModelChange: Sendable {
  case enabling(String)
  case disabling(String)
  case makingDefault(String)

  func isMade(in environment: VertesiaEnvironment) -> Bool {
    switch self {
    case .enabling(let id): environment.enabledModels.contains { $0.id == id }
    case .disabling(let id): !environment.enabledModels.contains { $0.id == id }
    case .makingDefault(let id): environment.defaultModel == id
    }
  }

  /// How long an unknown change may still appear: sent again, an enabled model might be there
  /// twice.
  fileprivate var window: Duration {
    if case .enabling = self { .seconds(60) } else { .zero }
  }

  fileprivate var words: String {
    switch self {
    case .enabling(let id): "enable \(id)"
    case .disabling(let id): "disable \(id)"
    case .makingDefault(let id): "make \(id) the default"
    }
  }
}

/// Makes such a change until it certainly happened or certainly did not.
struct ModelMaking: Sendable {
  let change: ModelChange
  let environment: String
  let client: VertesiaClient
  let pace: Pace
  let emit: @Sendable (Event) -> Void

  func make() async throws(Fault) {
    for attempt in 1... {
      let error: VertesiaError
      do throws(VertesiaError) { return try await send() } catch let refused { error = refused }
      if isGone(error) { return }
      guard VertesiaDiagnosis.fate(error) == .unknown else { throw fault(error) }
      if try await isMade() { return }
      guard attempt < 3, !pace.halt.isRequested else { throw unknown(attempt, error) }
    }
  }

  private func send() async throws(VertesiaError) {
    switch change {
    case .enabling(let id): _ = try await client.enableModel(id, inEnvironment: environment)
    case .disabling(let id): _ = try await client.disableModel(id, inEnvironment: environment)
    case .makingDefault(let id):
      _ = try await client.updateEnvironment(environment, EnvironmentUpdate(defaultModel: id))
    }
  }

  /// Settles by reading what no answer told.
  private func isMade() async throws(Fault) -> Bool {
    let patience = Patience.reads(change.window)
    let elapsed = pace.stopwatch()
    for attempt in 1... {
      let known = await outcome { () async throws(Fault) in
        try await Fault.asking { () async throws(VertesiaError) in
          try await client.environment(environment)
        }
      }
      if case .success(let known) = known, change.isMade(in: known) { return true }
      guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else {
        _ = try known.get()
        return false
      }
      let wait = Wait(.settlingUnknown, attempt: attempt, elapsed: elapsed(), next: gap)
      emit(.waiting(.modelListing, wait))
      guard await pace.pause(gap) else { return false }
    }
    return false
  }

  /// What is not there any more need not be taken off, by an earlier try or by somebody else.
  private func isGone(_ error: VertesiaError) -> Bool {
    guard case .disabling = change, case .service(let service) = error else { return false }
    return service.body == .json && service.status == 404
  }

  /// What Vertesia refused because of the model; anything else is about the call.
  private func fault(_ error: VertesiaError) -> Fault {
    let fault = VertesiaDiagnosis.fault(error)
    guard case .service(let service) = error, service.body == .json,
      [400, 404, 409].contains(service.status)
    else { return fault }
    guard case .disabling = change else {
      return Fault(.enableRefused, cause: fault.cause, evidence: fault.evidence)
    }
    return Fault(
      .enableRefused,
      "The model could not be disabled",
      cause: fault.cause,
      remedies: [Remedy("Disable it in Studio, on the environment's page")],
      evidence: fault.evidence
    )
  }

  private func unknown(_ attempts: Int, _ last: VertesiaError) -> Fault {
    let fault = VertesiaDiagnosis.fault(last)
    return Fault(
      .outcomeUnknown,
      cause: "No answer told whether it worked to \(change.words), and it does not show. "
        + "Tries: \(attempts). The last one: \(fault.summary).",
      evidence: fault.evidence
    )
  }
}
