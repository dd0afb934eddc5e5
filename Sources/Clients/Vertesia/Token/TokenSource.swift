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
  /// The organization of the first token; no later one may be of another.
  private var account: String?

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
    let token = try await next()
    if let account, let other = token.claims?.account?.id, other != account {
      throw refused(
        .changed,
        "it now belongs to organization \(other), no longer to \(account)"
      )
    }
    account = account ?? token.claims?.account?.id
    held = token
    wasRefused = false
    return token
  }

  private func next() async throws(VertesiaError) -> VertesiaToken {
    if credential.form == .token {
      let own = Self.token(credential, for: site)
      if !wasRefused, isFresh(own) { return own }
      if let again, let fresh = try await again() {
        account = account ?? own.claims?.account?.id
        credential = fresh
      }
    }
    if credential.form == .key { return try await sts.issueToken(for: credential) }
    let own = Self.token(credential, for: site)
    if let expiration = own.expiration, expiration.timeIntervalSince(now()) < -Self.tolerance {
      throw refused(.expired, "the token has expired")
    }
    return own
  }

  private func refused(
    _ kind: VertesiaCredentialError.Kind,
    _ detail: String
  ) -> VertesiaError {
    .credential(VertesiaCredentialError(kind, source: credential.source.words, detail: detail))
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
