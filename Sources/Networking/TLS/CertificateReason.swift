internal import NIOSSL

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Why a certificate was refused, in plain words.
enum CertificateReason {
  static func words(for certificate: NIOSSLCertificate, host: String, now: Date) -> String {
    let first = Date(timeIntervalSince1970: TimeInterval(certificate.notValidBefore))
    let last = Date(timeIntervalSince1970: TimeInterval(certificate.notValidAfter))
    if now > last { return "the certificate of \(host) expired on \(day(last))" }
    if now < first {
      return "the certificate of \(host) is not valid before \(day(first)); is the clock right?"
    }
    guard let names = (try? certificate.toDERBytes()).flatMap(CertificateNames.init(der:)) else {
      return "the certificate of \(host) is not signed by an authority that is trusted here"
    }
    if names.issuer == names.subject {
      return "the certificate of \(host) is self-signed, and not trusted here"
    }
    let issuer = names.issuerCommonName.map { " (\($0))" } ?? ""
    return "the certificate of \(host) is signed by an authority that is unknown here\(issuer)"
  }

  private static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}
