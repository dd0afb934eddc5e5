@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Parser {
  /// Vertesia's tokens: a whole one, or the JSON that stands in its middle.
  static let claims = Parser(
    name: "claims",
    check: { bytes in
      let isMiddle = bytes.first == UInt8(ascii: "{")
      let token = isMiddle ? "e30.\(encoded(bytes)).\(canary)" : string(bytes)
      let claims = VertesiaClaims(token: Secret(token))
      if token.utf8.count > VertesiaClaims.largestToken {
        promise(claims == nil, "a token beyond the cap is read")
      } else if isMiddle, isTurn(bytes) {
        let isObject = (try? JSONDecoder().decode(AnyObject.self, from: Data(bytes))) != nil
        promise(isObject || claims == nil, "claims are read from what is no object")
      }
      if !isMiddle || isTurn(bytes) { checkCredential(token, claims) }
      guard let claims else { return }
      if let end = claims.expiration?.timeIntervalSince1970 {
        promise((0...253_402_300_799).contains(end), "an end outside of time")
      }
      promise(Set(claims.roles).count == claims.roles.count, "a role stands twice")
      _ = claims.mayAdministerEnvironments
      checkSite(claims)
    },
    large: [
      { Array("{\"iss\":\"\("a".times(12 << 10))\"}".utf8) },
      { Array("{\"iss\":\"\("a".times(16 << 10))\"}".utf8) },
      { Array("a.\("b".times(1 << 20)).c".utf8) },
      { Array(".".times(1 << 20).utf8) },
      { Array("{\"a\":\("[".times(12_000))".utf8) },
      { Array("{\"account_roles\":[\("\"a\",".times(3000))\"a\"]}".utf8) },
    ]
  )

  private struct AnyObject: Decodable {
    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: AnyKey.self) }
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func checkCredential(_ token: String, _ claims: VertesiaClaims?) {
    do throws(VertesiaError) {
      let credential = try VertesiaCredential(token, source: .typed)
      promise(!"\(credential)".holds(canary), "a credential shows its secret")
      promise(credential.form == .key || credential.claims != nil, "a token without claims passes")
    } catch {
      promise(!"\(error)".holds(canary), "an error repeats a secret")
    }
  }

  /// Whatever a token names, its site is Vertesia's or this machine.
  private static func checkSite(_ claims: VertesiaClaims) {
    guard let site = try? VertesiaSite.resolve(named: nil, environment: [:], claims: claims) else {
      return
    }
    for origin in [site.api.origin, site.sts.origin] {
      promise(VertesiaSite.isTrusted(origin), "a token leads to \(origin)")
      promise(origin.scheme == .https || origin.isLoopback, "a token leads to plain http")
    }
  }
}
