/// The STS operations served here.
enum STSOperation: String, CaseIterable {
  case getCallerIdentity = "GetCallerIdentity"
  case assumeRole = "AssumeRole"
  case assumeRoleWithWebIdentity = "AssumeRoleWithWebIdentity"
  case decodeAuthorizationMessage = "DecodeAuthorizationMessage"
}

extension World {
  mutating func sts(
    _ operation: STSOperation,
    _ parameters: Parameters,
    caller: Caller?,
    region: String,
    at now: Moment
  ) throws(AWSFault) -> [XML] {
    if operation == .assumeRoleWithWebIdentity {
      return try assumeRoleWithWebIdentity(parameters, region: region, at: now)
    }
    guard let caller else { throw .unsigned }
    switch operation {
    case .getCallerIdentity:
      return [
        .text(caller.arn, in: "Arn"), .text(caller.userID, in: "UserId"),
        .text(caller.account, in: "Account"),
      ]
    case .assumeRole:
      return try assumeRole(parameters, caller: caller, region: region, at: now)
    case .assumeRoleWithWebIdentity:
      return try assumeRoleWithWebIdentity(parameters, region: region, at: now)
    case .decodeAuthorizationMessage:
      try caller.authorize("sts:DecodeAuthorizationMessage", on: "*")
      _ = try parameters.requiredText("EncodedMessage", 1...10_240)
      // Nothing here ever encodes a message: every denial is plain text.
      throw AWSFault(
        "InvalidAuthorizationMessageException",
        400,
        "Message is invalid: it was not issued here."
      )
    }
  }
}
