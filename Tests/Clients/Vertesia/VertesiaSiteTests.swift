import Testing

@testable import Clients

@Suite struct VertesiaSiteTests {
  @Test(arguments: [
    ("api.vertesia.io", "https://sts.vertesia.io"),
    ("https://api.vertesia.io/", "https://sts.vertesia.io"),
    ("https://api.eu1.vertesia.io/api/v1", "https://sts.eu1.vertesia.io"),
    ("eu1", "https://sts.eu1.vertesia.io"),
    ("api-preview.vertesia.io", "https://sts-preview.vertesia.io"),
    ("https://api-preview.jp1.vertesia.io", "https://sts-preview.jp1.vertesia.io"),
    ("https://cloud.vertesia.io/settings#keys", "https://sts.vertesia.io"),
    ("https://preview.cloud.us1.vertesia.io", "https://sts-preview.us1.vertesia.io"),
    ("API.VERTESIA.IO", "https://sts.vertesia.io"),
    // Named on the command line, so a foreign host may have the key.
    ("https://api.corp.example:8443", "https://sts.corp.example:8443"),
  ])
  func tokenServerFollowsTheAPIHost(named: String, sts: String) throws {
    let site = try VertesiaSite.resolve(named: named, environment: [:])
    #expect(site.sts.description == sts)
    #expect(site.source == .commandLine)
    #expect(try VertesiaSite.resolve(named: site.name, environment: [:]) == site)
  }

  @Test func nothingNamedMeansTheDefault() throws {
    let site = try VertesiaSite.resolve(named: nil, environment: ["VERTESIA_SERVER_URL": ""])
    #expect(site == .standard)
    #expect(site.studio == "https://cloud.vertesia.io")
  }

  @Test(arguments: [
    ("api.eu1.vertesia.io", "https://cloud.eu1.vertesia.io"),
    ("api-preview.eu1.vertesia.io", "https://preview.cloud.eu1.vertesia.io"),
  ])
  func studioBelongsToTheSite(named: String, studio: String) throws {
    #expect(try VertesiaSite.resolve(named: named, environment: [:]).studio == studio)
  }

  @Test func environmentWinsOverTheToken() throws {
    let claims = try #require(
      VertesiaClaims(token: Secret(TokenText.make(#"{"endpoints":"api.eu1.vertesia.io"}"#)))
    )
    let environment = [
      "VERTESIA_SERVER_URL": "http://127.0.0.1:8091",
      "VERTESIA_TOKEN_SERVER_URL": "http://127.0.0.1:8093/sts/",
    ]
    let site = try VertesiaSite.resolve(named: nil, environment: environment, claims: claims)
    #expect(site.api.description == "http://127.0.0.1:8091")
    #expect(site.sts.description == "http://127.0.0.1:8093/sts")
    #expect(site.source == .environment)
    #expect(site.name == "http://127.0.0.1:8091")
    let own = try VertesiaSite.resolve(named: nil, environment: [:], claims: claims)
    #expect(own.name == "api.eu1.vertesia.io")
    #expect(own.source == .token)
  }

  /// For the words of what cannot be reached.
  @Test(
    arguments: [
      (nil, [:], nil, nil),
      (nil, ["VERTESIA_SERVER_URL": "api.eu1.vertesia.io"], "VERTESIA_SERVER_URL", nil),
      (nil, ["VERTESIA_TOKEN_SERVER_URL": "sts.eu1.vertesia.io"], nil, "VERTESIA_TOKEN_SERVER_URL"),
      ("eu1", [:], "--site", nil),
      (
        "api.vertesia.io", ["VERTESIA_TOKEN_SERVER_URL": "sts.eu1.vertesia.io"], "--site",
        "VERTESIA_TOKEN_SERVER_URL"
      ),
    ] as [(String?, [String: String], String?, String?)]
  )
  func whatNamedEachHostIsKnown(
    named: String?,
    environment: [String: String],
    api: String?,
    sts: String?
  ) throws {
    let site = try VertesiaSite.resolve(named: named, environment: environment)
    #expect(site.apiSetting == api)
    // A token server that is derived is named by what named the other.
    #expect(site.stsSetting == sts ?? api)
  }

  @Test func tokenServerOfAnotherServerIsNotUsedForANamedSite() throws {
    let environment = [
      "VERTESIA_SERVER_URL": "https://api.eu1.vertesia.io",
      "VERTESIA_TOKEN_SERVER_URL": "https://sts.eu1.vertesia.io",
    ]
    let other = try VertesiaSite.resolve(named: "api.vertesia.io", environment: environment)
    #expect(other.sts.description == "https://sts.vertesia.io")
    let same = try VertesiaSite.resolve(
      named: "api.eu1.vertesia.io",
      environment: environment.merging(
        ["VERTESIA_TOKEN_SERVER_URL": "https://sts.vertesia.io"]) { $1 }
    )
    #expect(same.sts.description == "https://sts.vertesia.io")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let named: String?
    var source = VertesiaSite.Source.commandLine
    var environment: [String: String] = [:]
    var claims: String?
    let kind: VertesiaSiteError.Kind
    var testDescription: String { "\(named ?? "-") \(environment) \(claims ?? "") \(kind)" }
  }

  @Test(arguments: [
    Refusal(named: "https://vertesia.corp.example", kind: .needsTokenServer),
    Refusal(named: "https://apiary.vertesia.io", kind: .needsTokenServer),
    Refusal(named: "http://127.0.0.1:8091", kind: .needsTokenServer),
    Refusal(
      named: nil,
      environment: ["VERTESIA_SERVER_URL": "https://studio.vertesia.io"],
      kind: .needsTokenServer
    ),
    Refusal(named: "https://api.corp.example", source: .answer, kind: .untrustedHost),
    Refusal(
      named: nil,
      environment: ["VERTESIA_SERVER_URL": "https://api.corp.example"],
      kind: .untrustedHost
    ),
    Refusal(named: "https://api.vertesia.io.evil.example", source: .answer, kind: .untrustedHost),
    Refusal(named: "https://api.evilvertesia.io", source: .answer, kind: .untrustedHost),
    // Naming the API's host does not cover a token server elsewhere.
    Refusal(
      named: "https://api.corp.example",
      environment: ["VERTESIA_TOKEN_SERVER_URL": "https://sts.evil.example"],
      kind: .untrustedHost
    ),
    Refusal(
      named: nil,
      environment: ["VERTESIA_TOKEN_SERVER_URL": "https://sts.evil.example"],
      kind: .untrustedHost
    ),
    Refusal(
      named: nil,
      claims: #"{"endpoints":"api.evil.example"}"#,
      kind: .untrustedHost
    ),
    Refusal(
      named: nil,
      claims:
        #"{"endpoints":{"studio":"https://api.vertesia.io","token":"https://evil.example"}}"#,
      kind: .untrustedHost
    ),
    Refusal(named: "http://api.vertesia.io", kind: .insecure),
    Refusal(
      named: nil,
      environment: ["VERTESIA_SERVER_URL": "http://api.vertesia.io"],
      kind: .insecure
    ),
    Refusal(named: "https://me@api.vertesia.io", kind: .malformed),
    Refusal(named: "ftp://api.vertesia.io", kind: .malformed),
    Refusal(named: "https://api.vertesia.io/?x=1", kind: .malformed),
    Refusal(named: "api vertesia io", kind: .malformed),
    Refusal(named: nil, claims: #"{"endpoints":"https://"}"#, kind: .malformed),
  ])
  func noKeyGoesThere(_ row: Refusal) {
    let claims = row.claims.flatMap { VertesiaClaims(token: Secret(TokenText.make($0))) }
    do throws(VertesiaError) {
      let site = try VertesiaSite.resolve(
        named: row.named,
        source: row.source,
        environment: row.environment,
        claims: claims
      )
      Issue.record("took \(site.api) and \(site.sts)")
    } catch {
      guard case .site(let refusal) = error else {
        Issue.record("unexpected \(error)")
        return
      }
      #expect(refusal.kind == row.kind)
    }
  }

  @Test func aStudioAddressTellsTheIDs() throws {
    let environment = "67b853cd7941dee93c9b0632"
    let link = try #require(
      StudioLink(
        " https://cloud.eu1.vertesia.io/studio/environments/\(environment)"
          + "?p=654df9de09676ad3b8631dc3&a=652d77895674c387e105948c#params "
      )
    )
    #expect(link.site.name == "api.eu1.vertesia.io")
    #expect(link.organization == "652d77895674c387e105948c")
    #expect(link.project == "654df9de09676ad3b8631dc3")
    #expect(link.environment == environment)
    let bare = try #require(StudioLink("cloud.vertesia.io/environments/none?a=short"))
    #expect(bare.organization == nil && bare.project == nil && bare.environment == nil)
  }

  @Test(arguments: [
    "https://api.vertesia.io", "http://cloud.vertesia.io", "https://cloud.vertesia.io.evil.example",
    "https://cloud.vertesia.io@evil.example/", "https://cloud.becomposable.com", "652d7789", "",
  ])
  func otherAddressesAreNotStudio(text: String) {
    #expect(StudioLink(text) == nil)
  }
}
