public import Clients

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Surroundings {
  /// The largest configuration file that is read, in bytes.
  static let fileLimit = 1 << 20

  /// The machine as it is: its clock, its randomness, its files and children, the variables of this
  /// process and the home directory they name.
  ///
  /// Reading throws `FileError` for directories, devices, and files above 1 MiB.
  public static func live() -> Surroundings {
    live(environment: ProcessInfo.processInfo.environment)
  }

  /// The machine as it is, with other environment variables.
  public static func live(environment: [String: String]) -> Surroundings {
    Surroundings(
      environment: environment,
      home: environment["HOME"].flatMap { $0.isEmpty ? nil : $0 },
      now: { Date() },
      clock: ContinuousClock(),
      random: { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<max(count, 0)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      },
      readFile: { path in try BoundedFile.read(path, limit: fileLimit) },
      readOwnedFile: { path in try BoundedFile.readOwned(path, limit: fileLimit) },
      children: ChildProcesses()
    )
  }
}
