extension World {
  /// The role must trust the caller, and the caller must be allowed to assume it, unless the trust
  /// names the caller itself in the role's own account.
  mutating func assumeRole(
    _ parameters: Parameters,
    caller: Caller,
    region: String,
    at now: Moment
  ) throws(AWSFault) -> [XML] {
    let request = try SessionRequest.read(parameters)
    let refused = AWSFault.denied(
      "User: \(caller.arn) is not authorized to perform: sts:AssumeRole on resource: "
        + request.roleARN.text
    )
    guard let role = role(request.roleARN, at: now) else { throw refused }
    var context = caller.context
    context["sts:rolesessionname"] = [request.sessionName]
    if let externalID = try parameters.text("ExternalId", 2...1224) {
      context["sts:externalid"] = [externalID]
    }
    let access = AccessRequest(
      action: "sts:AssumeRole",
      resource: request.roleARN.text,
      context: context
    )
    let statements = role.trust.statements.filter { $0.covers(access) }
    let trusted = statements.filter { $0.principals?.trust(caller) ?? false }
    guard trusted.contains(where: \.allows), trusted.allSatisfy(\.allows) else { throw refused }
    let namesCaller = trusted.contains {
      $0.principals?.byKind["AWS"]?.contains(caller.arn) ?? false
    }
    if !(namesCaller && caller.account == request.roleARN.account) {
      try caller.authorize("sts:AssumeRole", on: request.roleARN.text, context: context)
    }
    let key = try open(request, as: role, region: region, at: now)
    return xml(of: key, request, as: role)
  }
}

extension PolicyDocument.Principals {
  /// An account's number or root stands for everyone in it; a role ARN for its sessions.
  fileprivate func trust(_ caller: Caller) -> Bool {
    if everyone { return true }
    let root = "arn:\(caller.partition):iam::\(caller.account):root"
    let names = [caller.account, root, caller.arn] + (caller.context["aws:principalarn"] ?? [])
    return byKind["AWS"]?.contains(where: names.contains) ?? false
  }
}
