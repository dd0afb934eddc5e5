/// What a session tells its face. The only way out; past tense, in order.
public enum Event: Equatable, Sendable {
  /// A set-up is open: its id, its display name and the command that goes on with it.
  case opened(setup: String, name: String, resume: String)
  /// It is on no list any more, and none is open.
  case discarded(setup: String)
  case surveyed(Survey)
  case answered(Answers)
  /// The check refused an answer; nothing changed.
  case refused(QuestionID, Fault)
  /// Something has to be typed before a read can go on: `mfaCode`, `vertesiaKey`.
  case asked(QuestionID, because: String)
  case planned(Plan)
  case stepStarted(StepID)
  case called(Call)
  case waiting(StepID, Wait)
  case settled(StepID, Outcome, Facts)
  /// `nil` for a fault that belongs to no step.
  case failed(StepID?, Fault)
  case handed(HandForm)
  case listed(ListingReport)
  case tried(ModelTrial)
  case saved
  /// The last event of a command that runs the engine.
  case finished(SetupResult)
  /// A sentence worth telling that is not a fault: the previous checkpoint was used.
  case noticed(Notice)
}

/// One call, as an activity pane shows it.
public struct Call: Equatable, Sendable, Encodable {
  /// ISO-8601 with milliseconds, UTC.
  public var time: String
  public var service: String
  public var operation: String
  public var status: Int?
  public var milliseconds: Int
  public var requestID: String?
  public var errorCode: String?

  public init(
    time: String,
    service: String,
    operation: String,
    status: Int?,
    milliseconds: Int,
    requestID: String?,
    errorCode: String?
  ) {
    self.time = time
    self.service = service
    self.operation = operation
    self.status = status
    self.milliseconds = milliseconds
    self.requestID = requestID
    self.errorCode = errorCode
  }
}

/// How a run ended: the one document of `--json`, and what the faces sum up.
public struct SetupResult: Equatable, Sendable, Codable {
  public var setup: String
  public var exit: ExitCode
  /// True when Vertesia has listed a model through the role and nothing rests on a person's word.
  public var verified: Bool
  public var steps: [StepReport]
  /// What ended the run when it belongs to no step: a missing answer, a pairing to confirm.
  public var fault: Fault?
  public var roleARN: String?
  public var environmentID: String?
  public var models: Models?

  /// The names are part of what scripts read.
  private enum CodingKeys: String, CodingKey {
    case setup, exit, verified, steps, fault, models
    case roleARN = "roleArn"
    case environmentID = "environmentId"
  }

  public struct StepReport: Equatable, Sendable, Codable {
    public var id: StepID
    public var outcome: Outcome?
    public var facts: Facts
    public var fault: Fault?

    public init(id: StepID, outcome: Outcome?, facts: Facts, fault: Fault?) {
      self.id = id
      self.outcome = outcome
      self.facts = facts
      self.fault = fault
    }
  }

  /// The ids of the models, one for each way in.
  public struct Models: Equatable, Sendable, Codable {
    public var listed: [String]
    public var missing: [String]
    /// By name, where the ids are ways in: one model can be listed under several.
    package var counted: ModelCount?

    private enum CodingKeys: String, CodingKey {
      case listed, missing
      case counted = "count"
    }

    public init(listed: [String], missing: [String]) {
      self.listed = listed
      self.missing = missing
    }

    package init(_ report: ListingReport) {
      self.init(listed: report.listed, missing: report.missing)
      counted = report.counted
    }

    package var words: String {
      (counted ?? ModelCount(listed: listed.count, missing: missing.count)).words
    }
  }

  public init(
    setup: String,
    exit: ExitCode,
    verified: Bool,
    steps: [StepReport],
    fault: Fault? = nil,
    roleARN: String?,
    environmentID: String?,
    models: Models?
  ) {
    self.setup = setup
    self.exit = exit
    self.verified = verified
    self.steps = steps
    self.fault = fault
    self.roleARN = roleARN
    self.environmentID = environmentID
    self.models = models
  }
}

/// The process's exit codes.
public enum ExitCode: Int32, Codable, Sendable {
  case done = 0
  case failed = 1
  /// `plan` and `status`: there are differences.
  case differences = 2
  /// Stopped and saved, or waiting for a person.
  case stopped = 3
  case signInNeeded = 4
  /// A conflict needs a decision.
  case conflict = 5
  /// Connected, but a model asked for is not usable.
  case modelNotUsable = 6
  case usage = 64
  case interrupted = 130

  /// A run that ends so has carried out what was answered.
  package var hasCarriedOut: Bool { self == .done || self == .modelNotUsable }
}
