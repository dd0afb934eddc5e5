/// An error as AWS answers it. The two protocols name some errors differently.
struct AWSFault: Error, Equatable {
  /// The code in query (XML) answers.
  var code: String
  /// The code in REST-JSON answers.
  var jsonCode: String
  var status: Int
  var message: String

  init(_ code: String, json: String? = nil, _ status: Int, _ message: String) {
    self.code = code
    self.jsonCode = json ?? code
    self.status = status
    self.message = message
  }

  static func validation(_ message: String) -> AWSFault {
    AWSFault("ValidationError", json: "ValidationException", 400, message)
  }

  static func invalidInput(_ message: String) -> AWSFault {
    AWSFault("InvalidInput", 400, message)
  }

  static func noSuchEntity(_ message: String) -> AWSFault {
    AWSFault("NoSuchEntity", 404, message)
  }

  static func alreadyExists(_ message: String) -> AWSFault {
    AWSFault("EntityAlreadyExists", 409, message)
  }

  static func quota(_ name: String, _ limit: Int) -> AWSFault {
    AWSFault("LimitExceeded", 409, "Cannot exceed quota for \(name): \(limit)")
  }

  static func malformed(_ message: String) -> AWSFault {
    AWSFault("MalformedPolicyDocument", 400, message)
  }

  static func denied(_ message: String) -> AWSFault {
    AWSFault("AccessDenied", json: "AccessDeniedException", 403, message)
  }

  static func identityToken(_ message: String) -> AWSFault {
    AWSFault("InvalidIdentityToken", 400, message)
  }

  static let throttling = AWSFault(
    "Throttling",
    json: "ThrottlingException",
    400,
    "Rate exceeded"
  )

  static let unknownKey = AWSFault(
    "InvalidClientTokenId",
    json: "UnrecognizedClientException",
    403,
    "The security token included in the request is invalid."
  )

  static let sessionOver = AWSFault(
    "ExpiredToken",
    json: "ExpiredTokenException",
    403,
    "The security token included in the request is expired"
  )

  static let unsigned = AWSFault(
    "MissingAuthenticationToken",
    json: "MissingAuthenticationTokenException",
    403,
    "Request is missing Authentication Token"
  )

  static func incompleteSignature(_ message: String) -> AWSFault {
    AWSFault("IncompleteSignature", json: "IncompleteSignatureException", 400, message)
  }

  static func signature(_ message: String) -> AWSFault {
    AWSFault("SignatureDoesNotMatch", json: "InvalidSignatureException", 403, message)
  }

  static let wrongSignature = signature(
    "The request signature we calculated does not match the signature you provided. "
      + "Check your AWS Secret Access Key and signing method. "
      + "Consult the service documentation for details."
  )
}
