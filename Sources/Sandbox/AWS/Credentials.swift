/// An access key that the sandbox knows, permanent or of a session.
struct AccessKey: Sendable {
  var id: String
  var secret: String
  var account: String
  var owner: Owner
  /// Session credentials carry a token and end.
  var session: Session?

  enum Owner: Sendable, Equatable {
    case user(String)
    case role(String, session: String)
  }

  struct Session: Sendable {
    var token: String
    var expires: Moment
    /// Policies that narrow this session; `nil` when none were passed.
    var policies: [PolicyDocument]?
  }
}

/// Who makes a call, with everything that decides what the call may do.
struct Caller: Sendable {
  var account: String
  var partition: String
  var arn: String
  var userID: String
  var identityPolicies: [PolicyDocument]
  var boundary: PolicyDocument?
  var sessionPolicies: [PolicyDocument]?
  /// What `aws:Principal...` condition keys and those of the time hold.
  var context: [String: [String]]

  /// Decides one action, and words a refusal as AWS does.
  func authorize(
    _ action: String,
    on resource: String,
    context: [String: [String]] = [:]
  ) throws(AWSFault) {
    let request = AccessRequest(
      action: action,
      resource: resource,
      context: self.context.merging(context) { $1 }
    )
    let decision = Authorization.decide(request, for: self)
    if let reason = decision.refusal(of: action) {
      throw .denied(
        "User: \(arn) is not authorized to perform: \(action) on resource: \(resource) \(reason)"
      )
    }
  }
}

extension World {
  /// Resolves and verifies the signer of a request.
  func caller(of request: Request, _ scope: SignedScope, at now: Moment) throws(AWSFault) -> Caller
  {
    guard let key = accessKeys[scope.keyID] else { throw .unknownKey }
    let token = request.headers["x-amz-security-token"]
    guard token == key.session?.token else { throw .unknownKey }
    try Signature.verify(request, scope, secret: key.secret, at: now)
    if let session = key.session, session.expires <= now { throw .sessionOver }
    guard let caller = caller(owning: key, at: now) else { throw .unknownKey }
    guard Region(scope.region).partition == caller.partition else { throw .unknownKey }
    return caller
  }

  /// The principal behind a key, with the policies the service sees now; `nil` when it is gone.
  func caller(owning key: AccessKey, at now: Moment) -> Caller? {
    guard let account = accounts[key.account] else { return nil }
    let prefix = "arn:\(account.partition)"
    switch key.owner {
    case .user(let name):
      guard let user = account.users[name] else { return nil }
      let arn = "\(prefix):iam::\(account.id):user/\(name)"
      return Caller(
        account: account.id,
        partition: account.partition,
        arn: arn,
        userID: user.id,
        identityPolicies: user.policies,
        boundary: nil,
        sessionPolicies: nil,
        context: [
          "aws:principalarn": [arn], "aws:username": [name], "aws:userid": [user.id],
          "aws:principaltype": ["User"], "aws:principalaccount": [account.id],
        ].merging(now.conditionKeys) { $1 }
      )
    case .role(let name, let sessionName):
      guard let role = account.roles[name.lowercased()]?.seen(at: now, lag: timing.spread)
      else { return nil }
      let id = "\(role.id):\(sessionName)"
      return Caller(
        account: account.id,
        partition: account.partition,
        arn: "\(prefix):sts::\(account.id):assumed-role/\(role.name)/\(sessionName)",
        userID: id,
        identityPolicies: account.policies(of: role),
        boundary: role.boundary.flatMap { account.managedPolicy($0)?.document },
        sessionPolicies: key.session?.policies,
        context: [
          "aws:principalarn": [account.roleARN(path: role.path, role.name)], "aws:userid": [id],
          "aws:principaltype": ["AssumedRole"], "aws:principalaccount": [account.id],
        ].merging(now.conditionKeys) { $1 }
      )
    }
  }
}

extension Account {
  /// Everything that a role's identity allows or denies: attached policies, then inline ones.
  func policies(of role: Role) -> [PolicyDocument] {
    role.attached.compactMap { managedPolicy($0)?.document }
      + role.inline.sorted { $0.key < $1.key }.map(\.value)
  }
}
