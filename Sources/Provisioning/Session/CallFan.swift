import Clients
import Federation
import Synchronization

/// Hands the record of every call to the face and, once a set-up has files, to its call log.
final class CallFan: Sendable {
  private let announce: AsyncStream<Event>.Continuation
  private let log = Mutex<CallLog?>(nil)
  /// The last call of each operation of a service.
  private let last = Mutex<[Operation: Call]>([:])

  private struct Operation: Hashable {
    var service: String
    var name: String
  }

  init(announce: AsyncStream<Event>.Continuation) { self.announce = announce }

  func attach(_ next: CallLog?) { log.withLock { $0 = next } }

  func record(_ call: CallRecord) {
    log.withLock { $0 }?.record(call)
    let told = Call(
      time: Moment.precise(call.time),
      service: call.service,
      operation: call.operation,
      status: call.status,
      milliseconds: call.milliseconds,
      requestID: call.requestID,
      errorCode: call.errorCode
    )
    last.withLock { $0[Operation(service: told.service.lowercased(), name: told.operation)] = told }
    announce.yield(.called(told))
  }

  /// A fault that rests on what a call has shown, with that call: its status, request id and time.
  func completing(_ fault: Fault) -> Fault {
    func known(_ label: Evidence.Label) -> String? {
      fault.evidence.first { $0.label == label }?.text
    }
    guard let service = known(.service), let operation = known(.operation),
      known(.status) == nil, known(.requestID) == nil, known(.error) == nil,
      let place = fault.evidence.firstIndex(where: { $0.label == .operation }),
      let call = last.withLock({ $0[Operation(service: service.lowercased(), name: operation)] })
    else { return fault }
    let facts: [(Evidence.Label, String?)] = [
      (.status, call.status.map(String.init)), (.requestID, call.requestID), (.time, call.time),
    ]
    var whole = fault
    whole.evidence.insert(
      contentsOf: facts.compactMap { label, text in text.map { Evidence(label, $0) } },
      at: place + 1
    )
    return whole
  }
}
