import Federation

/// All that the next process of a stage can find, so that two deaths which left the same are followed
/// by the same: a play is a function of its seed and of this. What nobody reads is left out: the log
/// of the calls, the cloud's own log, and what files without a name hold.
struct Remains: Hashable, Sendable {
  private var files: [[String: [UInt8]]]
  private var known: [[String: [StepID: String]]]
  private var serials: [[String: Int]]
  private var searched: [Bool?]
  private var providers: [String: MemoryCloud.Provider]
  private var roles: [String: MemoryCloud.Role]
  private var environments: [MemoryCloud.Environment]
  private var next: Int
  private var delivered: Int
  private var spreading: Spreading
  private var past: [MemoryCloud.Past]
  private var time: Duration

  /// `nil` while a request is on its way.
  init?(
    _ images: [PowerLossDisk.Image],
    _ audits: [Audit],
    _ searched: [Bool?],
    _ cloud: MemoryCloud.State,
    _ time: Duration
  ) {
    guard cloud.underway.isEmpty else { return nil }
    files = images.map { image in
      image.names.filter { !$0.key.hasSuffix("/calls.jsonl") }.mapValues {
        image.contents[$0] ?? []
      }
    }
    known = audits.map(\.known)
    serials = audits.map(\.serials)
    self.searched = searched
    (providers, roles, environments) = (cloud.providers, cloud.roles, cloud.environments)
    self.time = time
    (next, delivered) = (cloud.next, cloud.delivered)
    (spreading, past) = (cloud.spreading, cloud.past)
  }
}
