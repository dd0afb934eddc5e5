import Clients
import Federation

/// Why a test call of a model was not answered.
struct TrialDiagnosis: Sendable {
  let region: String

  /// - Returns: the fault, and what the answer says that the model needs.
  func refusal(_ error: AWSError) -> (fault: Fault, needing: ModelRow.State?) {
    guard case .service(let answer) = error, answer.isFromService else {
      var fault = AWSDiagnosis.fault(error, reading: true)
      if !error.isDefiniteNo { fault.cause += " The call may have been charged." }
      return (fault, nil)
    }
    if let reason = Self.reasons.first(where: { $0.matches(answer) }) {
      let advice = reason.state?.advice(region: region).map { [$0] } ?? []
      let fault = Fault(
        .testCallRefused,
        cause: reason.cause,
        remedies: advice + reason.remedies.map { Remedy($0) },
        evidence: AWSDiagnosis.evidence(answer)
      )
      return (fault, reason.state)
    }
    let known = AWSDiagnosis.fault(error, reading: true)
    if Self.signIn.contains(known.code) { return (known, nil) }
    return (
      Fault(
        .testCallRefused,
        cause: "The answer \(answer.code) is not one that is known here; its words are below",
        evidence: AWSDiagnosis.evidence(answer)
      ), nil
    )
  }

  /// Faults that say the same of any call.
  private static let signIn: Set<FaultCode> = [
    .awsKeysRejected, .awsSessionExpired, .awsSignatureRejected, .clockSkew, .regionDisabled,
  ]

  /// One row: words of the answer, compared without regard to case. The first that fits wins.
  private struct Reason {
    var words: String
    var codes: Set<String> = []
    var cause: String
    var state: ModelRow.State?
    var remedies: [String] = []

    func matches(_ answer: AWSError.ServiceError) -> Bool {
      (codes.isEmpty || codes.contains(answer.code))
        && (words.isEmpty || answer.message.lowercased().contains(words))
    }
  }

  private static let reasons = [
    Reason(
      words: "use case details have not been submitted",
      cause: "Anthropic's use-case form has not been sent from this account, or is not in force "
        + "yet",
      state: .needsForm
    ),
    Reason(
      words: "aws-marketplace:",
      cause: "The first call of the model accepts its terms in AWS Marketplace, and this sign-in "
        + "may not do that",
      state: .needsMarketplace
    ),
    Reason(
      words: "service control policy",
      codes: AWSDiagnosis.denied,
      cause: "A policy of the AWS organization denies the call, in this region or in one that the "
        + "model's profile may use",
      remedies: ["Ask whoever manages the AWS organization to allow bedrock:InvokeModel there"]
    ),
    Reason(
      words: "not authorized to perform",
      codes: AWSDiagnosis.denied,
      cause: "This sign-in may not call the model. Vertesia calls as the role, so it says nothing "
        + "of that",
      remedies: [
        "Try the model in Vertesia Studio, which calls as the role",
        "Or sign in as somebody with bedrock:InvokeModel, and try again",
      ]
    ),
    Reason(
      words: "don't have access to the model",
      codes: AWSDiagnosis.denied,
      cause: "The account has no access to the model, in this region or at all",
      state: .needsMarketplace
    ),
    Reason(
      words: "on-demand throughput",
      cause: "This model is called through an inference profile only",
      remedies: ["Enable it by a way in that is a profile"]
    ),
    Reason(
      words: "supported text or chat model",
      cause: "It does not take part in a conversation: it makes images, video or sound",
      remedies: ["Try it in Vertesia Studio with what it is made for"]
    ),
    Reason(
      words: "marked by provider as legacy",
      cause: "Its provider has marked it as legacy, and this account has not used it lately",
      remedies: ["Choose a newer model"]
    ),
    Reason(
      words: "",
      codes: AWSDiagnosis.busy,
      cause: "Bedrock has no room for the call: the account's quota for it is used up, or is 0 as "
        + "on new accounts",
      remedies: ["Try again in a minute", "Or have the quota raised in AWS Service Quotas"]
    ),
  ]
}
