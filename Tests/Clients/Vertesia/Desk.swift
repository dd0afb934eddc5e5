import Clients
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A machine for one test: its variables, files, children, time and records.
final class Desk: Sendable {
  /// 2026-08-22T10:00:00Z.
  static let start = Date(timeIntervalSince1970: 1_787_392_800)
  static let home = "/home/ada"

  let clock = RecordingClock()
  let children: CannedChildren
  private let environment: [String: String]
  private let files: Mutex<[String: String]>
  private let doubts: [String: OwnedFile.Doubt]
  private let time = Mutex(Desk.start)
  private let records = Mutex<[CallRecord]>([])

  init(
    _ environment: [String: String] = [:],
    files: [String: String] = [:],
    doubts: [String: OwnedFile.Doubt] = [:],
    children: CannedChildren = CannedChildren()
  ) {
    self.environment = environment
    self.files = Mutex(files)
    self.doubts = doubts
    self.children = children
  }

  var calls: [CallRecord] { records.withLock { $0 } }
  var sink: CallSink { { record in self.records.withLock { $0.append(record) } } }

  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }

  func write(_ text: String, to path: String) { files.withLock { $0[path] = text } }

  var surroundings: Surroundings {
    Surroundings(
      environment: environment,
      home: Self.home,
      now: { self.time.withLock { $0 } },
      clock: clock,
      random: { count in Array(repeating: 0, count: count) },
      readFile: { path in self.files.withLock { $0[path].map { Array($0.utf8) } } },
      readOwnedFile: { path in
        self.files.withLock { $0[path] }.map {
          OwnedFile(bytes: Array($0.utf8), doubt: self.doubts[path])
        }
      },
      children: children
    )
  }
}

/// Children that print what they are told to.
final class CannedChildren: ChildRunner {
  struct Run: Equatable {
    let arguments: [String]
    let environment: [String: String]
    let deadline: Duration
  }

  private let outcome: Result<ChildResult, ChildError>
  private let started = Mutex<[Run]>([])

  init(_ outcome: Result<ChildResult, ChildError> = .failure(.notFound)) { self.outcome = outcome }

  convenience init(prints text: String, status: Int = 0) {
    self.init(.success(ChildResult(status: status, output: Array(text.utf8))))
  }

  var runs: [Run] { started.withLock { $0 } }

  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult {
    let run = Run(arguments: arguments, environment: environment, deadline: deadline)
    started.withLock { $0.append(run) }
    return try outcome.get()
  }
}

/// Everything a value shows of itself when it is printed, interpolated or dumped.
func everythingShown(by value: Any) -> String {
  var text = "\(value) \(String(reflecting: value)) "
  dump(value, to: &text)
  return text
}
