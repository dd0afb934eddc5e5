import Clients
import Federation
import Networking
import Provisioning
import Terminal
import Wizard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Everything a command works with, put together once from flags and environment.
struct Composition: Sendable {
  var world: World
  let state: StateDirectory
  let transport: HTTPTransport
  /// Flags and the answers file, checked.
  let answers: Answers

  /// What signs in to AWS with a profile; `nil` in a demo, which starts no programs.
  func signIn(_ profile: String) -> ForegroundChild? {
    guard !world.settings.isDemo else { return nil }
    return ForegroundChild(
      Federation.AWSSignIn.login(profile),
      environment: world.surroundings.childEnvironment(for: .awsTool)
    )
  }

  /// Puts a text where it can be pasted from, without an escape; nowhere in a demo, which starts no
  /// programs and keeps nothing.
  func copy(_ text: String) async -> Copied {
    guard !world.settings.isDemo else { return .demo }
    let environment = world.surroundings.childEnvironment(for: .other)
    if let name = await ClipboardProgram.copy(text, environment: environment) {
      return .program(name)
    }
    let path = state.path + "/copied.txt"
    let isWritten = FileManager.default.createFile(
      atPath: path,
      contents: Data((text + "\n").utf8),
      attributes: [.posixPermissions: 0o600]
    )
    return isWritten ? .file(path) : .nowhere
  }

  /// `site` is the `--site` of a command that takes no other answer; `demoState` is where a demo
  /// saves, which goes with the demo, so that no command names it.
  ///
  /// - Throws: `Fault` for a flag, file or variable that cannot be used.
  init(
    _ common: CommonOptions,
    _ options: AnswerOptions? = nil,
    site: String? = nil,
    isInteractive: Bool = false,
    surroundings: Surroundings = .live(),
    demoState: String? = nil
  ) throws {
    let environment = surroundings.environment
    let site = options?.site ?? site
    var answers = try options?.checked(reading: surroundings.readFile) ?? Answers()
    if options == nil, let site { answers[.site] = try AnswerCheck.check(.site, site) }
    self.answers = answers
    let settings: NetworkSettings
    do {
      settings = try NetworkSettings(environment: environment, caBundle: common.caBundle)
    } catch {
      throw error.fault
    }
    transport = HTTPTransport(settings: settings)
    let path: String
    if let chosen = demoState ?? common.stateDir {
      path = AbsolutePath.of(chosen)
    } else {
      path = try StateDirectory.standardPath(
        environment: environment,
        home: surroundings.home,
        command: ["vertesia-bedrock"] + CommandLine.arguments.dropFirst()
      )
    }
    let flags = [("--state-dir", common.stateDir), ("--ca-bundle", common.caBundle)]
    let invocation = Invocation(
      flags: flags.flatMap { name, value in value.map { [name, $0] } ?? [] },
      site: site
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
        namedSite: site,
        isInteractive: isInteractive,
        invocation: invocation
      )
    )
  }
}
