import Federation
import Provisioning

extension StateDirectory {
  /// The set-up a command means; without a name, the only one there is.
  func find(_ name: String?) throws(Fault) -> String {
    if let name { return try find(name) }
    let saved = try list()
    guard saved.count > 1 else { return try find(saved.first?.id ?? "") }
    throw Fault(
      .ambiguousSetup,
      cause: "\(saved.count) set-ups are saved, and none was named.",
      remedies: [
        Remedy("See which is which", command: invocation(.list)),
        Remedy("Name the one you mean by its id"),
      ],
      evidence: saved.map { Evidence(.found, $0.id) }
    )
  }
}
