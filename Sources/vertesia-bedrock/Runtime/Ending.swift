import ArgumentParser
import Federation

/// Turns what a command did into an exit code, and a fault into words. A result that nobody can read
/// is no success.
enum Ending {
  static func of(_ body: () async throws -> Federation.ExitCode) async throws {
    var code: Federation.ExitCode
    do {
      code = try await body()
    } catch let fault as Fault {
      FaultText.print(fault)
      code = fault.code.exit
    }
    if let failure = Output.failure {
      let fault = Fault(.resultNotWritten, evidence: [Evidence(.message, failure)])
      FaultText.print(fault)
      if code == .done { code = fault.code.exit }
    }
    throw ArgumentParser.ExitCode(code.rawValue)
  }
}
