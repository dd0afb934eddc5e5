#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The token server of a site.
public struct VertesiaSTS: Sendable {
  public let site: VertesiaSite
  let caller: VertesiaCaller

  public init(
    site: VertesiaSite,
    transport: any Transport,
    surroundings: Surroundings,
    calls: @escaping CallSink
  ) {
    self.site = site
    caller = VertesiaCaller(
      setting: site.stsSetting,
      transport: transport,
      surroundings: surroundings,
      calls: calls
    )
  }

  /// Exchanges a key for a token that is good for this site's API.
  func issueToken(for credential: VertesiaCredential) async throws(VertesiaError) -> VertesiaToken {
    let operation = "POST /token/issue"
    let request = HTTPRequest(
      .post,
      site.sts.origin,
      path: site.sts.joined("/token/issue"),
      headers: [
        "accept": "application/json",
        "authorization": "Bearer \(credential.secret.reveal())",
        "content-type": "application/json",
        "x-api-version": VertesiaCaller.apiVersion,
      ]
    )
    let call = VertesiaCaller.Call(
      service: "vertesia-sts",
      operation: operation,
      request: request,
      policy: .token,
      secrets: [credential.secret]
    )
    let response: HTTPResponse
    do throws(VertesiaError) {
      response = try await caller.send(call)
    } catch {
      throw refusal(error)
    }
    let answer = try AnswerReader.decode(
      IssuedToken.self,
      from: response,
      operation: operation,
      secrets: [credential.secret]
    )
    let secret = Secret(answer.token)
    guard !secret.isEmpty, answer.token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      answer.type == nil || answer.type == "Bearer"
    else {
      throw .unreadable(
        operation: operation,
        status: response.status,
        detail: "the answer holds no bearer token"
      )
    }
    let claims = VertesiaClaims(token: secret)
    let lifetime = answer.lifetime.flatMap { (0...31_536_000).contains($0) ? $0 : nil } ?? 3600
    return VertesiaToken(
      secret: secret,
      origin: site.api.origin,
      expiration: claims?.expiration ?? caller.surroundings.now().addingTimeInterval(lifetime),
      claims: claims
    )
  }

  /// A 4xx of the application is a refusal of the credential; its code says why.
  private func refusal(_ error: VertesiaError) -> VertesiaError {
    guard case .service(let service) = error, service.isDefiniteNo, service.limit == nil,
      service.status >= 400
    else { return error }
    let code =
      service.code.flatMap(TokenRefusal.Code.init(rawValue:))
      ?? (service.status == 401 || service.code == nil && service.status == 403
        ? .keyRefused : .other)
    return .token(
      TokenRefusal(
        code: code,
        status: service.status,
        message: service.message,
        host: site.sts.origin,
        requestID: service.requestID,
        time: service.time
      )
    )
  }

  private struct IssuedToken: Decodable {
    let token: String
    let type: String?
    let lifetime: Double?

    enum Keys: String, CodingKey {
      case token
      case type = "token_type"
      case lifetime = "expires_in"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      token = try container.decode(String.self, forKey: .token)
      type = try container.decodeIfPresent(String.self, forKey: .type)
      lifetime = try? container.decodeIfPresent(Double.self, forKey: .lifetime)
    }
  }
}
