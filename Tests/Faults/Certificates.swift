import FaultProxy
import NIOSSL
import Networking

/// The authority that the client trusts, and one that it does not know.
struct Certificates: Sendable {
  let settings: NetworkSettings
  private let authority: TestAuthority
  private let stranger: TestAuthority

  /// Makes both, and removes them afterwards.
  static func use<Value: Sendable>(
    _ body: @Sendable (Certificates) async throws -> Value
  ) async throws -> Value {
    try await TestAuthority.use { authority in
      try await TestAuthority.use { stranger in
        var settings = NetworkSettings()
        settings.trustRoots = try TrustRoots(path: authority.path("ca.pem"), source: "a test")
        return try await body(
          Certificates(settings: settings, authority: authority, stranger: stranger)
        )
      }
    }
  }

  /// Of the certificates that clients are to trust.
  var path: String { authority.path("ca.pem") }

  /// A server that nothing is wrong with.
  func good() throws -> NIOSSLContext { try authority.context(.good) }

  /// How the door of a kind shakes hands; `nil` when it does not.
  func context(for kind: FaultKind?) async throws -> NIOSSLContext? {
    switch kind {
    case .tlsExpired: try authority.context(.expired)
    case .tlsWrongHost: try authority.context(.elsewhere)
    case .tlsSelfSigned: try await stranger.selfSigned()
    case .tlsUnknownAuthority: try stranger.context(.good)
    case .tlsOutdated: try authority.context(.good, newest: .tlsv11)
    case .tlsCutInBody: try authority.context(.good)
    default: nil
    }
  }
}
