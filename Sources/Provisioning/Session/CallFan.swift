import Clients
import Federation
import Synchronization

/// Hands the record of every call to the face and, once a set-up has files, to its call log.
final class CallFan: Sendable {
  private let announce: AsyncStream<Event>.Continuation
  private let log = Mutex<CallLog?>(nil)

  init(announce: AsyncStream<Event>.Continuation) { self.announce = announce }

  func attach(_ next: CallLog?) { log.withLock { $0 = next } }

  func record(_ call: CallRecord) {
    log.withLock { $0 }?.record(call)
    announce.yield(
      .called(
        Call(
          time: Moment.precise(call.time),
          service: call.service,
          operation: call.operation,
          status: call.status,
          milliseconds: call.milliseconds,
          requestID: call.requestID,
          errorCode: call.errorCode
        )
      )
    )
  }
}
