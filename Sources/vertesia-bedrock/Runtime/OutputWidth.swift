#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How wide the terminal is that standard output goes to.
enum OutputWidth {
  /// `nil` where it goes into a file or a pipe, or to what does not say.
  static var columns: Int? {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return max(40, Int(size.ws_col))
  }
}
