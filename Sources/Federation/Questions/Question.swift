/// What can be asked, by any face. The raw values appear in messages and tests.
public enum QuestionID: String, CaseIterable, Codable, Sendable {
  case aws
  /// The three lines of the AWS access portal, kept in memory.
  case awsKeys = "aws-keys"
  case mfaCode = "mfa-code"
  case region
  case vertesia
  /// A Vertesia API key, kept in memory.
  case vertesiaKey = "vertesia-key"
  case site
  case organization
  case project
  case issuer
  case environment
  case environmentName = "environment-name"
  case environmentID = "environment-id"
  case permissions
  case policyARN = "policy-arn"
  case pairing
  case roleAccount = "role-account"
  // Company rules: asked only when a person opens them.
  case roleName = "role-name"
  case rolePath = "role-path"
  case permissionsBoundary = "permissions-boundary"
  case tag
  /// Comes back from an AWS administrator.
  case roleARN = "role-arn"
  /// What a saved set-up is called: no answer of it, so no flag and no list asks for it.
  case setupName = "set-up-name"
}

/// One question, ready to be asked by a screen, a line or a flag.
public struct Question: Equatable, Sendable, Identifiable {
  public enum Form: Equatable, Sendable {
    case choice([Choice])
    case text
    /// Not echoed, not stored.
    case secret
    /// Must be typed exactly: a confirmation of something that cannot be undone by a habit.
    case typed(expected: String)
  }

  /// One answer that can be picked.
  public struct Choice: Equatable, Sendable, Identifiable {
    /// What `settle` takes for it.
    public var id: String
    public var label: String
    /// Beside the label: `SSO`, `signed in, 6 h 12 min left`.
    public var detail: String
    public var tone: Notice.Tone
    /// False: shown, cannot be picked; `detail` says why.
    public var isAvailable: Bool
    /// It is no answer: it opens this question first, and comes back.
    public var asks: QuestionID?

    public init(
      id: String,
      label: String,
      detail: String = "",
      tone: Notice.Tone = .info,
      isAvailable: Bool = true,
      asks: QuestionID? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.tone = tone
      self.isAvailable = isAvailable
      self.asks = asks
    }
  }

  public var id: QuestionID
  /// `Which AWS account should be used?`
  public var title: String
  /// What the thing is and why it is needed, for somebody who has never seen it.
  public var why: String
  public var form: Form
  /// The list of a choice is not everything: other text may be typed, and is checked.
  public var allowsTyping: Bool
  /// Taken when a person just agrees.
  public var suggestion: String?
  /// The flag that answers it: `--region`; `nil` for what never has a flag.
  public var flag: AnswerKey?
  public var dependsOn: Set<AnswerKey>
  /// True when it is only asked on request.
  public var isOnRequest: Bool
  /// True when its place is among the company rules; those are asked on request, too.
  public var isCompanyRule: Bool
  /// True while a read that fills it is under way.
  public var isLooking: Bool
  public var notices: [Notice]
  /// How a person can do without the tool's own access, where that is possible.
  public var byHand: HandForm?

  /// Whether it cannot be put yet: what it is made from is being read, and it may turn out not to
  /// be a question at all.
  public var isHeld: Bool { isLooking && form == .choice([]) }

  public init(
    id: QuestionID,
    title: String,
    why: String,
    form: Form,
    allowsTyping: Bool = false,
    suggestion: String? = nil,
    flag: AnswerKey? = nil,
    dependsOn: Set<AnswerKey> = [],
    isOnRequest: Bool = false,
    isCompanyRule: Bool = false,
    isLooking: Bool = false,
    notices: [Notice] = [],
    byHand: HandForm? = nil
  ) {
    self.id = id
    self.title = title
    self.why = why
    self.form = form
    self.allowsTyping = allowsTyping
    self.suggestion = suggestion
    self.flag = flag
    self.dependsOn = dependsOn
    self.isOnRequest = isOnRequest || isCompanyRule
    self.isCompanyRule = isCompanyRule
    self.isLooking = isLooking
    self.notices = notices
    self.byHand = byHand
  }
}

/// What a person does instead of the tool, and what comes back.
public struct HandForm: Equatable, Sendable, Codable {
  public var step: StepID
  public var title: String
  /// Numbered when printed.
  public var instructions: [String]
  /// What has to be copied into the other place, in order.
  public var values: [Value]
  /// The answers that come back.
  public var returns: [AnswerKey]
  /// The file that was written for an administrator.
  public var document: String?

  public struct Value: Equatable, Sendable, Codable {
    public var label: String
    public var text: String

    public init(label: String, text: String) {
      self.label = label
      self.text = text
    }
  }

  public init(
    step: StepID,
    title: String,
    instructions: [String],
    values: [Value],
    returns: [AnswerKey] = [],
    document: String? = nil
  ) {
    self.step = step
    self.title = title
    self.instructions = instructions
    self.values = values
    self.returns = returns
    self.document = document
  }
}
