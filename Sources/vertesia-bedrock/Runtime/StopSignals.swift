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
  /// does, stays ignored. One that comes before the source is in place ends the process, as it did
  /// until then: none is lost.
  static func stream() -> AsyncStream<Void> {
    AsyncStream { continuation in
      let caught = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
      let sources = caught.map { number in
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { continuation.yield() }
        #if canImport(Darwin)
          // There a source only watches what is delivered. Elsewhere it puts in a handler itself.
          source.setRegistrationHandler { signal(number, SIG_IGN) }
        #endif
        source.activate()
        return source
      }
      continuation.onTermination = { _ in
        for source in sources { source.cancel() }
        for number in caught { signal(number, SIG_DFL) }
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      let handler = action.__sa_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
