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
    var written: [UInt8] = []
    var interruption: (boundary: Int, body: @Sendable () -> Void)?
    var watcher: (@Sendable (_ boundaries: [String]) -> Void)?
    /// Changes that have left and not arrived.
    var underway = 0
  }

  private let chosen: Int?
  private let end: End
  private let state = Mutex(State())
  private let mourners = Waiters<Void>()

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

  /// The last checkpoint that was written, or was about to be.
  var written: [UInt8] { state.withLock { $0.written } }

  func writes(_ bytes: [UInt8], to path: String) {
    // One that is gone still winds up, and none of it counts.
    guard path.contains("/.checkpoint.json."), !isDead else { return }
    state.withLock { $0.written = bytes }
  }

  /// The process stands still at a boundary until something else is over.
  func interrupt(at boundary: Int, _ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.interruption = (boundary, body) }
  }

  /// Sees every boundary before it is passed, and what was passed before it.
  func watch(_ body: @escaping @Sendable (_ boundaries: [String]) -> Void) {
    state.withLock { $0.watcher = body }
  }

  /// Whether a change has left and not arrived: what becomes of it then is decided by chance.
  var isExpecting: Bool { state.withLock { $0.underway > 0 } }

  fileprivate func expect(_ count: Int) { state.withLock { $0.underway += count } }

  /// A file operation.
  func pass(_ operation: String, _ path: String) throws(DiskError) {
    let file = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[$0...].dropFirst() } ?? ""
    // Random parts of names say nothing.
    let name = file.hasPrefix(".") ? file.dropFirst().prefix { $0 != "." } : file
    guard let end = burning(at: "\(operation) \(name)") else { return }
    switch end {
    case .death: throw DiskError(.other, path: path, detail: "the process is gone")
    case .refusal(let kind, _): throw DiskError(kind, path: path, detail: "refused on purpose")
    }
  }

  /// A change on its way.
  ///
  /// - Returns: whether it gets on.
  func passes(_ moment: FusedTransport.Moment, _ call: IncomingCall) -> Bool {
    burning(at: "\(call.operation) \(moment.rawValue)") != .death
  }

  private func burning(at boundary: String) -> End? {
    let interruption = state.withLock { state in
      guard let interruption = state.interruption, !state.isBlown,
        interruption.boundary == state.boundaries.count + 1
      else { return Optional<@Sendable () -> Void>.none }
      state.interruption = nil
      return interruption.body
    }
    interruption?()
    if let (watcher, boundaries) = state.withLock({ state in
      state.isBlown ? nil : state.watcher.map { ($0, state.boundaries + [boundary]) }
    }) {
      watcher(boundaries)
    }
    let (end, isNow) = state.withLock { state -> (End?, isNow: Bool) in
      guard !state.isBlown else {
        if case .refusal(_, lasts: false) = self.end { return (nil, false) }
        return (self.end, false)
      }
      state.boundaries.append(boundary)
      guard state.boundaries.count == chosen else { return (nil, false) }
      state.isBlown = true
      return (self.end, true)
    }
    if isNow, end == .death { mourners.release() }
    return end
  }

  /// Returns at the death, or when the task is cancelled.
  func waitForDeath() async { await mourners.wait(for: ()) { isDead } }
}

/// A transport of a process that can end around a change: before it leaves, while it is on its way,
/// and before its answer is heard of. A look changes nothing, so that ending at one is like ending
/// before it.
struct FusedTransport: Transport {
  let base: MemoryCloud
  let fuse: Fuse
  /// Sees every call of the process as it arrives.
  let seen: @Sendable (IncomingCall) -> Void

  enum Moment: String { case leaves, isSent = "is sent", isAnswered = "is answered" }

  /// For how long a change of a process that has died may be on its way.
  private static let delay = Duration.seconds(2)

  func useProfile(caBundle: String?) throws(TransportError) {
    try base.useProfile(caBundle: caBundle)
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let call = IncomingCall(request)
    guard call.isWrite else {
      guard !fuse.isDead else { throw Self.gone }
      return try await base.send(call, seen)
    }
    guard fuse.passes(.leaves, call) else { throw Self.gone }
    guard fuse.passes(.isSent, call) else {
      base.change { $0.underway.append(($0.spreading.now + Self.delay, call)) }
      throw Self.gone
    }
    fuse.expect(1)
    let response = try await base.send(call) { call in
      fuse.expect(-1)
      seen(call)
    }
    guard fuse.passes(.isAnswered, call) else { throw Self.gone }
    return response
  }

  private static let gone = TransportError(
    .cancelled,
    phase: .unknown,
    detail: "the process is gone"
  )
}
