#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keeps credentials until shortly before their end. One caller renews, the others wait for it.
actor CachedCredentials: CredentialProvider {
  private let source: any CredentialProvider
  private let now: @Sendable () -> Date
  private let renewal = SingleFlight<AWSCredentials, AWSError>()
  private var held: Held?

  /// Seconds before the end from which renewal is tried; a failure is no trouble yet.
  static let advisory: Double = 15 * 60
  /// Seconds before the end from which renewal must succeed.
  static let mandatory: Double = 10 * 60

  init(_ source: any CredentialProvider, now: @escaping @Sendable () -> Date) {
    self.source = source
    self.now = now
  }

  private struct Held {
    let credentials: AWSCredentials
    /// Seconds they had to live when they came.
    let lifetime: Double
  }

  private enum State {
    case fresh
    case ageing
    case stale
  }

  func credentials() async throws(AWSError) -> AWSCredentials {
    if let held, state(of: held) == .fresh { return held.credentials }
    return try await renewal.run { () async throws(AWSError) -> AWSCredentials in
      try await self.renew()
    }
  }

  private func renew() async throws(AWSError) -> AWSCredentials {
    // A caller that waited its turn may find the work done.
    if let held, state(of: held) == .fresh { return held.credentials }
    let current = held
    do throws(AWSError) {
      let next = try await source.credentials()
      held = Held(
        credentials: next,
        lifetime: max(0, next.expiration?.timeIntervalSince(now()) ?? 0)
      )
      return next
    } catch {
      if let current, state(of: current) == .ageing { return current.credentials }
      throw error
    }
  }

  private func state(of held: Held) -> State {
    guard let expiration = held.credentials.expiration else { return .fresh }
    let left = expiration.timeIntervalSince(now())
    // Short sessions have narrower windows, or each call would renew them.
    if left > min(Self.advisory, held.lifetime / 2) { return .fresh }
    return left > min(Self.mandatory, held.lifetime / 3) ? .ageing : .stale
  }
}
