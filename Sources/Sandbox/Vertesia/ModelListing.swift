extension World {
  /// Lists models the only way Vertesia can: a token for the environment, a session of the role in
  /// its key, and Bedrock's own answers to that session.
  mutating func listModels(
    of environment: Environment,
    in project: String?,
    _ purpose: ListingRules.Purpose,
    at now: Moment
  ) throws(VertesiaFault) -> [JSON] {
    guard environment.provider == "bedrock" else { return [] }
    guard environment.allows(project) else {
      throw .forbidden("The environment is not allowed for this project.")
    }
    guard let region = environment.endpointURL, !region.isEmpty else {
      throw .listing("No region found. Set the region in the environment's endpoint URL.")
    }
    if let until = environment.listingFailedUntil, now < until { throw .noModels }
    do {
      return try federatedListing(of: environment, in: project, Region(region), purpose, at: now)
    } catch {
      let index = vertesia.environments.firstIndex { $0.id == environment.id }
      if let index, timing.failedListingKept > 0 {
        vertesia.environments[index].listingFailedUntil =
          now.advanced(milliseconds: timing.failedListingKept)
      }
      // The cause stays in the service's own log.
      throw .noModels
    }
  }

  private mutating func federatedListing(
    of environment: Environment,
    in project: String?,
    _ region: Region,
    _ purpose: ListingRules.Purpose,
    at now: Moment
  ) throws(AWSFault) -> [JSON] {
    let key = try assume(environment.apiKey ?? "", for: environment, in: project, region, at: now)
    guard let caller = caller(owning: key, at: now), let account = accounts[key.account],
      region.partition == account.partition
    else { throw .unknownKey }
    let service = BedrockService(account: account, region: region, caller: caller, now: now)
    let models = try ask(service, .listFoundationModels, "modelSummaries", at: now)
    // These two are allowed to fail: the list is shorter then.
    let custom = (try? ask(service, .listCustomModels, "modelSummaries", at: now)) ?? []
    let profiles =
      (try? ask(service, .listInferenceProfiles, "inferenceProfileSummaries", at: now)) ?? []
    return ListingRules.listed(
      models: models,
      customModels: custom,
      profiles: profiles,
      for: purpose
    )
  }

  /// Passes a fresh environment token through the sandbox's own STS.
  private mutating func assume(
    _ roleARN: String,
    for environment: Environment,
    in project: String?,
    _ region: Region,
    at now: Moment
  ) throws(AWSFault) -> AccessKey {
    let token = environmentToken(for: environment, project: project, at: now)
    let operation = STSOperation.assumeRoleWithWebIdentity.rawValue
    do throws(AWSFault) {
      guard let arn = RoleARN(roleARN) else { throw .validation("\(roleARN) is invalid") }
      let request = SessionRequest(
        roleARN: arn,
        sessionName: "vertesia-\(environment.id)",
        seconds: 3600,
        policyARNs: []
      )
      let session = try federate(request, with: token, region: region.name, at: now)
      note("sts", operation, 200, at: now)
      return session.key
    } catch {
      note("sts", operation, error.status, at: now)
      throw error
    }
  }

  /// One list call, first page, no filter.
  private mutating func ask(
    _ service: BedrockService,
    _ operation: BedrockOperation,
    _ member: String,
    at now: Moment
  ) throws(AWSFault) -> [JSON] {
    var service = service
    do throws(AWSFault) {
      let answer = try service.perform(BedrockCall(operation: operation), query: [:], body: [])
      note("bedrock", operation.rawValue, answer.status, at: now)
      return answer.body?[member]?.items ?? []
    } catch {
      note("bedrock", operation.rawValue, error.status, at: now)
      throw error
    }
  }

  private mutating func note(
    _ service: String,
    _ operation: String,
    _ status: Int,
    at now: Moment
  ) {
    calls.add(
      CallEntry(
        service: service,
        operation: operation,
        status: status,
        isMutation: false,
        at: now,
        by: "vertesia"
      )
    )
  }
}

extension VertesiaFault {
  static func listing(_ message: String) -> VertesiaFault {
    VertesiaFault(500, "Internal Server Error", message)
  }

  static let noModels = listing("Foundation models not found")
}
