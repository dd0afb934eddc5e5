import Clients
import Federation

/// The issuer is an OIDC provider in the account, with our audience.
struct IdentityProvider: Step {
  let id = StepID.identityProvider

  struct Sight: Sendable {
    var provider: OpenIDConnectProvider?
    /// Roles that the audience would newly let in; looked up only when it is missing.
    var reached: [String] = []
    /// Why they could not be looked up.
    var gap: String?
  }

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight {
    let aws = try cloud.requireAWS()
    guard let arn = inputs.providerARN else { throw Fault(.noAWSCredentials) }
    let provider = try await Fault.finding { () async throws(AWSError) in
      try await aws.iam.getOpenIDConnectProvider(arn: arn)
    }
    guard let provider, !provider.clientIDs.contains(inputs.audience) else {
      return Sight(provider: provider)
    }
    do {
      let roles = try await aws.iam.listRoles()
      let reached = roles.filter {
        $0.trustPolicy.flatMap(TrustPolicy.init)?.mentions(providerARN: arn) ?? false
      }
      return Sight(provider: provider, reached: reached.map(\.name))
    } catch {
      return Sight(provider: provider, gap: "the account's roles could not be listed")
    }
  }

  func seen(_ sight: Sight, _ inputs: Inputs) -> Seen {
    guard let provider = sight.provider else { return .absent }
    return .present([
      .arn: inputs.providerARN, .url: inputs.issuer,
      .audiences: provider.clientIDs.joined(separator: " "),
      .ours: "\(provider.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text)))",
    ])
  }

  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    guard let provider = sight.provider else { return [creation(inputs)] }
    guard !provider.clientIDs.contains(inputs.audience), let arn = inputs.providerARN else {
      return []
    }
    var details = provider.clientIDs.map { "  \($0)" } + ["+ \(inputs.audience)"]
    if !sight.reached.isEmpty {
      details.append(
        "roles that tokens for \(inputs.audience) would newly reach unless their own trust policy "
          + "names an audience: \(sight.reached.joined(separator: ", "))"
      )
    }
    if let gap = sight.gap {
      details.append("roles it would newly reach are not known: \(gap)")
    }
    return [
      Change(
        step: id,
        verb: .add,
        operation: "AddClientIDToOpenIDConnectProvider",
        object: "audience \(inputs.audience) to identity provider \(Self.host(inputs.issuer))",
        details: details,
        command: AWSCommand.iam(
          [
            "add-client-id-to-open-id-connect-provider", "--open-id-connect-provider-arn", arn,
            "--client-id", inputs.audience,
          ],
          inputs
        )
      )
    ]
  }

  private func creation(_ inputs: Inputs) -> Change {
    let tags = inputs.tags.map { "Key=\($0.key),Value=\($0.value)" }
    return Change(
      step: id,
      verb: .create,
      operation: "CreateOpenIDConnectProvider",
      object: "identity provider \(Self.host(inputs.issuer))",
      details: [
        "issuer \(inputs.issuer)", "audience \(inputs.audience)",
        "tags \(inputs.tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))",
      ],
      command: AWSCommand.iam(
        [
          "create-open-id-connect-provider", "--url", inputs.issuer, "--client-id-list",
          inputs.audience, "--tags",
        ] + tags,
        inputs
      )
    )
  }

  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let aws = cloud.aws, let arn = inputs.providerARN else {
      throw .unready(Fault(.noAWSCredentials))
    }
    var audiences = sight.provider?.clientIDs ?? []
    audiences.append(inputs.audience)
    do throws(AWSError) {
      if change.verb == .create {
        _ = try await aws.iam.createOpenIDConnectProvider(
          url: inputs.issuer,
          clientIDs: [inputs.audience],
          tags: inputs.tags
        )
      } else {
        try await aws.iam.addClientID(inputs.audience, toProvider: arn)
      }
    } catch { throw .aws(error) }
    return [
      .arn: arn, .url: inputs.issuer, .audiences: audiences.joined(separator: " "),
      .ours: "\(change.verb == .create)",
    ]
  }

  func shortfall(_ sight: Sight, _ inputs: Inputs) -> Fault? {
    inputs.providerARN.flatMap {
      Differences.provider(sight.provider, $0, inputs, AdministratorRequest.reminder(inputs))
    }
  }

  func words(_ sight: Sight, _ inputs: Inputs) -> String {
    "identity provider \(Self.host(inputs.issuer)), with audience \(inputs.audience)"
  }

  func handForm(_ inputs: Inputs) -> HandForm? { AdministratorRequest.form(for: id, inputs) }

  /// As the console shows it.
  static func host(_ issuer: String) -> String {
    issuer.hasPrefix("https://") ? String(issuer.dropFirst(8)) : issuer
  }

  var isRepeatable: Bool { false }
}
