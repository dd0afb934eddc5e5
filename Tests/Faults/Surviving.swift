import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What of a set-up stands in the world of the sandbox, as its control routes tell.
struct Surviving: Decodable {
  private var accounts: [String: Account]
  private var environments: [Environment]

  private struct Account: Decodable {
    var providers: [Provider]
    var roles: [Role]
  }

  private struct Provider: Decodable {
    var url: String
    var clientIds: [String]
  }

  private struct Role: Decodable {
    var arn: String
    var trust: Trust
    var attached: [String]
    var inline: [String: Ignored]
  }

  private struct Trust: Decodable {
    var Statement: [Statement]

    struct Statement: Decodable {
      var Condition: [String: [String: String]]?

      var subject: String? {
        Condition?["StringEquals"]?["sts.becomposable.com:sub"]
      }
    }
  }

  private struct Environment: Decodable {
    var id: String
    var provider: String
    var apiKey: String?
  }

  private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
  }

  static func look(_ cloud: LocalCloud) async throws -> Surviving {
    let origin = Origin(scheme: .http, host: "127.0.0.1", port: LocalCloud.port)
    let answer = try await cloud.send(HTTPRequest(.get, origin, path: "/_sandbox/world"))
    return try JSONDecoder().decode(Surviving.self, from: Data(answer.body))
  }

  /// Environments that nothing uses.
  var strays: Int { ours.count { $0.apiKey == nil } }

  private var ours: [Environment] { environments.filter { $0.provider == "bedrock" } }

  /// What differs from one of each, fitting together; `nil` for nothing.
  func flaw(mayStray: Bool) -> String? {
    let providers = accounts.values.flatMap(\.providers)
      .filter { $0.url.contains("sts.becomposable.com") }
    let roles = accounts.values.flatMap(\.roles)
      .filter { $0.trust.Statement.contains { $0.subject != nil } }
    let used = ours.filter { $0.apiKey != nil }
    guard providers.count == 1, roles.count == 1, used.count == 1, mayStray || strays == 0 else {
      return "\(providers.count) providers, \(roles.count) roles, \(used.count) environments with "
        + "a key and \(strays) without"
    }
    if !providers[0].clientIds.contains("bedrock") { return "audiences \(providers[0].clientIds)" }
    if used[0].apiKey != roles[0].arn { return "the key is \(used[0].apiKey ?? "none")" }
    let subject = roles[0].trust.Statement.compactMap(\.subject).first ?? ""
    if !subject.hasSuffix(":\(used[0].id)") { return "the role trusts \(subject)" }
    let policies = roles[0].attached.count + roles[0].inline.count
    return policies == 1 ? nil : "\(policies) policies"
  }
}
