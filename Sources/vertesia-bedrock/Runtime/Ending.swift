import ArgumentParser
import Federation

/// Turns what a command did into an exit code, and a fault into words.
enum Ending {
  static func of(_ body: () async throws -> Federation.ExitCode) async throws {
    let code: Federation.ExitCode
    do {
      code = try await body()
    } catch let fault as Fault {
      FaultText.print(fault)
      code = fault.code.exit
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }
}
