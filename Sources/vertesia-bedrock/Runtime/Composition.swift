import Clients
import Federation
import Networking
import Provisioning

/// Everything a command works with, put together once from flags and environment.
struct Composition: Sendable {
  var world: World
  let state: StateDirectory
  let transport: HTTPTransport
  /// Flags and the answers file, checked.
  let answers: Answers

  /// - Throws: `Fault` for a flag, file or variable that cannot be used.
  init(
    _ common: CommonOptions,
    _ options: AnswerOptions? = nil,
    isInteractive: Bool = false,
    surroundings: Surroundings = .live()
  ) throws {
    let environment = surroundings.environment
    answers = try options?.checked(reading: surroundings.readFile) ?? Answers()
    let settings: NetworkSettings
    do {
      settings = try NetworkSettings(environment: environment, caBundle: common.caBundle)
    } catch {
      throw Fault(.badSetting, evidence: [Evidence(.message, error.description)])
    }
    transport = HTTPTransport(settings: settings)
    let path: String
    if let chosen = common.stateDir {
      path = AbsolutePath.of(chosen)
    } else {
      path = try StateDirectory.standardPath(environment: environment, home: surroundings.home)
    }
    let flags = [("--state-dir", common.stateDir), ("--ca-bundle", common.caBundle)]
    let invocation = Invocation(
      flags: flags.flatMap { name, value in value.map { [name, $0] } ?? [] }
    )
    state = StateDirectory(
      path: path,
      disk: PosixDisk(),
      tool: Version.number,
      invocation: invocation,
      random: surroundings.random
    )
    world = World(
      transport: transport,
      surroundings: surroundings,
      settings: Settings(
        namedSite: options?.site,
        isInteractive: isInteractive,
        invocation: invocation
      )
    )
  }
}
