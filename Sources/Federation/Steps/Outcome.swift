/// How a step ended.
public enum Outcome: String, Codable, Sendable {
  case created
  /// It was there, made by somebody else, and is as it must be.
  case reused
  case changed
  /// It was there, made by us earlier.
  case unchanged
  /// A person did it; `Fact.verified` says whether that could be checked.
  case byHand
  /// Waiting for a person.
  case waiting

  public var words: String {
    switch self {
    case .byHand: "by hand"
    case .waiting: "waiting for a person"
    default: rawValue
    }
  }

  /// The outcome of a step, in a word. A step that only looks makes nothing: it was checked. The
  /// connection is a key that is set: it is neither made nor was there a right one before.
  package func words(of step: StepID) -> String {
    switch self {
    case .created, .reused, .changed, .unchanged:
      step.isMade ? step == .connection && self == .changed ? "set" : words : "checked"
    case .byHand, .waiting: words
    }
  }
}

extension Outcome {
  /// The same, and for what a person did, whether it was looked at.
  package func words(of step: StepID, _ facts: Facts?) -> String {
    switch facts?[.verified] {
    case "true" where self == .byHand: words(of: step) + ", seen"
    case "false": words(of: step) + ", not checked"
    default: words(of: step)
    }
  }
}

/// Where a step stands, for a rail or a status line.
public enum StepState: Equatable, Sendable {
  case next
  case running
  case waiting(Wait)
  case settled(Outcome)
  case failed(Fault)
}

/// Why nothing happens right now.
public struct Wait: Equatable, Sendable {
  public enum Reason: String, Codable, Sendable {
    /// IAM has taken a change that its reads do not show yet.
    case iamReads
    /// The role was made or changed a moment ago and is not usable yet.
    case roleSpreading
    /// What was changed in AWS, or taken away, is not in force everywhere yet.
    case changeSpreading
    /// Vertesia does not list what it should, and the role is not known to be new.
    case listing
    /// The service asked for a pause.
    case pacing
    /// An outcome is not known; looking until it is.
    case settlingUnknown
    /// An AWS administrator has the request.
    case awsAdministrator
    /// Somebody has to act in Vertesia Studio.
    case vertesiaAdministrator
  }

  public var reason: Reason
  /// 1 for the first try.
  public var attempt: Int
  /// Since the wait began.
  public var elapsed: Duration
  /// Until the next try; `nil` when a person is waited for.
  public var next: Duration?
  /// What was handed to the person: a file path.
  public var handedOut: String?

  public init(
    _ reason: Reason,
    attempt: Int,
    elapsed: Duration,
    next: Duration?,
    handedOut: String? = nil
  ) {
    self.reason = reason
    self.attempt = attempt
    self.elapsed = elapsed
    self.next = next
    self.handedOut = handedOut
  }
}
