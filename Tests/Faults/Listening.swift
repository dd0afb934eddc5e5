import FaultProxy
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The proxy alone, for a program that runs elsewhere. It says what it listens on, whom to trust,
/// when it spoils a request, and when a redirect was followed.
///
/// A connection carries one request, so that the number of the one is the number of the other. What
/// happens before a request is read can only be aimed at a number, all else at an operation too.
final class Listening: Sendable {
  let port: Int
  let upstream: Upstream
  /// `nil` passes everything on.
  let kind: FaultKind?
  private let number: Int?
  private let operation: String?
  private let lasts: Bool
  private let isSpent = Mutex(false)
  let certificates: Certificates

  init(_ options: Options, _ certificates: Certificates) throws {
    guard let target = options.number("--to") else { throw Broken(description: "--to PORT") }
    let name = options.text("--kind")
    kind = name.flatMap { FaultKind(rawValue: $0) }
    if let name, kind?.isUnreachable ?? true { throw Broken(description: "no door is \(name)") }
    port = options.number("--listen") ?? 0
    upstream = Upstream(port: target)
    number = options.number("--at")
    operation = number == nil ? options.text("--at") : nil
    lasts = options.has("--lasting")
    self.certificates = certificates
  }

  func serve(isTLS: Bool) async throws {
    try await ScriptedServer.run { [self] _ in
      say("followed")
    } body: { trap in
      let door = kind.map {
        Door($0, to: upstream, trap: trap.port, delay: .seconds(20), drip: .milliseconds(500))
      }
      let good = isTLS ? try certificates.good() : nil
      let bad = try await certificates.context(for: kind)
      try await ScriptedServer.run(port: port) { [self] number in
        hits(number) ? bad : good
      } script: { [self] connection in
        guard let door, hits(connection.number) else {
          return try await pass(connection, door)
        }
        say("met")
        try await door.serve(connection)
      } body: { server in
        say("listens \(server.port) \(certificates.path)")
        while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
      }
    }
  }

  private func hits(_ number: Int) -> Bool {
    guard kind != nil, let aimed = self.number else { return false }
    return lasts ? number >= aimed : number == aimed
  }

  /// The first of its operation, or each.
  private func hits(_ message: Connection.Message) -> Bool {
    let (method, target) = message.line
    let asked = Aim.operation(method, target, message.body)
    guard kind != nil, operation == asked else { return false }
    return isSpent.withLock { isSpent in
      defer { isSpent = true }
      return lasts || !isSpent
    }
  }

  private func pass(_ connection: Connection, _ door: Door?) async throws {
    guard let message = try await connection.message() else { return }
    if let door, hits(message) {
      say("met")
      return try await door.meet(message, on: connection)
    }
    try await connection.send(upstream.lastAnswer(to: message))
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
