#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The built program's local cloud, in a process of its own: a consumer has no other way to it.
struct SandboxProcess {
  /// What the program prints for clients, and nothing of this process.
  let environment: [String: String]
  private let process: pid_t

  /// `nil` when it does not start.
  init?() {
    let tests = CommandLine.arguments.first ?? ""
    let directory = tests.lastIndex(of: "/").map { tests[..<$0] } ?? "."
    let command = "'\(directory)/vertesia-bedrock' sandbox --scenario instant & echo $!"
    guard let pipe = popen(command, "r") else { return nil }
    defer { pclose(pipe) }
    guard let process = Self.line(pipe).flatMap({ pid_t($0) }) else { return nil }
    var environment: [String: String] = [:]
    while let line = Self.line(pipe), !line.isEmpty {
      guard let blank = line.firstIndex(of: " "), let sign = line.firstIndex(of: "="),
        line.hasPrefix("export ")
      else { continue }
      let value = line[line.index(after: sign)...].filter { $0 != "'" }
      environment[String(line[line.index(after: blank)..<sign])] = value
    }
    self.process = process
    self.environment = environment
    if environment.isEmpty { return nil }
  }

  func stop() { kill(process, SIGTERM) }

  private static func line(_ pipe: UnsafeMutablePointer<FILE>) -> String? {
    var buffer = [UInt8](repeating: 0, count: 512)
    let isRead = buffer.withUnsafeMutableBytes { bytes in
      fgets(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), 512, pipe) != nil
    }
    guard isRead else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 && $0 != 10 }, as: UTF8.self)
  }
}
