import Clients
import Federation

/// The region's models, profiles and access states are known. Advice: it never holds anything up.
struct ModelAccessStep: Step {
  let id = StepID.modelAccess

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> RegionCatalogue {
    let aws = try cloud.requireAWS()
    return try await CatalogueReader(bedrock: aws.bedrock(inputs.region), region: inputs.region)
      .read()
  }

  func seen(_ sight: RegionCatalogue, _ inputs: Inputs) -> Seen {
    .present([.region: sight.region, .models: "\(sight.models.count)"])
  }

  func plan(_ sight: RegionCatalogue, _ inputs: Inputs) throws(Fault) -> [Change] { [] }

  func words(_ sight: RegionCatalogue, _ inputs: Inputs) -> String {
    "\(sight.models.count) foundation models and \(sight.profiles.count) inference profiles in "
      + sight.region
  }

  /// What a person should know before the listing.
  static func advice(_ sight: RegionCatalogue) -> [Notice] {
    var notices: [Notice] = []
    if sight.offersNothing {
      notices.append(Notice(.bad, "Bedrock offers no model in \(sight.region) to this account"))
    }
    if !sight.gaps.isEmpty {
      notices.append(
        Notice(.warning, "Not known of Bedrock: \(sight.gaps.joined(separator: "; "))")
      )
    }
    let hasAnthropic = sight.models.contains { $0.provider == "Anthropic" }
    if sight.useCaseFormSent == false, hasAnthropic {
      notices.append(
        Notice(
          .warning,
          "Anthropic's use-case form has not been sent for this account; its models need it once"
        )
      )
    }
    return notices
  }
}
