#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends a request as often as its policy allows and turns what comes back into an answer or an
/// error. One record goes into the sink per attempt.
struct VertesiaCaller: Sendable {
  /// What named the host, where it is not the usual one.
  let setting: String?
  let transport: any Transport
  let surroundings: Surroundings
  let calls: CallSink

  /// The revision of the API whose strict rules the bodies follow.
  static let apiVersion = "20260803"

  /// A request and how it is called in records and errors.
  struct Call: Sendable {
    var service = "vertesia"
    var operation: String
    var request: HTTPRequest
    var policy: AttemptPolicy
    /// Never to be repeated in an error, even when the service quotes it.
    var secrets: [Secret] = []
  }

  /// - Returns: a complete 2xx answer.
  func send(_ call: Call) async throws(VertesiaError) -> HTTPResponse {
    var sent = 0
    var tries = 1
    var paced = 0
    while true {
      sent += 1
      let failure: VertesiaError
      do throws(VertesiaError) {
        return try await attempt(call, number: sent)
      } catch {
        failure = error
      }
      switch failure {
      case .service(let error):
        if error.limit?.reason == .pacing, let wait = error.retryAfter,
          wait <= RetryHint.longestPacing, paced < 2
        {
          paced += 1
          try await pause(wait, before: call)
          continue
        }
        guard tries < call.policy.attempts, call.policy.retries(error) else { throw failure }
        try await backOff(after: tries, asked: error.retryAfter, before: call)
      case .transport(let error, _):
        guard tries < call.policy.attempts, call.policy.retries(error) else { throw failure }
        try await backOff(after: tries, asked: nil, before: call)
      default:
        throw failure
      }
      tries += 1
    }
  }

  private func attempt(_ call: Call, number: Int) async throws(VertesiaError) -> HTTPResponse {
    let elapsed = surroundings.stopwatch()
    var record = CallRecord(
      time: surroundings.now(),
      service: call.service,
      operation: call.operation,
      milliseconds: 0,
      attempt: number
    )
    defer {
      record.milliseconds = elapsed()
      calls(record)
    }
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(call.request)
    } catch {
      record.errorCode = error.kind.rawValue
      throw .transport(error.naming(setting), operation: call.operation)
    }
    record.status = response.status
    record.requestID = AnswerReader.requestID(response)
    // What the service said is not known then, whatever its status.
    guard response.isComplete else {
      record.errorCode = TransportError.Kind.connectionLost.rawValue
      throw .transport(
        TransportError(.connectionLost, phase: .unknown, detail: "The answer was cut off"),
        operation: call.operation
      )
    }
    guard (200..<300).contains(response.status) else {
      var error = AnswerReader.error(response, call: call, now: surroundings.now())
      error.time = record.time
      record.errorCode = error.code ?? error.limit?.reason.rawValue
      throw .service(error)
    }
    return response
  }

  private func backOff(
    after attempt: Int,
    asked: Duration?,
    before call: Call
  ) async throws(VertesiaError) {
    try await pause(
      AttemptPolicy.delay(after: attempt, asked: asked, random: surroundings.random(4)),
      before: call
    )
  }

  private func pause(_ wait: Duration, before call: Call) async throws(VertesiaError) {
    do {
      try await surroundings.clock.sleep(for: wait)
    } catch {
      // Only calls that had no effect, and reads, are waited for.
      throw .transport(
        TransportError(
          .cancelled,
          phase: .definiteNo,
          detail: "stopped while waiting to try again"
        ),
        operation: call.operation
      )
    }
  }
}
