/// What went wrong, why, what to do, and the evidence: the only error a person ever sees.
public struct Fault: Error, Equatable, Sendable {
  public var code: FaultCode
  /// What happened, one line without a final stop: `The role could not be created`.
  public var summary: String
  /// Why, in our words and whole sentences; a service's own text is evidence, not a cause. Every
  /// face shows it as it stands, so the capital and the final stop are put right here.
  public var cause: String { didSet { cause = cause.closed().opened() } }
  /// What to do, the advised one first; never empty.
  public var remedies: [Remedy]
  public var evidence: [Evidence]

  public init(
    _ code: FaultCode,
    _ summary: String,
    cause: String,
    remedies: [Remedy],
    evidence: [Evidence] = []
  ) {
    self.code = code
    self.summary = summary
    self.cause = cause.closed().opened()
    self.remedies = remedies
    self.evidence = evidence
  }
}

/// One way out: words, and where there is one the exact command or page.
public struct Remedy: Sendable {
  public enum Way: Sendable {
    case shell(String)
    case product(ProductCommand)
    /// As it has to be typed here.
    case typed(ProductCommand)
  }

  public var words: String
  public var way: Way?
  public var url: String?
  /// Leaves a role with the path or boundary that it was made with.
  package private(set) var keepsRole = false

  public init(_ words: String, command: String? = nil, url: String? = nil) {
    self.words = words
    way = command.map { .shell($0) }
    self.url = url
  }

  public init(_ words: String, _ command: ProductCommand) {
    self.words = words
    way = .product(command)
  }

  /// The command of this program, where it is one.
  public var product: ProductCommand? {
    switch way {
    case .product(let command), .typed(let command): command
    case .shell, nil: nil
    }
  }

  /// Runnable as printed, once a command of this program has been told where and how it is typed.
  public var command: String? {
    switch way {
    case .shell(let text): text
    case .product(let command), .typed(let command): command.text
    case nil: nil
    }
  }
}

/// As it is read: a command is its text.
extension Remedy: Equatable, Codable {
  private enum CodingKeys: CodingKey { case words, command, url }

  public static func == (one: Remedy, other: Remedy) -> Bool {
    (one.words, one.command, one.url) == (other.words, other.command, other.url)
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try fields.decode(String.self, forKey: .words),
      command: try fields.decodeIfPresent(String.self, forKey: .command),
      url: try fields.decodeIfPresent(String.self, forKey: .url)
    )
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(words, forKey: .words)
    try fields.encodeIfPresent(command, forKey: .command)
    try fields.encodeIfPresent(url, forKey: .url)
  }
}

extension Remedy {
  /// Told where the request to an administrator has not been written yet.
  package static let handAWSOver = Remedy(
    "Ask an AWS administrator: the wizard writes the request"
  )

  /// Keys of the environment are read once, when a program starts.
  package static let exportKeys = Remedy(
    "Export fresh keys, with their AWS_SESSION_TOKEN, and start again: what runs keeps the old ones"
  )
  package static let pasteKeys = Remedy(
    "Paste the three lines of the AWS access portal into the wizard"
  )

  /// Told where AWS refuses a role and names nothing more that is missing; it never names a path.
  package static let givePath = Remedy(
    "Set the company rules: most likely the role has to have a path (--role-path)"
  )

  /// The same where a path was given: any of the rules may be another one.
  package static let checkRules = Remedy(
    "Check the company rules that were set "
      + "(--role-path, --permissions-boundary, --tag)"
  )

  /// Of a role that has another path or boundary than was asked for; `made` are the answers by which
  /// it is as it stands.
  package static func keepRole(_ made: Answers) -> Remedy {
    var remedy = Remedy("Keep it as it was made", ProductCommand(.apply, of: .own, made))
    remedy.keepsRole = true
    return remedy
  }

  /// In the wizard it is a choice; elsewhere the command that leads there is told with it.
  package static let handVertesiaOver = Remedy(
    "Do the Vertesia side by hand: the wizard says where to click"
  )

  package static let idsWithoutWizard = Remedy(
    "Without the wizard, the same with --organization and --environment-id from Studio"
  )
}

extension Fault {
  /// The sign-in may do it once the rules of the company are answered as they are meant.
  package var doubtsRules: Bool { remedies.contains { $0 == .givePath || $0 == .checkRules } }
}

/// One line for support: `request id`, `7b0c5d1e`. Foreign text, no secrets.
public struct Evidence: Equatable, Sendable, Codable {
  public enum Label: String, Codable, Sendable, CaseIterable {
    case service, operation, status, error, message
    case requestID = "request id"
    case time, expected, found, account, region, file, line, value
    case setup = "set-up"
  }

  public var label: Label
  public var text: String

  /// What a person typed is a secret where they mistook the place.
  public init(_ label: Label, _ text: String) {
    let isTyped = label == .value || label == .file
    self.label = label
    self.text = isTyped ? SecretShape.shown(text) : text
  }
}

extension Fault: Codable {
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try fields.decode(FaultCode.self, forKey: .code),
      try fields.decode(String.self, forKey: .summary),
      cause: try fields.decode(String.self, forKey: .cause),
      remedies: try fields.decode([Remedy].self, forKey: .remedies),
      evidence: try fields.decode([Evidence].self, forKey: .evidence)
    )
  }
}
