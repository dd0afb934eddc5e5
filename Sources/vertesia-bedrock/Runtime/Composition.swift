import Clients
import Federation
import Networking
import Provisioning

/// Everything a command works with, put together once from flags and environment.
struct Composition: Sendable {
  let world: World
  let state: StateDirectory
  let transport: HTTPTransport
  /// Flags and the answers file, checked.
  let answers: Answers

  /// - Throws: `Fault` for a flag, file or variable that cannot be used.
  init(
    _ common: CommonOptions,
    _ options: AnswerOptions? = nil,
    surroundings: Surroundings = .live()
  ) throws {
    let environment = surroundings.environment
    let profile = options?.profile ?? environment["AWS_PROFILE"] ?? "default"
    let configuration = try? AWSConfiguration.read(in: surroundings)
    let settings: NetworkSettings
    do {
      settings = try NetworkSettings(
        environment: environment,
        caBundle: common.caBundle,
        profileCABundle: configuration?.profile(profile)?.caBundle)
    } catch {
      throw Fault(.badSetting, evidence: [Evidence(.message, error.description)])
    }
    transport = HTTPTransport(settings: settings)
    answers = try options?.checked(reading: surroundings.readFile) ?? Answers()
    let path: String
    if let chosen = common.stateDir {
      path = AbsolutePath.of(chosen)
    } else {
      path = try StateDirectory.standardPath(environment: environment, home: surroundings.home)
    }
    state = StateDirectory(
      path: path, disk: PosixDisk(), tool: Version.number, random: surroundings.random)
    world = World(
      transport: transport,
      surroundings: surroundings,
      settings: Settings(
        namedSite: options?.site,
        networkOverrides: Self.words(settings),
        program: common.stateDir.map { "vertesia-bedrock --state-dir \(ShellCommand([$0]).text)" }
          ?? "vertesia-bedrock"))
  }

  private static func words(_ settings: NetworkSettings) -> [String] {
    var words: [String] = []
    if let proxy = settings.proxy { words.append("Calls go through the proxy \(proxy)") }
    if let roots = settings.trustRoots {
      words.append("Only the authorities of \(roots.path) are trusted (\(roots.source))")
    }
    return words
  }
}
