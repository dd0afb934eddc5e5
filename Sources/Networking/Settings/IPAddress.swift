#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An address read from text, so that two spellings of one address are equal.
enum IPAddress: Sendable, Equatable {
  case v4(UInt32)
  case v6([UInt8])

  init?(_ text: String) {
    // Plain bytes instead of `in_addr`: which module that type belongs to depends on what else was
    // imported first.
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self = .v4(bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
      return
    }
    guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
    self = .v6(bytes)
  }
}
