import Clients
import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where AWS credentials could come from, for a menu: files and environment only.
enum SignInList {
  static func read(
    _ configuration: AWSConfiguration?,
    in surroundings: Surroundings
  ) -> [Federation.AWSSignIn] {
    var all: [Federation.AWSSignIn] = []
    if surroundings.environment["AWS_ACCESS_KEY_ID"]?.isEmpty == false {
      all.append(
        Federation.AWSSignIn(
          id: "",
          kind: .environment,
          state: "not checked",
          isUsable: true,
          region: surroundings.environment["AWS_REGION"]
            ?? surroundings.environment["AWS_DEFAULT_REGION"]
        )
      )
    }
    let profiles = configuration.map { AWSProfiles.list($0, in: surroundings) } ?? []
    return all + profiles.map { entry($0, now: surroundings.now()) }
  }

  private static func entry(_ entry: AWSProfiles.Entry, now: Date) -> Federation.AWSSignIn {
    var (state, isUsable) = ("not checked", true)
    switch entry.signIn {
    case .until(let end): state = "signed in, \(span(end.timeIntervalSince(now))) left"
    case .expired(let end):
      (state, isUsable) = ("expired \(span(now.timeIntervalSince(end))) ago", false)
    case .never: (state, isUsable) = ("not signed in", false)
    case nil: break
    }
    let command =
      entry.kind == .sso
      ? ShellCommand(Federation.AWSSignIn.login(entry.name)).text : nil
    return Federation.AWSSignIn(
      id: entry.name,
      kind: kind(entry.kind),
      state: state,
      isUsable: isUsable,
      region: entry.region,
      command: command
    )
  }

  private static func kind(_ kind: AWSProfile.Kind) -> Federation.AWSSignIn.Kind {
    switch kind {
    case .sso: .sso
    case .keys: .keys
    case .role: .role
    case .process: .process
    case .webIdentity: .webIdentity
    case .login, .settings: .other
    }
  }

  /// `6 h 12 min`, `2 days`.
  static func span(_ seconds: TimeInterval) -> String {
    let minutes = Int(max(0, min(seconds, 315_360_000)) / 60)
    switch minutes {
    case ..<60: return "\(minutes) min"
    case ..<2880: return "\(minutes / 60) h \(minutes % 60) min"
    default: return "\(minutes / 1440) days"
    }
  }
}
