#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a shell or a service manager may have left of the three standard streams.
enum StandardStreams {
  /// Before anything is opened or printed.
  ///
  /// A stream that is closed would be the number of the next file or connection, and results would
  /// be written into that. And a reader that goes away must end the output, never the work. What is
  /// opened for results takes none, so that they are missed.
  static func settle() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == 1 ? O_RDONLY : O_RDWR)
    }
    signal(SIGPIPE, SIG_IGN)
  }
}
