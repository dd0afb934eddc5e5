import Clients
import Federation

/// What a step is planned from: the answers, and the facts of the steps before it, each known or
/// still a blank.
struct Inputs: Sendable {
  let setup: SetupID
  var answers: Answers
  /// Facts of this run, and the remembered ones that were looked at again.
  var facts: [StepID: Facts]
  /// What the checkpoint remembers.
  var records: [StepID: StepRecord]
  var decisions: [StepID: Decision]
  /// Whether the run ends with a listing, which proves what it has changed.
  var provesListing = true
  /// Calls that would take something away, and that the caller is known not to be allowed to make.
  var refusedRemovals: Set<String> = []
  /// How the commands for Vertesia get their token; `nil` where nobody signs in there.
  var bearer: ShellBearer?

  /// The command that goes on with this set-up, with one answer changed.
  func again(_ key: AnswerKey, _ value: String) -> ProductCommand {
    ProductCommand(.apply, of: .own, Answers([key: [value]]))
  }

  /// The command that tries the same once more.
  var goOn: ProductCommand { ProductCommand(.apply, of: .own) }

  /// Stands in a change for the id of an environment that is not there yet.
  static let newEnvironment = "<new environment>"
  /// Stands for the ARN of a role that an administrator will make.
  static let newRole = "<role ARN from the administrator>"
  /// Stands for an Organization ID that a person will bring.
  static let newOrganization = "<your Organization ID>"

  /// The issuer of Vertesia's guide, when nobody nearer has said.
  static let guideIssuer = Issuer.assumed

  func fact(_ step: StepID, _ fact: Fact) -> String? {
    facts[step]?[fact] ?? records[step]?.facts[fact]
  }

  func decision(on step: StepID) -> Decision {
    decisions[step] ?? answers[.onConflict].flatMap(Decision.init) ?? .stop
  }

  /// Whether a person does this step.
  func isByHand(_ step: StepID) -> Bool {
    if step == .awsIdentity || step == .modelAccess { return false }
    if isElsewhere(step) { return true }
    switch records[step]?.outcome {
    case .waiting: return true
    case .byHand where step != .permissions || formerPermissions == nil: return true
    case .byHand, .created, .reused, .changed, .unchanged, nil: break
    }
    return answers[step.side == .aws ? .awsAccess : .vertesiaAccess] == Access.byHand
  }

  /// What a person has given a role that others are chosen for since: that is still to be done, by
  /// whoever may.
  var formerPermissions: PermissionChoice? {
    let former = records[.permissions]?.facts[.permissions].flatMap(PermissionChoice.init)
    return former == permissions ? nil : former
  }

  /// Whether a person has done this step and named the role.
  func isHanded(_ step: StepID) -> Bool {
    givenRole != nil && step.side == .aws && isByHand(step)
  }

  /// Whether a step is about a role in an account that the caller is not in: nothing of it can be
  /// read or made here, and the listing has to prove it.
  func isElsewhere(_ step: StepID) -> Bool {
    guard let givenRole, let account = fact(.awsIdentity, .account), givenRole.account != account
    else { return false }
    switch step {
    case .identityProvider, .role, .permissions: return true
    case .awsIdentity, .organization, .modelAccess, .environment, .connection, .modelListing:
      return false
    }
  }

  var region: String { answers[.region] ?? "" }
  var audience: String { answers[.audience] ?? "bedrock" }

  var account: String? {
    fact(.awsIdentity, .account) ?? givenRole?.account
  }

  var partition: String {
    fact(.awsIdentity, .partition) ?? givenRole?.partition
      ?? AWSPartition.of(region: region)?.id ?? "aws"
  }

  var organization: String? { fact(.organization, .id) ?? answers[.organization] }
  var organizationName: String? { fact(.organization, .name) }
  var project: String? { answers[.project] ?? fact(.organization, .project) }

  var issuer: String {
    answers[.issuer] ?? fact(.organization, .issuer) ?? Self.guideIssuer
  }

  /// The environment's id once it is known: pasted, chosen, or made.
  var environment: String? { fact(.environment, .id) ?? answers[.environmentID] }

  var environmentName: String {
    answers[.environmentName] ?? fact(.environment, .name) ?? "bedrock-\(region)"
  }

  /// A role that a person named.
  var givenRole: ARN? { answers[.roleARN].flatMap { ARN($0) } }

  /// Whether the role is this set-up's, and may list models and not call them.
  var listsOnly: Bool { fact(.role, .ours) == "true" && permissions == .listing }

  var roleName: String {
    if let givenRole { return givenRole.name }
    return answers[.roleName] ?? fact(.role, .name)
      ?? RoleName.suggested(
        organization: organizationName ?? organization ?? "",
        region: region,
        setup: setup
      )
  }

  var rolePath: String { answers[.rolePath] ?? "/" }

  /// Known before the role is made; `nil` while the account is not known.
  var roleARN: String? {
    if let givenRole { return givenRole.text }
    if let known = fact(.role, .arn), known.hasSuffix("/\(roleName)") { return known }
    return account.map {
      ARN.role(name: roleName, path: rolePath, partition: partition, account: $0).text
    }
  }

  var providerARN: String? {
    (givenRole?.account ?? account).map {
      ARN.provider(issuer: issuer, partition: partition, account: $0).text
    }
  }

  var permissions: PermissionChoice {
    answers[.permissions].flatMap(PermissionChoice.init) ?? .inference
  }

  /// The tags of what is made in AWS: the marker first, then the person's own.
  var tags: [AWSTag] {
    [AWSTag(Marker.tagKey, setup.text)]
      + answers[all: .tag].compactMap { text in
        guard let split = text.firstIndex(of: "=") else { return nil }
        return AWSTag(String(text[..<split]), String(text[text.index(after: split)...]))
      }
  }

  /// `nil` while the environment, the organization or the account is a blank.
  func trustTarget() throws(Fault) -> TrustTarget? {
    guard let providerARN, let organization, let environment else { return nil }
    return TrustTarget(
      providerARN: providerARN,
      issuer: issuer,
      audience: audience,
      subject: try Subject(organization: organization, environment: environment)
    )
  }

  /// `env:ORG:ENV`, with words where an id is still a blank.
  var subjectText: String {
    "env:\(organization ?? Self.newOrganization):\(environment ?? Self.newEnvironment)"
  }
}

/// The value of `aws-access` and `vertesia-access` that leaves a side to a person.
enum Access {
  static let byHand = Choose.byHand
}
