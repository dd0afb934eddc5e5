import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct VertesiaClaimsTests {
  @Test func aFullTokenIsRead() throws {
    let text = TokenText.make(
      #"""
      {"iss":"https://sts.vertesia.io","sub":"key:1","aud":"vertesia","exp":1787396400,
       "name":"CI","email":"ada@acme.example","type":"apikey","apps":[],"new":{"deep":[1]},
       "account":{"id":"64f0","name":"Acme Research","more":1},"account_roles":["member"],
       "accounts":[{"id":"64f0","name":"Acme Research"},{"id":"64f1","name":"Other"}],
       "project":{"id":"65aa","name":"Main","account":"64f0"},"project_roles":["admin","member"],
       "permissions":["content:read"],
       "endpoints":{"studio":"https://api.vertesia.io","store":"https://api.vertesia.io",
                    "token":"https://sts.vertesia.io"}}
      """#
    )
    let claims = try #require(VertesiaClaims(token: Secret(text)))
    #expect(claims.issuer == "https://sts.vertesia.io")
    #expect(claims.audience == ["vertesia"])
    #expect(claims.expiration == Date(timeIntervalSince1970: 1_787_396_400))
    #expect(claims.account == .init(id: "64f0", name: "Acme Research"))
    #expect(claims.accounts.map(\.id) == ["64f0", "64f1"])
    #expect(claims.project?.name == "Main")
    #expect(claims.roles == ["member", "admin"])
    #expect(
      claims.endpoints
        == .addresses(api: "https://api.vertesia.io", sts: "https://sts.vertesia.io")
    )
    #expect(claims.mayAdministerEnvironments == true)
  }

  @Test(arguments: [
    #"{}"#,
    #"{"iss":7,"sub":[],"aud":{"a":1},"exp":"soon","account":"64f0","account_roles":"admin"}"#,
    #"{"exp":1e300,"accounts":{},"project":null,"permissions":[1],"endpoints":12}"#,
    #"{"exp":-1}"#,
  ])
  func wrongTypesAreAbsent(claims: String) throws {
    let read = try #require(VertesiaClaims(token: Secret(TokenText.make(claims))))
    #expect(read.issuer == nil && read.expiration == nil && read.account == nil)
    #expect(read.roles.isEmpty && read.permissions.isEmpty && read.endpoints == nil)
    #expect(read.mayAdministerEnvironments == nil)
  }

  @Test(arguments: [
    "", "a.b", "a.b.c.d", "..", "a..c", "a.!!!!.c", "a.\(TokenText.encode("[1]")).c",
    "a.\(TokenText.encode("{")).c", "a.\(TokenText.encode("{}"))==.c",
    TokenText.make(#"{"name":"\#(String(repeating: "x", count: 17_000))"}"#),
  ])
  func whatIsNoTokenIsRefused(text: String) {
    #expect(VertesiaClaims(token: Secret(text)) == nil)
  }

  @Test(
    arguments: [
      (["owner"], [String](), true), (["manager"], [], true), (["developer"], [], false),
      (["member", "content_superadmin"], [], false), (["member", "acme-operators"], [], nil),
      ([], [], nil), (["developer"], ["environment:admin"], true),
    ] as [([String], [String], Bool?)]
  )
  func rolesTellWhoMayMakeEnvironments(roles: [String], permissions: [String], may: Bool?) throws {
    var claims = try #require(VertesiaClaims(token: Secret(TokenText.make("{}"))))
    claims.accountRoles = roles
    claims.permissions = permissions
    #expect(claims.mayAdministerEnvironments == may)
  }
}
