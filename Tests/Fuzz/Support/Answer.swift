@testable import Clients
@testable import Simulation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An answer of a service as a corpus keeps it: `OPERATION STATUS`, header lines, an empty line,
/// the body. An operation that is not known is any one, a status that is none 200.
struct Answer {
  var operation: String
  var response: HTTPResponse

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    func line() -> String {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      defer { rest = rest[end...].dropFirst() }
      return string(rest[..<end])
    }
    let words = line().split(separator: " ", maxSplits: 1)
    operation = words.first.map(String.init) ?? ""
    let status = words.dropFirst().first.flatMap { Int($0) } ?? 200
    response = HTTPResponse(status: (100...599).contains(status) ? status : 200)
    while true {
      let field = line()
      guard let colon = field.firstIndex(of: ":") else { break }
      response.headers.add(
        String(field[..<colon]),
        String(field[colon...].dropFirst().drop { $0 == " " })
      )
    }
    response.body = Array(rest)
  }

  /// The one of its name, else any.
  func choose<Value>(_ table: [(name: String, value: Value)]) -> Value {
    if let entry = table.first(where: { $0.name == operation }) { return entry.value }
    return table[response.body.count % table.count].value
  }
}

/// What stands for a secret in every input: no error may repeat it.
let canary = "canary-secret-0123456789"

/// Answers every request alike.
struct SameAnswer: Transport {
  let response: HTTPResponse

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse { response }
}

/// Prints the same whatever is started.
struct SameOutput: ChildRunner {
  let output: [UInt8]

  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult { ChildResult(status: 0, output: output) }
}

extension Surroundings {
  static func attacked(
    environment: [String: String] = [:],
    children: any ChildRunner = NoChildren(),
    readFile: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) -> Surroundings {
    Surroundings(
      environment: environment,
      home: "/home/ada",
      now: { Date(timeIntervalSince1970: 1_790_000_000) },
      clock: ImmediateClock(),
      random: { [UInt8](repeating: 7, count: $0) },
      readFile: readFile,
      children: children
    )
  }
}

/// Runs `body` to its end on this thread.
func wait<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
  do {
    return try Simulator(seed: 1).run(body)
  } catch {
    fatalError("broken promise: it does not end")
  }
}

extension AWSCredentials {
  static let attacked = AWSCredentials(
    accessKeyID: "AKIAEXAMPLE",
    secretAccessKey: Secret("secret"),
    sessionToken: Secret(canary)
  )
}
