import Clients
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// AWS and Vertesia in memory, at the transport seam: just the calls the steps make, just faithful
/// enough to tell a right set-up from a wrong one, and able to misbehave on request.
final class MemoryCloud: Transport, Sendable {
  /// What happens to a call instead of the usual.
  enum Trouble: Sendable, Equatable {
    /// It takes effect, and its answer is lost.
    case loseAnswer
    /// It never arrives, and nobody can tell.
    case loseRequest
    /// It is refused by the network before it leaves.
    case neverSent
    /// An answer of this status with this error code, without any effect.
    case refuse(Int, String, String)
    /// It takes effect, and whoever asked hears nothing until they give up.
    case hang
    /// A page of something in between.
    case html(Int)
    /// Nobody can tell, and it takes effect this much later.
    case late(Duration)
  }

  struct Role: Hashable, Sendable {
    var name: String
    var path = "/"
    var trust: String
    var tags: [String: String] = [:]
    var inline: [String: String] = [:]
    var attached: Set<String> = []
    var boundary: String?
  }

  struct Provider: Hashable, Sendable {
    var audiences: [String]
    var tags: [String: String] = [:]
  }

  struct Model: Hashable, Sendable, Codable {
    var id, name: String
    var provider = "bedrock"
  }

  struct Environment: Hashable, Sendable, Codable {
    var id: String
    var name: String
    var provider = "bedrock"
    var description: String?
    var endpoint_url: String?
    var apiKey: String?
    var default_model: String?
    var enabled_models: [Model] = []
    var allowed_projects: [String]
    var created_at = "2026-08-22T10:00:00.000Z"
  }

  struct State: Sendable {
    var providers: [String: Provider] = [:]
    var roles: [String: Role] = [:]
    var environments: [Environment] = []
    /// Operations in the order they arrived; what changed something has a star before it.
    var log: [String] = []
    /// By operation: what happens to the next calls of it, one each.
    var troubles: [String: [Trouble]] = [:]
    /// Operations that are refused every time.
    var denied: Set<String> = []
    /// By operation: another one that has to arrive before it is answered. Who waits in vain is
    /// noted.
    var company: [String: String] = [:]
    var arrived: Set<String> = []
    var alone: Set<String> = []
    /// How often the listing fails before it works.
    var failedListings = 0
    /// Whether Bedrock offers a model, and whether Vertesia lists what it offers.
    var offersModels = true
    var listsModels = true
    /// Roles that Vertesia cannot use, whatever can be read of them.
    var unusable: Set<String> = []
    /// Policies that let nobody list.
    var mute: Set<String> = []
    /// What the site's own document names as issuer, and signs as.
    var signsAs = MemoryCloud.issuerHost
    /// Who stands in its tokens as issuer.
    var namesIssuer = MemoryCloud.issuerHost
    var keyRole = "admin"
    /// The account of the caller.
    var account = MemoryCloud.account
    var next = 1
    /// Whether anybody was given models.
    var hasListed = false
    var spreading = Spreading()
    /// The oldest first.
    var past: [Past] = []
    /// Requests that take effect when their time has come.
    var underway: [(due: Duration, call: IncomingCall)] = []
    /// How many of them have.
    var delivered = 0
  }

  static let account = "432112349876"
  static let organization = "64f0c1a2b3c4d5e6f7a8b9c0"
  static let project = "65aa00112233445566778899"
  static let issuerHost = "sts.becomposable.com"

  let state = Mutex(State())
  /// Reads the time; stands still where nothing depends on it.
  private let now: @Sendable () -> Duration

  init(now: @escaping @Sendable () -> Duration = { .zero }) { self.now = now }

  /// Sees every call as it arrives, before it has any effect.
  let watcher = Mutex<(@Sendable (IncomingCall) -> Void)?>(nil)

  func change(_ body: @Sendable (inout State) -> Void) { state.withLock { body(&$0) } }
  func read<Value: Sendable>(_ body: @Sendable (State) -> Value) -> Value {
    state.withLock { body($0) }
  }

  var writes: [String] { read { $0.log.filter { $0.hasPrefix("*") } } }

  /// The authorities that the AWS profiles in use named, each once in a row.
  let authorities = Mutex<[String?]>([])

  func useProfile(caBundle: String?) throws(TransportError) {
    guard caBundle != "/absent.pem" else {
      throw TransportError(.refusedLocally, phase: .definiteNo, detail: "/absent.pem is not there")
    }
    authorities.withLock { if $0.last != caBundle { $0.append(caBundle) } }
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try await send(IncomingCall(request)) { call in watcher.withLock { $0 }?(call) }
  }

  /// - Parameters:
  ///   - call: what arrives.
  ///   - seen: sees it before it has any effect.
  /// - Returns: the answer.
  /// - Throws: what the network does instead.
  func send(
    _ call: IncomingCall,
    _ seen: (IncomingCall) -> Void
  ) async throws(TransportError) -> HTTPResponse {
    await Task.yield()
    guard !Task.isCancelled else {
      throw TransportError(.cancelled, phase: .definiteNo, detail: "cancelled")
    }
    seen(call)
    await waitForCompany(call.operation)
    let hangs = read { $0.troubles[call.operation]?.first == .hang }
    let result = state.withLock { state in
      state.spreading.now = now()
      Self.deliver(&state)
      return Self.answer(call, &state)
    }
    if hangs { try await Self.wait() }
    return try result.get()
  }

  /// Lets requests take effect whose time has come.
  private static func deliver(_ state: inout State) {
    let due = state.underway.filter { $0.due <= state.spreading.now }
    state.underway.removeAll { $0.due <= state.spreading.now }
    for (_, call) in due {
      state.delivered += 1
      state.log.append(call.isWrite ? "*\(call.operation)" : call.operation)
      _ = perform(call, &state)
    }
  }

  /// Whatever is still on its way arrives.
  func deliverAll() {
    state.withLock { state in
      for index in state.underway.indices { state.underway[index].due = .zero }
      Self.deliver(&state)
    }
  }

  /// Until the call is cancelled, as the real transport has it.
  private static func wait() async throws(TransportError) {
    do { try await Task.sleep(for: .seconds(3600)) } catch {
      throw TransportError(.cancelled, phase: .unknown, detail: "cancelled")
    }
  }

  private func waitForCompany(_ operation: String) async {
    change { $0.arrived.insert(operation) }
    guard let other = read({ $0.company[operation] }) else { return }
    for _ in 0..<5000 {
      if read({ $0.arrived.contains(other) }) { return }
      await Task.yield()
    }
    change { $0.alone.insert(operation) }
  }

  private static func answer(
    _ call: IncomingCall,
    _ state: inout State
  ) -> Result<HTTPResponse, TransportError> {
    let trouble = state.troubles[call.operation]?.first
    if trouble != nil { state.troubles[call.operation]?.removeFirst() }
    switch trouble {
    case .neverSent:
      return .failure(
        TransportError(.connectionRefused, phase: .definiteNo, detail: "nobody listens")
      )
    case .loseRequest: return .failure(lost)
    case .late(let delay):
      state.underway.append((state.spreading.now + delay, call))
      return .failure(lost)
    case .refuse(let status, let code, let message):
      state.log.append(call.operation)
      return .success(call.refusal(status, code, message))
    case .html(let status):
      state.log.append(call.operation)
      return .success(
        HTTPResponse(
          status: status,
          headers: ["content-type": "text/html"],
          body: Array("<html>".utf8)
        )
      )
    case .loseAnswer, .hang, nil: break
    }
    state.log.append(call.isWrite ? "*\(call.operation)" : call.operation)
    let response =
      state.denied.contains(call.operation)
      ? call.refusal(403, "AccessDenied", "User is not authorized to perform: \(call.operation)")
      : perform(call, &state)
    return trouble == .loseAnswer ? .failure(lost) : .success(response)
  }

  private static let lost = TransportError(
    .connectionLost,
    phase: .unknown,
    detail: "the connection ended"
  )

  private static func changed(_ call: IncomingCall, _ state: inout State) -> HTTPResponse {
    let before = state.rights
    let response = iam(call, &state)
    if call.isWrite { state.keep(before) }
    return response
  }

  private static func perform(_ call: IncomingCall, _ state: inout State) -> HTTPResponse {
    switch call.service {
    case .sts where call.operation == "AssumeRole": assumed(call)
    case .sts:
      call.result(
        "<Arn>arn:aws:iam::\(state.account):user/ada</Arn><UserId>AIDA</UserId><Account>\(state.account)</Account>"
      )
    case .iam: changed(call, &state)
    case .bedrock: bedrock(call, state)
    case .tokenServer where call.path.first == ".well-known":
      IncomingCall.json(["issuer": "https://\(state.signsAs)"])
    case .tokenServer: token(state)
    case .vertesia: vertesia(call, &state)
    }
  }
}
