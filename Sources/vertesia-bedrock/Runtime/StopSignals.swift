@preconcurrency import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Interrupt, terminate and hang up as a stream: a run stops between changes instead of dying.
enum StopSignals {
  /// Listens from now on, until the stream ends. A signal that the parent had ignored, as `nohup`
  /// does, stays ignored.
  static func stream() -> AsyncStream<Void> {
    AsyncStream { continuation in
      let caught = [SIGINT, SIGTERM, SIGHUP].filter { number in
        let before = signal(number, SIG_IGN)
        return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
      }
      let sources = caught.map { number in
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { continuation.yield() }
        source.activate()
        return source
      }
      continuation.onTermination = { _ in
        for source in sources { source.cancel() }
        for number in caught { signal(number, SIG_DFL) }
      }
    }
  }
}
