import Clients
import Federation

/// The one place where what AWS answers becomes a fault, and where it is decided what an answer
/// says about the fate of a change.
enum AWSDiagnosis {
  /// What an error means to a person. Being refused a look, `reading`, is another fault than being
  /// refused a change.
  static func fault(_ error: AWSError, reading: Bool = false) -> Fault {
    switch error {
    case .service(let error): service(error, reading: reading)
    case .transport(let error, let service, let operation):
      TransportDiagnosis.fault(error, service: service, operation: operation)
    case .unreadable(let service, let operation, let status, let detail):
      Fault(
        reading ? .answerMalformed : .outcomeUnknown,
        cause: "AWS answered \(status), and the answer could not be read: \(detail).",
        evidence: [
          Evidence(.service, service), Evidence(.operation, operation),
          Evidence(.status, "\(status)"),
        ]
      )
    case .credentials(let error): CredentialDiagnosis.fault(error)
    }
  }

  /// What is known of a change after this error.
  static func fate(_ error: AWSError) -> Fate {
    guard case .service(let service) = error else { return error.isDefiniteNo ? .no : .unknown }
    if service.code == "EntityAlreadyExists" { return .exists }
    if notYet.contains(where: { $0.matches(service) }) { return .notYet }
    if busy.contains(service.code) || service.status == 429 { return .busy }
    return error.isDefiniteNo ? .no : .unknown
  }

  /// True for the code that says the thing is not there.
  static func isAbsent(_ error: AWSError) -> Bool {
    guard case .service(let service) = error else { return false }
    return service.code == "NoSuchEntity" || service.code == "NoSuchEntityException"
  }

  /// True when the endpoint does not know the operation, as emulators answer: 500 or 501, and not
  /// in the service's own form. A gateway's 502 to 504 says nothing of the operation.
  static func isUnsupported(_ error: AWSError) -> Bool {
    guard case .service(let service) = error else { return false }
    return [500, 501].contains(service.status) && service.code == "HTTP\(service.status)"
      || service.code == "NotImplemented" || service.code == "InvalidAction"
  }

  /// The resource and the reason that AWS names in a denial.
  private static func service(_ error: AWSError.ServiceError, reading: Bool) -> Fault {
    let evidence = evidence(error)
    if let row = rows.first(where: { $0.matches(error, reading: reading) }) {
      return Fault(row.fault, cause: row.cause, evidence: evidence)
    }
    if isUnsupported(.service(error)) {
      return Fault(
        .operationUnsupported,
        "\(title(error.service)) did not understand \(error.operation)",
        cause: "The endpoint answered \(error.status) in a form that is not AWS's. Emulators do so "
          + "for operations they lack; so does a proxy in between.",
        evidence: evidence
      )
    }
    if !error.isFromService {
      return Fault(
        .answerMalformed,
        cause: (300..<400).contains(error.status)
          ? "The endpoint answers with a redirect, and nothing that is signed is sent after one."
          : "The endpoint answered \(error.status) in a form that is not AWS's; something in between "
            + "has answered in its place.",
        evidence: evidence
      )
    }
    return Fault(
      .iamUnexpected,
      "\(title(error.service)) refused \(error.operation)",
      cause: "The answer \(error.code) is not one that is known here; its words are below.",
      evidence: evidence
    )
  }

  static func evidence(_ error: AWSError.ServiceError) -> [Evidence] {
    var all = [
      Evidence(.service, title(error.service)), Evidence(.operation, error.operation),
      Evidence(.status, "\(error.status)"), Evidence(.error, error.code),
    ]
    if !error.message.isEmpty { all.append(Evidence(.message, String(error.message.prefix(400)))) }
    if let id = error.requestID { all.append(Evidence(.requestID, id)) }
    if let time = error.time { all.append(Evidence(.time, Moment.precise(time))) }
    return all
  }

  private static func title(_ service: String) -> String {
    switch service {
    case "iam": "IAM"
    case "sts": "AWS STS"
    case "bedrock", "bedrock-runtime": "Bedrock"
    default: service
    }
  }
}

/// What an error says of the change that was sent.
enum Fate: Equatable, Sendable {
  /// It did not happen.
  case no
  /// Something of that name is there: look at it.
  case exists
  /// What it builds on is not visible everywhere yet: it did not happen, and may in a moment.
  case notYet
  /// The service wants a pause: it did not happen.
  case busy
  /// It may or may not have happened: look.
  case unknown
}
