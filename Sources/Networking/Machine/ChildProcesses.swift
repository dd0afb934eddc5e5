public import Clients
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Children of this process, started by `exec`, each in a session of its own: a child that hangs is
/// ended together with everything it started, and none of them can reach the terminal.
public struct ChildProcesses: ChildRunner {
  /// Bytes of standard output.
  static let outputLimit = 64 << 10

  private let clock: any Clock<Duration>
  private let patience: Duration

  /// - Parameters:
  ///   - clock: Measures the deadline.
  ///   - patience: How long a child may take to end by itself after it was asked to.
  public init(clock: any Clock<Duration> = ContinuousClock(), patience: Duration = .seconds(2)) {
    self.clock = clock
    self.patience = patience
  }

  public func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult {
    guard let program = arguments.first, !program.isEmpty else { throw .notFound }
    // Without this the lookup would fall back to the PATH of this process.
    guard program.contains("/") || environment["PATH"] != nil else { throw .notFound }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: patience)
    ]
    let configuration = Configuration(
      executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(Array(arguments.dropFirst())),
      environment: .custom(
        Dictionary(
          environment.compactMap { name, value in
            Environment.Key(rawValue: name).map { ($0, value) }
          },
          uniquingKeysWith: { first, _ in first }
        )
      ),
      platformOptions: options
    )
    let started = StartedChild()
    let ending = await race(configuration, started, deadline: deadline)
    if case .ended(let result) = ending { return result }
    // Those of the family that would not end with the child.
    started.killGroup()
    if case .failed(let error) = ending { throw error }
    throw .deadline
  }

  private enum Ending: Sendable {
    case ended(ChildResult)
    case failed(ChildError)
    case deadline
  }

  /// Whichever comes first; the child is gone when this returns.
  private func race(
    _ configuration: Configuration,
    _ started: StartedChild,
    deadline: Duration
  ) async -> Ending {
    await withTaskGroup(of: Ending?.self) { group in
      group.addTask { await Self.ending(of: configuration, started) }
      group.addTask { [clock] in
        do {
          try await clock.sleep(for: deadline)
          return .deadline
        } catch {
          return nil
        }
      }
      var first: Ending?
      while first == nil, let next = await group.next() { first = next }
      group.cancelAll()
      return first ?? .deadline
    }
  }

  private static func ending(
    of configuration: Configuration,
    _ started: StartedChild
  ) async -> Ending {
    do {
      let result = try await Subprocess.run(
        configuration,
        input: .none,
        output: .bytes(limit: outputLimit),
        error: .discarded
      ) { child in
        started.remember(child.processIdentifier.value)
      }
      let status =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
      return .ended(ChildResult(status: status, output: result.standardOutput))
    } catch let error as SubprocessError {
      return .failed(failure(error))
    } catch {
      return .failed(.couldNotStart("the system refused to start it"))
    }
  }

  private static func failure(_ error: SubprocessError) -> ChildError {
    switch error.code {
    case .executableNotFound: .notFound
    case .outputLimitExceeded: .tooMuchOutput
    default:
      .couldNotStart(
        error.underlyingError.map { "\($0)" } ?? "the system refused to start it"
      )
    }
  }
}
