import Clients
import Federation
import Synchronization

/// Nobody changes what another set-up has made, unless that was looked for and found, or a person has
/// agreed to it: in these plays nobody does.
final class Claims: Sendable {
  private let violations = Mutex<[String]>([])

  /// A change arrives from a machine with these files.
  func note(_ call: IncomingCall, by image: PowerLossDisk.Image, _ cloud: MemoryCloud) {
    guard call.isWrite, let owner = cloud.read({ Self.owner(of: call, $0) }) else { return }
    let own = Self.setups(image)
    guard !own.contains(owner) else { return }
    let names = own.sorted().joined(separator: ", ")
    violations.withLock { $0.append("\(call.operation) by \(names) on what \(owner) has made") }
  }

  func check() throws {
    if let violation = violations.withLock({ $0.first }) { throw Violation(violation) }
  }

  /// The set-ups that a disk knows: its own, and those that a person looked for and took over.
  static func setups(_ image: PowerLossDisk.Image) -> Set<String> {
    Set(image.names.keys.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
  }

  /// Whose the thing is that a call changes; `nil` where nothing stands yet.
  private static func owner(of call: IncomingCall, _ state: MemoryCloud.State) -> String? {
    switch call.service {
    case .iam:
      let role = state.roles[call.form["RoleName"] ?? ""]
      let provider = state.providers[call.form["OpenIDConnectProviderArn"] ?? ""]
      // Making what is there already changes nothing.
      guard call.operation != "CreateRole" else { return nil }
      return (role?.tags ?? provider?.tags)?[Marker.tagKey]
    case .vertesia where call.path.count > 1:
      return state.environments.first { $0.id == call.path[1] }?.setup
    default: return nil
    }
  }
}

extension MemoryCloud.Environment {
  /// The set-up that has made it.
  var setup: String? { description.flatMap(Marker.parse)?.text }
}
