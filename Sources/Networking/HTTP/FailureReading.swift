internal import AsyncHTTPClient
internal import Clients
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Turns the errors of the libraries below into ours: kind, phase, and one line in plain words.
///
/// The phase rests on one fact alone, whether the head left; the kind never decides it.
struct FailureReading {
  let route: Route

  func read(_ error: any Error, headSent: Bool) -> TransportError {
    let (kind, detail) = words(for: error, headSent: headSent)
    return TransportError(
      kind,
      phase: headSent ? .unknown : .definiteNo,
      detail: detail,
      setting: kind == .proxy ? route.proxy?.source : nil
    )
  }

  private typealias Reading = (kind: TransportError.Kind, detail: String)

  private var host: String { route.origin.authority }

  /// Who takes part in the TLS handshake: a proxy may have opened the tunnel and answer itself.
  private var farEnd: String {
    route.proxy.map { "\(host) (through the proxy \($0))" } ?? host
  }

  private func words(for error: any Error, headSent: Bool) -> Reading {
    switch error {
    case let stop as Stop: words(for: stop, headSent: headSent)
    case is CancellationError: (.cancelled, "cancelled")
    case let error as HTTPClientError: words(for: error, headSent: headSent)
    case let error as NIOConnectionError: words(for: error)
    case let error as IOError: words(for: error, headSent: headSent)
    case let error as HTTPParserError: words(for: error, headSent: headSent)
    case let error as NIOSSLError: words(for: error, headSent: headSent)
    case let error as NIOSSLExtraError: (.tls, TLSReading.words(for: error, host: farEnd))
    case let error as BoringSSLError: (.tls, TLSReading.words(for: error, host: farEnd))
    default: lost(headSent: headSent)
    }
  }

  private func words(for stop: Stop, headSent: Bool) -> Reading {
    switch stop {
    case .connect: (.connectTimeout, "no connection to \(route.nextHop) within the time allowed")
    case .idle: (.idleTimeout, "\(host) fell silent")
    case .overall:
      headSent
        ? (.deadline, "\(host) did not answer within the time allowed")
        : (.deadline, "no connection to \(route.nextHop) within the time allowed")
    case .headersTooLarge: (.tooLarge, "the header of the answer from \(host) is too large")
    case .bodyTooLarge: (.tooLarge, "the answer from \(host) is too large")
    case .compressed:
      (.malformedResponse, "\(host) sent a compressed answer that was not asked for")
    }
  }

  private func words(for error: HTTPClientError, headSent: Bool) -> Reading {
    switch error {
    case .cancelled: (.cancelled, "cancelled")
    case .alreadyShutdown: (.cancelled, "the connection pool is shut down")
    case .connectTimeout, .getConnectionFromPoolTimeout:
      (.connectTimeout, "no connection to \(route.nextHop) within the time allowed")
    case .httpProxyHandshakeTimeout:
      (.proxy, "\(route.nextHop) did not answer within the time allowed")
    case .tlsHandshakeTimeout:
      (.connectTimeout, "\(host) did not finish the TLS handshake within the time allowed")
    case .proxyAuthenticationRequired:
      (.proxy, "\(route.nextHop) asks for a valid user name and password")
    case .invalidProxyResponse:
      (.proxy, "\(route.nextHop) would not connect to \(host)")
    case .deadlineExceeded: (.deadline, "\(host) did not answer within the time allowed")
    case .readTimeout, .writeTimeout: (.idleTimeout, "\(host) fell silent")
    default:
      error.shortDescription.hasPrefix("Invalid header field")
        ? (.refusedLocally, "a header field of the request to \(host) is not well formed")
        : lost(headSent: headSent)
    }
  }

  private func words(for error: NIOConnectionError) -> Reading {
    // One address that answered badly tells more than a family that has no address at all.
    if let failure = error.connectionErrors.first {
      if let failure = failure.error as? IOError { return words(for: failure, headSent: false) }
      if case ChannelError.connectTimeout? = failure.error as? ChannelError {
        return words(for: Stop.connect, headSent: false)
      }
      return lost(headSent: false)
    }
    if let proxy = route.proxy {
      return (.proxy, "the name of the proxy, \(proxy.host), could not be resolved")
    }
    return (.nameNotFound, "the name \(route.origin.host) could not be resolved")
  }

  private func words(for error: IOError, headSent: Bool) -> Reading {
    guard !headSent else { return lost(headSent: true) }
    let kind = { (direct: TransportError.Kind) in route.proxy == nil ? direct : .proxy }
    switch error.errnoCode {
    case ECONNREFUSED:
      return (kind(.connectionRefused), "\(route.nextHop) refused the connection")
    case ETIMEDOUT:
      return (
        kind(.connectTimeout), "no connection to \(route.nextHop) within the time allowed"
      )
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL:
      return (kind(.connectionRefused), "there is no route to \(route.nextHop)")
    default:
      return lost(headSent: false)
    }
  }

  private func words(for error: HTTPParserError, headSent: Bool) -> Reading {
    switch error {
    case .invalidEOFState, .closedConnection: lost(headSent: headSent)
    case .headerOverflow: (.tooLarge, "the header of the answer from \(host) is too large")
    default:
      headSent
        ? (.malformedResponse, "the answer from \(host) is not valid HTTP")
        : (route.proxy == nil ? .malformedResponse : .proxy, "\(route.nextHop) does not speak HTTP")
    }
  }

  private func words(for error: NIOSSLError, headSent: Bool) -> Reading {
    headSent ? lost(headSent: true) : (.tls, TLSReading.words(for: error, host: farEnd))
  }

  private func lost(headSent: Bool) -> Reading {
    if headSent {
      return (.connectionLost, "\(host) closed the connection before the answer was complete")
    }
    return (
      route.proxy == nil ? .connectionLost : .proxy,
      "\(route.nextHop) closed the connection before the request was sent"
    )
  }
}
