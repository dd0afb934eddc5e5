import Clients
import Networking
import Testing

@Suite struct ChildProcessesTests {
  private let children = ChildProcesses(patience: .milliseconds(100))
  private let path = ["PATH": "/usr/bin:/bin"]

  private func run(
    _ arguments: [String],
    environment: [String: String]? = nil,
    deadline: Duration = .seconds(30)
  ) async throws(ChildError) -> ChildResult {
    try await children.run(arguments, environment: environment ?? path, deadline: deadline)
  }

  @Test(arguments: [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137), ("kill -15 $$", 143)])
  func reportsTheStatus(script: String, status: Int) async throws {
    #expect(try await run(["sh", "-c", script]).status == status)
  }

  @Test func passesArgumentsWithoutAShell() async throws {
    let result = try await run(["printf", "%s|", "a b", "$HOME", ";", "", "*"])
    #expect(String(decoding: result.output, as: UTF8.self) == "a b|$HOME|;||*|")
  }

  @Test func givesExactlyTheEnvironment() async throws {
    let result = try await run(
      ["/usr/bin/env"],
      environment: ["ONLY": "this one", "EMPTY": "", "EQUALS": "a=b"]
    )
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n").sorted()
    #expect(lines == ["EMPTY=", "EQUALS=a=b", "ONLY=this one"])
  }

  @Test func dropsStandardErrorAndGivesNoInput() async throws {
    let result = try await run(["sh", "-c", "echo secret >&2; cat; echo out"])
    #expect(result == ChildResult(status: 0, output: Array("out\n".utf8)))
  }

  @Test func keepsOutputUpToTheCap() async throws {
    let result = try await run(["sh", "-c", "head -c 65536 /dev/zero"])
    #expect(result.output.count == 65536)
  }

  @Test(arguments: ["head -c 65537 /dev/zero", "cat /dev/zero", "trap '' PIPE; cat /dev/zero"])
  func refusesMoreThanTheCap(script: String) async {
    await #expect(throws: ChildError.tooMuchOutput) { _ = try await run(["sh", "-c", script]) }
  }

  @Test(arguments: [
    ["no-such-program-anywhere"], ["/no/such/program"], [""], [],
  ])
  func reportsWhatIsNotThere(arguments: [String]) async {
    await #expect(throws: ChildError.notFound) { _ = try await run(arguments) }
  }

  @Test(arguments: [[:], ["PATH": ""], ["PATH": "/nonexistent"]])
  func looksOnlyInTheGivenPath(environment: [String: String]) async {
    await #expect(throws: ChildError.notFound) {
      _ = try await run(["sh", "-c", "true"], environment: environment)
    }
  }

  @Test(arguments: ["/etc/passwd", "/tmp"])
  func doesNotStartWhatIsNoProgram(path: String) async {
    await #expect(throws: ChildError.self) { _ = try await run([path]) }
  }

  @Test(arguments: ["sleep 600", "trap '' TERM; sleep 600 & wait; sleep 600"])
  func deadlineEndsTheChild(script: String) async {
    await #expect(throws: ChildError.deadline) {
      _ = try await run(["sh", "-c", script], deadline: .milliseconds(150))
    }
  }

  @Test func deadlineEndsTheWholeFamily() async throws {
    let mark = "\(UInt64.random(in: 1 << 40 ... 1 << 50))"
    await #expect(throws: ChildError.deadline) {
      _ = try await run(
        ["sh", "-c", "sh -c 'trap \"\" TERM; sleep 600.\(mark)' & wait"],
        deadline: .milliseconds(200)
      )
    }
    // The kill has been sent; the kernel may still be burying the grandchild.
    // The brackets keep the search from finding itself.
    let search = "grep -aqs '600[.]\(mark)' /proc/[0-9]*/cmdline"
    var survives = true
    for _ in 1...100 where survives {
      survives = try await run(["sh", "-c", search]).status == 0
    }
    #expect(!survives)
  }
}
