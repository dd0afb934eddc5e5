import Synchronization
import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct CachedCredentialsTests {
  /// Gives credentials of a certain lifetime; fails while told to.
  final class Fountain: CredentialProvider {
    private let desk: Desk
    private let lifetime: Double?
    private let state = Mutex((count: 0, isDry: false))

    init(_ desk: Desk, lifetime: Double?) {
      self.desk = desk
      self.lifetime = lifetime
    }

    var count: Int { state.withLock { $0.count } }
    func run(dry: Bool) { state.withLock { $0.isDry = dry } }

    func credentials() async throws(AWSError) -> AWSCredentials {
      await Task.yield()
      let (number, isDry) = state.withLock { state in
        state.count += 1
        return (state.count, state.isDry)
      }
      if isDry { throw .credentials(CredentialError(.expired, source: "test", detail: "dry")) }
      let now = desk.surroundings.now()
      return AWSCredentials(
        accessKeyID: "KEY\(number)",
        secretAccessKey: Secret("s"),
        expiration: lifetime.map { now.addingTimeInterval($0) }
      )
    }
  }

  func cache(lifetime: Double?) -> (Desk, Fountain, CachedCredentials) {
    let desk = Desk()
    let fountain = Fountain(desk, lifetime: lifetime)
    return (desk, fountain, CachedCredentials(fountain, now: desk.surroundings.now))
  }

  @Test(
    arguments: [
      // An hour: kept until 15 minutes before its end.
      (3600.0, 2699.0, "KEY1"), (3600, 2700, "KEY2"), (3600, 3000, "KEY2"), (3600, 4000, "KEY2"),
      // Six minutes: kept for half of them.
      (360, 179, "KEY1"), (360, 180, "KEY2"),
    ] as [(Double, Double, String)]
  )
  func renewalComesInTime(lifetime: Double, after: Double, key: String) async throws {
    let (desk, _, cache) = cache(lifetime: lifetime)
    _ = try await cache.credentials()
    desk.advance(after)
    #expect(try await cache.credentials().accessKeyID == key)
  }

  @Test func keysWithoutAnEndStay() async throws {
    let (desk, fountain, cache) = cache(lifetime: nil)
    for _ in 0..<3 {
      _ = try await cache.credentials()
      desk.advance(1e6)
    }
    #expect(fountain.count == 1)
  }

  @Test func aFailureIsNoTroubleYetAndThenIs() async throws {
    let (desk, fountain, cache) = cache(lifetime: 3600)
    _ = try await cache.credentials()
    fountain.run(dry: true)
    desk.advance(2800)
    #expect(try await cache.credentials().accessKeyID == "KEY1")
    desk.advance(199)
    #expect(try await cache.credentials().accessKeyID == "KEY1")
    desk.advance(1)
    await expectError(.expired) { try await cache.credentials() }
    fountain.run(dry: false)
    #expect(try await cache.credentials().accessKeyID != "KEY1")
  }

  @Test func manyCallersCauseOneRenewal() async throws {
    let (_, fountain, cache) = cache(lifetime: 3600)
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { try await cache.credentials().accessKeyID } }
      for try await key in group { #expect(key == "KEY1") }
    }
    #expect(fountain.count == 1)
  }
}
