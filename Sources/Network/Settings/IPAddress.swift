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
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self = .v4(UInt32(bigEndian: four.s_addr))
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    self = .v6(withUnsafeBytes(of: six) { Array($0) })
  }
}
