import Clients
import Federation

/// Vertesia lists at least one model through the role: the proof of everything before it.
struct ModelListing: Step {
  let id = StepID.modelListing

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> [VertesiaModel] {
    let side = try cloud.requireVertesia()
    guard let environment = inputs.environment else { return [] }
    return try await Fault.asking { () async throws(VertesiaError) in
      try await side.client.models(ofEnvironment: environment)
    }
  }

  func seen(_ sight: [VertesiaModel], _ inputs: Inputs) -> Seen {
    sight.isEmpty ? .absent : .present([.models: "\(sight.count)"])
  }

  func plan(_ sight: [VertesiaModel], _ inputs: Inputs) throws(Fault) -> [Change] { [] }

  func words(_ sight: [VertesiaModel], _ inputs: Inputs) -> String {
    "\(sight.count) models listed through the role"
  }

  func handForm(_ inputs: Inputs) -> HandForm? {
    .modelListing(
      environment: inputs.fact(.environment, .name) ?? inputs.environment ?? "",
      site: inputs.answers[.site]
    )
  }
}
