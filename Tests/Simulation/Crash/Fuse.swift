import Clients
import Provisioning
import Synchronization

/// Where a process can end. Every file operation and every change on its way to the cloud passes
/// here; at the chosen boundary the process dies, or the disk refuses.
final class Fuse: Sendable {
  /// What happens at the chosen boundary.
  enum End: Sendable, Equatable {
    /// Nothing gets through from then on.
    case death
    /// The disk refuses this once, or from then on.
    case refusal(DiskError.Kind, lasts: Bool)
  }

  private struct State {
    var boundaries: [String] = []
    var isBlown = false
    var next = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let chosen: Int?
  private let end: End
  private let state = Mutex(State())

  /// - Parameters:
  ///   - chosen: counts boundaries from 1; `nil` for a process that lives on.
  ///   - end: what happens there.
  init(at chosen: Int? = nil, _ end: End = .death) {
    self.chosen = chosen
    self.end = end
  }

  /// What has been passed so far, by name.
  var boundaries: [String] { state.withLock { $0.boundaries } }
  var isDead: Bool { state.withLock { $0.isBlown } && end == .death }

  /// A file operation.
  func pass(_ operation: String, _ path: String) throws(DiskError) {
    let file = path.split(separator: "/").last ?? ""
    // Random parts of names say nothing.
    let name = file.hasPrefix(".") ? file.dropFirst().prefix { $0 != "." } : file
    guard let end = burning(at: "\(operation) \(name)") else { return }
    switch end {
    case .death: throw DiskError(.other, path: path, detail: "the process is gone")
    case .refusal(let kind, _): throw DiskError(kind, path: path, detail: "refused on purpose")
    }
  }

  /// A request: about to arrive, or answered.
  ///
  /// - Returns: whether it gets through.
  func passes(_ request: String) -> Bool { burning(at: request) != .death }

  private func burning(at boundary: String) -> End? {
    let (end, waiters) = state.withLock { state -> (End?, [CheckedContinuation<Void, Never>]) in
      guard !state.isBlown else {
        if case .refusal(_, lasts: false) = self.end { return (nil, []) }
        return (self.end, [])
      }
      state.boundaries.append(boundary)
      guard state.boundaries.count == chosen else { return (nil, []) }
      state.isBlown = true
      guard self.end == .death else { return (self.end, []) }
      defer { state.waiters = [:] }
      return (self.end, state.waiters.sorted { $0.key < $1.key }.map(\.value))
    }
    for waiter in waiters { waiter.resume() }
    return end
  }

  /// Returns at the death, or when the task is cancelled.
  func waitForDeath() async {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { resume in
        let isOver = state.withLock { state in
          guard !(state.isBlown && end == .death), !Task.isCancelled else { return true }
          state.waiters[number] = resume
          return false
        }
        if isOver { resume.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
    }
  }
}

/// A transport of a process that can end around a change: before it arrives, and before its answer
/// is heard of. A look changes nothing, so that ending at one is like ending before it.
struct FusedTransport: Transport {
  let base: MemoryCloud
  let fuse: Fuse

  func useProfile(caBundle: String?) throws(TransportError) {
    try base.useProfile(caBundle: caBundle)
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let call = IncomingCall(request)
    guard call.isWrite else {
      guard !fuse.isDead else { throw Self.gone }
      return try await base.send(request)
    }
    guard fuse.passes("\(call.operation) arrives") else { throw Self.gone }
    let response = try await base.send(request)
    guard fuse.passes("\(call.operation) is answered") else { throw Self.gone }
    return response
  }

  private static let gone = TransportError(
    .cancelled,
    phase: .unknown,
    detail: "the process is gone"
  )
}
