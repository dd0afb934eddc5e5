import Clients
import Federation

/// The AWS caller, its account and its partition are known, and shown.
struct AWSIdentity: Step {
  let id = StepID.awsIdentity

  func observe(
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(Fault) -> Federation.CallerIdentity {
    let aws = try cloud.requireAWS()
    return try await Self.identity(aws)
  }

  /// Asks who calls; the alias is a courtesy and may be missing.
  static func identity(_ aws: AWSSide) async throws(Fault) -> Federation.CallerIdentity {
    async let aliases = Self.aliases(aws)
    let caller: Clients.CallerIdentity
    do throws(Fault) {
      caller = try await Fault.reading { () async throws(AWSError) in
        try await aws.sts.getCallerIdentity()
      }
    } catch {
      throw await CredentialDiagnosis.advised(
        error,
        signedInBy: aws.source(),
        in: aws.caller.region
      )
    }
    return await Federation.CallerIdentity(
      account: caller.account,
      alias: aliases,
      arn: caller.arn,
      partition: caller.partition?.id ?? "aws",
      source: aws.source()
    )
  }

  private static func aliases(_ aws: AWSSide) async -> String? {
    try? await aws.iam.listAccountAliases().first
  }

  func seen(_ sight: Federation.CallerIdentity, _ inputs: Inputs) -> Seen {
    .present([
      .account: sight.account, .arn: sight.arn, .partition: sight.partition,
      .source: sight.source, .alias: sight.alias,
    ])
  }

  func plan(
    _ sight: Federation.CallerIdentity,
    _ inputs: Inputs
  ) throws(Fault) -> [Change] {
    if let partition = AWSPartition.of(region: inputs.region), partition.id != sight.partition {
      throw Fault(
        .partitionMismatch,
        cause: "The region \(inputs.region) belongs to \(partition.id), the credentials to "
          + "\(sight.partition).",
        evidence: [Evidence(.region, inputs.region), Evidence(.account, sight.account)]
      )
    }
    return []
  }

  func words(_ sight: Federation.CallerIdentity, _ inputs: Inputs) -> String {
    "AWS account \(sight.alias.map { "\($0), " } ?? "")\(sight.account), signed in as \(sight.arn)"
  }
}
