import Clients
import Federation

/// What in AWS keeps Vertesia from coming in by a role, told with what there must be and what there
/// is: for a listing that has failed, and for a role that a person has made, before it is used.
enum Differences {
  static func provider(
    _ provider: OpenIDConnectProvider?,
    _ arn: String,
    _ inputs: Inputs,
    _ remedy: Remedy
  ) -> Fault? {
    guard let provider else {
      return Fault(
        .issuerMismatch,
        "The identity provider is not in the account",
        cause: "The account has no identity provider for \(inputs.issuer).",
        remedies: [remedy],
        evidence: [Evidence(.expected, arn)]
      )
    }
    guard !provider.clientIDs.contains(inputs.audience) else { return nil }
    return Fault(
      .audienceMismatch,
      cause: "The identity provider does not take this audience.",
      remedies: [remedy],
      evidence: [
        Evidence(.expected, inputs.audience),
        Evidence(.found, provider.clientIDs.joined(separator: " ")),
      ]
    )
  }

  static func role(_ role: IAMRole?, _ inputs: Inputs, _ remedy: Remedy) -> Fault? {
    guard let role else {
      return Fault(
        .roleNotKnown,
        cause: "The role is not in the account.",
        remedies: [remedy],
        evidence: .roleRead + [Evidence(.expected, inputs.roleARN ?? inputs.roleName)]
      )
    }
    return trust(role, inputs)
  }

  /// `nil` where this environment is let in, or where that cannot be told.
  static func trust(_ role: IAMRole, _ inputs: Inputs) -> Fault? {
    guard let target = (try? inputs.trustTarget()) ?? nil,
      let policy = role.trustPolicy.flatMap(TrustPolicy.init)
    else { return nil }
    let reasons: [String]
    switch policy.standing(toward: target) {
    case .equal, .shared: return nil
    case .absent: reasons = []
    case .differs(let told): reasons = told
    }
    let (code, cause): (FaultCode, String) =
      if !policy.mentions(providerARN: target.providerARN) {
        (.issuerMismatch, "The role trusts another identity provider.")
      } else if !policy.subjects(issuer: inputs.issuer).contains(target.subject.text) {
        (.subjectMismatch, "The role's trust policy does not name this environment.")
      } else {
        (.audienceMismatch, "The role's trust policy asks for something else of the token.")
      }
    return Fault(
      code,
      cause: ([cause] + reasons.map { "\($0)." }).joined(separator: " "),
      evidence: .roleRead + [
        Evidence(.expected, TrustPolicy(for: target).json),
        Evidence(.found, role.trustPolicy ?? ""),
      ]
    )
  }
}
