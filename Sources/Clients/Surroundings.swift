#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What the clients may know of the machine they run on. Everything is injected, so that `--demo`
/// and the tests can be sealed off from the user's own files, variables and children.
public struct Surroundings: Sendable {
  /// Environment variables.
  public var environment: [String: String]
  /// The user's home directory, or `nil` when there is none.
  public var home: String?
  public var now: @Sendable () -> Date
  public var clock: any Clock<Duration>
  /// Uniform random bytes, as many as asked for.
  public var random: @Sendable (Int) -> [UInt8]
  /// The bytes of a file; `nil` when it does not exist. Throws for one that cannot be read.
  public var readFile: @Sendable (String) throws -> [UInt8]?
  /// As `readFile`, for a file that can name a program to start.
  public var readOwnedFile: @Sendable (String) throws -> OwnedFile?
  public var children: any ChildRunner

  /// Where files have no owners, `readFile` does for `readOwnedFile` too.
  public init(
    environment: [String: String],
    home: String?,
    now: @escaping @Sendable () -> Date,
    clock: any Clock<Duration>,
    random: @escaping @Sendable (Int) -> [UInt8],
    readFile: @escaping @Sendable (String) throws -> [UInt8]?,
    readOwnedFile: (@Sendable (String) throws -> OwnedFile?)? = nil,
    children: any ChildRunner
  ) {
    self.environment = environment
    self.home = home
    self.now = now
    self.clock = clock
    self.random = random
    self.readFile = readFile
    self.readOwnedFile = readOwnedFile ?? { try readFile($0).map { OwnedFile(bytes: $0) } }
    self.children = children
  }
}

/// Starts child processes: credential processes, the AWS CLI, the Vertesia CLI.
public protocol ChildRunner: Sendable {
  /// Runs `arguments[0]` without a shell, with exactly `environment`; standard error is dropped,
  /// standard input is empty, standard output is capped at 64 KiB.
  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult
}

public struct ChildResult: Sendable, Equatable {
  /// Exit code; 128 + signal number for a child ended by a signal.
  public var status: Int
  public var output: [UInt8]

  public init(status: Int, output: [UInt8]) {
    self.status = status
    self.output = output
  }
}

public enum ChildError: Error, Sendable, Equatable {
  case notFound
  case couldNotStart(String)
  case deadline
  case tooMuchOutput
}
