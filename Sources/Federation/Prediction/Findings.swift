/// What differences between a prediction and a listing mean. None of them is a failure.
enum Findings {
  static func of(
    _ prediction: Prediction?,
    listed: [String],
    missing: [String],
    catalogue: RegionCatalogue?
  ) -> [Notice] {
    guard let prediction else {
      return [
        Notice(
          .info,
          "What Bedrock offers here could not be read, so the list is not held against anything"
        )
      ]
    }
    guard !listed.isEmpty else { return [] }
    var findings: [Notice] = []
    var scattered = missing
    for kind in Kind.allCases {
      let wanted = prediction.listed.filter { Kind(of: $0) == kind }
      let gone = missing.filter { Kind(of: $0) == kind }
      guard !wanted.isEmpty, gone.count == wanted.count else { continue }
      findings.append(
        Notice(
          .warning,
          "Vertesia lists none of the \(wanted.count) \(kind.words(wanted.count)): "
            + "the role seems to lack \(kind.action)"
        )
      )
      scattered.removeAll { gone.contains($0) }
    }
    if !scattered.isEmpty {
      findings.append(
        Notice(
          .info,
          "\(scattered.count) of \(prediction.listed.count) expected ids are not listed. "
            + "The rules may have changed since our copy of \(Prediction.snapshot)."
        )
      )
    }
    let more = Set(listed).subtracting(prediction.listed).count
    if more > 0 {
      findings.append(
        Notice(.info, "Vertesia lists \(more) more than our copy of its rules expects")
      )
    }
    return findings + (catalogue?.gaps ?? []).map { Notice(.info, $0) }
  }

  /// The three lists that Vertesia puts together, each behind an action of its own.
  private enum Kind: CaseIterable {
    case foundation, custom, profile

    init(of id: String) {
      switch ARN(id)?.kind {
      case "inference-profile", "application-inference-profile": self = .profile
      case "custom-model": self = .custom
      default: self = .foundation
      }
    }

    func words(_ count: Int) -> String {
      let noun =
        switch self {
        case .foundation: "foundation model"
        case .custom: "custom model"
        case .profile: "inference profile"
        }
      return count == 1 ? noun : noun + "s"
    }

    var action: String {
      switch self {
      case .foundation: "bedrock:ListFoundationModels"
      case .custom: "bedrock:ListCustomModels"
      case .profile: "bedrock:ListInferenceProfiles"
      }
    }
  }
}
