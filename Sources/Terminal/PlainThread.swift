#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread of its own for calls that block, which must not sit on the pool that runs tasks.
struct PlainThread: Sendable {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  #if canImport(Darwin)
    private nonisolated(unsafe) let thread: pthread_t
  #else
    private let thread: pthread_t
  #endif

  /// Starts at once; `nil` when the machine has no thread left.
  init?(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run: run))
    #if canImport(Darwin)
      var made: pthread_t?
      let code = pthread_create(&made, nil, { Self.start($0) }, body.toOpaque())
    #else
      var made = pthread_t()
      let code = pthread_create(&made, nil, { Self.start($0) }, body.toOpaque())
    #endif
    #if canImport(Darwin)
      guard code == 0, let made else {
        body.release()
        return nil
      }
    #else
      guard code == 0 else {
        body.release()
        return nil
      }
    #endif
    thread = made
  }

  private static func start(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }

  /// Waits for the end. Exactly one of `join` and `detach` must be called.
  func join() {
    pthread_join(thread, nil)
  }

  func detach() {
    pthread_detach(thread)
  }
}
