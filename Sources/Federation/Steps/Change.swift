/// One mutation, before it is made. It can say itself in words, as a diff and as a command.
public struct Change: Equatable, Sendable, Codable {
  public enum Verb: String, Codable, Sendable {
    case create, add, update, attach, set
    /// Takes away what was in force before, once a listing has proven what took its place.
    case remove
    /// Puts back what was in force before.
    case restore
  }

  public var step: StepID
  public var verb: Verb
  /// Stable name of the call behind it: `CreateRole`, `POST /environments`.
  public var operation: String
  /// What it acts on, in words: `role Vertesia-acme-us-east-1-k3vq7m2d`.
  public var object: String
  /// Lines of explanation or of a diff (`+ ` and `- ` first), most important first.
  public var details: [String]
  /// The same as an `aws` or `curl` command with real values and no secret, runnable as printed.
  public var command: String
  /// Steps whose facts are still blanks in it.
  public var pending: Set<StepID>
  /// Which of several things it is about: an ARN, issuers, choices of permissions.
  public var target: String?

  public init(
    step: StepID,
    verb: Verb,
    operation: String,
    object: String,
    details: [String] = [],
    command: String,
    pending: Set<StepID> = [],
    target: String? = nil
  ) {
    self.step = step
    self.verb = verb
    self.operation = operation
    self.object = object
    self.details = details
    self.command = command
    self.pending = pending
    self.target = target
  }

  public var sentence: String { "\(verb.rawValue) \(object)" }

  /// What the signs in front of the lines of a diff say.
  package static let signs = "- is there now, + is needed"

  /// Whether its details are the lines of a diff, and something of it goes.
  package var isMarked: Bool { details.contains { $0.hasPrefix("- ") } }
}

/// Everything a run would do, and what it found that stays. Consent is given to exactly this.
public struct Plan: Equatable, Sendable {
  /// Both sides in words: `Acme Research` and `Acme Production, 432112349876`.
  public var organization: String
  public var account: String
  public var changes: [Change]
  /// Steps that are satisfied or read-only, in words.
  public var stays: [Stay]
  /// What the reader must know before consenting: overrides in force, who cannot finish, surplus
  /// rights of a broad policy, where the issuer came from.
  public var notices: [Notice]
  /// The role may do more than was chosen, or trusts another issuer too, or a change is not proven
  /// yet: the notices name what, and what to do about it.
  public var isWider: Bool
  /// The caller may not do all of it, or not look at all of it: the notices say what. Only a plan
  /// that nobody is going to apply can be like this.
  public var isRefused: Bool
  /// Something could not be looked at, and may differ.
  public var isBlind: Bool
  /// How each step of the plan stands.
  public var standings: [StepID: Standing]
  /// Stands for the whole plan with its blanks; equal digests, equal plans.
  public var digest: String

  public init(
    organization: String,
    account: String,
    changes: [Change],
    stays: [Stay],
    notices: [Notice],
    isWider: Bool = false,
    isRefused: Bool = false,
    isBlind: Bool = false,
    standings: [StepID: Standing] = [:],
    digest: String
  ) {
    self.organization = organization
    self.account = account
    self.changes = changes
    self.stays = stays
    self.notices = notices
    self.isWider = isWider
    self.isRefused = isRefused
    self.isBlind = isBlind
    self.standings = standings
    self.digest = digest
  }

  /// How a look ends that found this.
  package var exit: ExitCode {
    if !changes.isEmpty || isWider { return .differences }
    return isBlind ? .failed : .done
  }

  public struct Stay: Equatable, Sendable {
    public var step: StepID
    public var words: String

    public init(step: StepID, words: String) {
      self.step = step
      self.words = words
    }
  }
}

/// A sentence with a tone.
public struct Notice: Equatable, Sendable, Codable {
  public enum Tone: String, Codable, Sendable {
    case info, good, warning, bad
  }

  public var tone: Tone
  public var words: String

  public init(_ tone: Tone, _ words: String) {
    self.tone = tone
    self.words = words
  }
}

/// What of a plan is left to somebody else.
extension Notice {
  package static let leftToAdministrator = Notice(
    .info,
    "Left to an AWS administrator: the identity provider, the role and its policy"
  )
  package static let leftToStudio = Notice(
    .info,
    "Left to a person in Vertesia Studio: the environment and its key"
  )

  /// A guess about a listing that does not come; once it has come there is nothing to it.
  package static func otherIssuer(trusted: String, named: String) -> Notice {
    Notice(
      .warning,
      "\(otherIssuerStart)\(trusted), and this site names \(named). If no model is listed in the "
        + "end, that is most likely why"
    )
  }
  package var isOtherIssuer: Bool { words.hasPrefix(Self.otherIssuerStart) }
  private static let otherIssuerStart = "AWS trusts the issuer "

  package var isLeft: Bool { self == .leftToAdministrator || self == .leftToStudio }
}
