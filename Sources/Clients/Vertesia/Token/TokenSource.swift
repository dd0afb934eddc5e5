#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Hands out a token that is good for the next call, and renews it before it ends: one renewal at a
/// time, however many callers wait.
public actor TokenSource {
  /// Asks the credential's source again, where it renews tokens itself, as the Vertesia CLI does.
  public typealias Again = @Sendable () async throws(VertesiaError) -> VertesiaCredential?

  public nonisolated let site: VertesiaSite
  private let sts: VertesiaSTS
  private let now: @Sendable () -> Date
  private let again: Again?
  private let renewal = SingleFlight<VertesiaToken, VertesiaError>()
  private var credential: VertesiaCredential
  private var held: VertesiaToken?
  private var wasRefused = false

  /// A token this close to its end, in seconds, is not used any more.
  static let margin: Double = 60
  /// How far past its end, in seconds, a token that cannot be renewed is still tried: this
  /// machine's clock may be ahead.
  static let tolerance: Double = 300

  public init(
    credential: VertesiaCredential,
    sts: VertesiaSTS,
    again: Again? = nil
  ) {
    self.credential = credential
    self.sts = sts
    self.again = again
    site = sts.site
    now = sts.caller.surroundings.now
  }

  public func token() async throws(VertesiaError) -> VertesiaToken {
    if let held, isFresh(held) { return held }
    return try await renewal.run { () async throws(VertesiaError) -> VertesiaToken in
      try await self.renew()
    }
  }

  /// Forgets a token that the API refused, so that the next call gets another.
  ///
  /// - Returns: false when there is no way to another one.
  func discard(_ token: VertesiaToken) -> Bool {
    guard credential.form == .key || again != nil else { return false }
    if held == token {
      held = nil
      wasRefused = true
    }
    return true
  }

  private func isFresh(_ token: VertesiaToken) -> Bool {
    guard let expiration = token.expiration else { return true }
    return expiration.timeIntervalSince(now()) > Self.margin
  }

  private func renew() async throws(VertesiaError) -> VertesiaToken {
    // A caller that waited its turn may find the work done.
    if let held, isFresh(held) { return held }
    let token: VertesiaToken
    switch credential.form {
    case .key: token = try await sts.issueToken(for: credential)
    case .token: token = try await ownToken()
    }
    held = token
    wasRefused = false
    return token
  }

  private func ownToken() async throws(VertesiaError) -> VertesiaToken {
    var token = Self.token(credential, for: site)
    if !isFresh(token) || wasRefused, let again, let next = try await again() {
      let account = credential.claims?.account?.id
      if let account, let other = next.claims?.account?.id, other != account {
        throw .credential(
          VertesiaCredentialError(
            .changed,
            source: credential.source.words,
            detail: "it now belongs to organization \(other), no longer to \(account)"
          )
        )
      }
      credential = next
      if next.form == .key { return try await sts.issueToken(for: next) }
      token = Self.token(next, for: site)
    }
    if let expiration = token.expiration,
      expiration.timeIntervalSince(now()) < -Self.tolerance
    {
      throw .credential(
        VertesiaCredentialError(
          .expired,
          source: credential.source.words,
          detail: "the token has expired"
        )
      )
    }
    return token
  }

  private static func token(
    _ credential: VertesiaCredential,
    for site: VertesiaSite
  ) -> VertesiaToken {
    let claims = credential.claims
    return VertesiaToken(
      secret: credential.secret,
      origin: site.api.origin,
      expiration: claims?.expiration,
      claims: claims
    )
  }
}
