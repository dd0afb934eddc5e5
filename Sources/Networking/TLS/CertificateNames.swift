/// The issuer and the subject of an X.509 certificate, read from its DER form (RFC 5280, 4.1).
struct CertificateNames {
  /// DER of the distinguished name.
  let issuer: [UInt8]
  let subject: [UInt8]

  /// `nil` when the bytes are not shaped like a certificate.
  init?(der: [UInt8]) {
    var outer = DERReader(der[...])
    guard var certificate = outer.enter(0x30), var body = certificate.enter(0x30) else {
      return nil
    }
    // The version is absent in version 1; then come serial number and algorithm.
    if body.peek == 0xA0 { _ = body.next() }
    guard body.next()?.tag == 0x02, body.next()?.tag == 0x30,
      let issuer = body.next(), issuer.tag == 0x30,
      body.next()?.tag == 0x30,
      let subject = body.next(), subject.tag == 0x30
    else { return nil }
    self.issuer = Array(issuer.content)
    self.subject = Array(subject.content)
  }

  /// The common name of the issuer, or else its organization: printable ASCII, at most 64
  /// characters, because a stranger wrote it.
  var issuerCommonName: String? {
    attribute([0x55, 0x04, 0x03]) ?? attribute([0x55, 0x04, 0x0A])
  }

  private func attribute(_ type: [UInt8]) -> String? {
    var name = DERReader(issuer[...])
    while var set = name.enter(0x31) {
      guard var pair = set.enter(0x30), let key = pair.next(), let value = pair.next() else {
        continue
      }
      guard key.tag == 0x06, Array(key.content) == type else { continue }
      let shown = value.content.filter { (0x20...0x7E).contains($0) }.prefix(64)
      return shown.isEmpty ? nil : String(decoding: shown, as: UTF8.self)
    }
    return nil
  }
}

/// Walks tag, length, content; stops at the first thing that does not fit.
private struct DERReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var peek: UInt8? { rest.first }

  mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first & 0x80 != 0 {
      let count = Int(first & 0x7F)
      guard (1...3).contains(count), rest.count >= count else { return nil }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
    }
    guard rest.count >= length else { return nil }
    let content = rest.prefix(length)
    rest = rest.dropFirst(length)
    return (tag, content)
  }

  /// The next element's inside, when its tag is `tag`.
  mutating func enter(_ tag: UInt8) -> DERReader? {
    guard let element = next(), element.tag == tag else { return nil }
    return DERReader(element.content)
  }
}
