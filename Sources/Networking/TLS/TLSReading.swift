internal import NIOSSL

/// Plain words for a failed TLS handshake. The texts of BoringSSL name source files of the machine
/// that built it, so only its reason word is used.
enum TLSReading {
  static func words(for error: NIOSSLError, host: String) -> String {
    switch error {
    case .handshakeFailed(let cause): words(for: cause, host: host)
    case .uncleanShutdown: "\(host) broke off the TLS handshake"
    case .unableToValidateCertificate, .noCertificateToValidate, .cannotMatchULabel:
      "the certificate of \(host) does not carry this name"
    default: "the TLS handshake with \(host) failed"
    }
  }

  static func words(for error: NIOSSLExtraError, host: String) -> String {
    switch error {
    case .failedToValidateHostname:
      "the certificate of \(host) was issued for another name"
    default:
      "\(host) cannot be used as a server name in TLS"
    }
  }

  static func words(for error: BoringSSLError, host: String) -> String {
    guard case .sslError(let stack) = error, let reason = stack.lazy.compactMap(reason).first else {
      return "\(host) broke off the TLS handshake"
    }
    switch reason {
    case "CERTIFICATE_VERIFY_FAILED":
      return
        "the certificate of \(host) is expired, or not signed by an authority that is trusted here"
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST":
      return "\(host) does not speak TLS on this port"
    case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION":
      return "\(host) only offers outdated versions of TLS"
    default:
      return "the TLS handshake with \(host) failed (\(reason))"
    }
  }

  static func isUntrustedCertificate(_ error: any Error) -> Bool {
    guard case .handshakeFailed(.sslError(let stack))? = error as? NIOSSLError else { return false }
    return stack.contains { reason($0) == "CERTIFICATE_VERIFY_FAILED" }
  }

  /// The word after `OPENSSL_internal:`, as in `CERTIFICATE_VERIFY_FAILED`.
  private static func reason(_ error: BoringSSLInternalError) -> String? {
    let marker = "OPENSSL_internal:"
    guard let start = error.description.firstRange(of: marker) else { return nil }
    let word = error.description[start.upperBound...].prefix {
      $0.isUppercase || $0.isNumber || $0 == "_"
    }
    return word.isEmpty ? nil : String(word)
  }
}
