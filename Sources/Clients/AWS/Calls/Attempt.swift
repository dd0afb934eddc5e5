#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One sending of a call: turns what came back into a value or an error, and records it once.
struct Attempt {
  struct Failure: Error {
    let error: AWSError
    /// The correction the failed request was signed with.
    let offset: TimeInterval?
    /// Set when the request was refused for its time.
    var serverTime: Date?

    /// The other side has seen nothing of the request.
    var neverLeft: Bool {
      guard case .transport(let error, _, _) = error else { return false }
      return error.phase == .definiteNo
    }
  }

  private let call: AWSCall
  private let number: Int
  private let offset: TimeInterval?
  private let secrets: [Secret]
  private let began: Date
  private let elapsed: () -> Int

  init(
    _ call: AWSCall,
    number: Int,
    offset: TimeInterval?,
    secrets: [Secret],
    surroundings: Surroundings
  ) {
    self.call = call
    self.number = number
    self.offset = offset
    self.secrets = secrets
    began = surroundings.now()
    elapsed = surroundings.stopwatch()
  }

  func finish<Value>(
    _ response: HTTPResponse,
    decode: (HTTPResponse) throws(WireError) -> Value,
    record: CallSink
  ) -> Result<Value, Failure> {
    guard (200..<300).contains(response.status) else {
      var error = ServiceAnswer.error(
        response,
        service: call.service,
        operation: call.operation,
        secrets: secrets
      )
      error.time = began
      guard response.isComplete || error.isFromService else { return cut(response, record: record) }
      record(line(response, requestID: error.requestID, errorCode: error.code))
      return .failure(
        Failure(
          error: .service(error),
          offset: offset,
          serverTime: ClockSkew.serverTime(error, headers: response.headers)
        )
      )
    }
    guard response.isComplete else { return cut(response, record: record) }
    let requestID = ServiceAnswer.requestID(response.headers).map(secrets.removed)
    do throws(WireError) {
      let value = try decode(response)
      record(line(response, requestID: requestID))
      return .success(value)
    } catch {
      record(line(response, requestID: requestID, errorCode: "unreadable"))
      let unreadable = AWSError.unreadable(
        service: call.service.rawValue,
        operation: call.operation,
        status: response.status,
        detail: secrets.removed(from: error.detail)
      )
      return .failure(Failure(error: unreadable, offset: offset))
    }
  }

  /// What the service said is not known, whatever its status.
  private func cut<Value>(
    _ response: HTTPResponse,
    record: CallSink
  ) -> Result<Value, Failure> {
    let cut = TransportError(.connectionLost, phase: .unknown, detail: "The answer was cut off")
    let requestID = ServiceAnswer.requestID(response.headers).map(secrets.removed)
    record(line(response, requestID: requestID, errorCode: cut.kind.rawValue))
    return .failure(failure(cut))
  }

  func fail(_ error: TransportError, record: CallSink) -> Failure {
    record(line(errorCode: error.kind.rawValue))
    return failure(error)
  }

  private func failure(_ error: TransportError) -> Failure {
    Failure(
      error: .transport(error, service: call.service.rawValue, operation: call.operation),
      offset: offset
    )
  }

  private func line(
    _ response: HTTPResponse? = nil,
    requestID: String? = nil,
    errorCode: String? = nil
  ) -> CallRecord {
    CallRecord(
      time: began,
      service: call.service.rawValue,
      operation: call.operation,
      status: response?.status,
      milliseconds: elapsed(),
      requestID: requestID,
      errorCode: errorCode,
      attempt: number
    )
  }
}
