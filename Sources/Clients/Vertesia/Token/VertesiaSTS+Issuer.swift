extension VertesiaSTS {
  /// The issuer that the site's discovery document names: https, host in lower case, no slash at
  /// its end. Sent without any credential.
  public func discoveredIssuer() async throws(VertesiaError) -> String {
    do throws(VertesiaError) {
      return try await issuer(in: "openid-configuration")
    } catch {
      // A token server may publish only one of the two documents.
      guard case .service(let service) = error, service.status == 404 else { throw error }
      return try await issuer(in: "oauth-authorization-server")
    }
  }

  private func issuer(in document: String) async throws(VertesiaError) -> String {
    let route = "/.well-known/\(document)"
    let operation = "GET \(route)"
    let response = try await caller.send(
      VertesiaCaller.Call(
        service: "vertesia-sts",
        operation: operation,
        request: HTTPRequest(
          .get,
          site.sts.origin,
          path: site.sts.joined(route),
          headers: ["accept": "application/json"]
        ),
        policy: .read
      )
    )
    let answer = try AnswerReader.decode(Discovery.self, from: response, operation: operation)
    guard let issuer = Self.normalizedIssuer(answer.issuer) else {
      throw .unreadable(
        operation: operation,
        status: response.status,
        detail: "issuer is not an https address"
      )
    }
    return issuer
  }

  /// An issuer as it is compared and written into policies; `nil` for anything but an https
  /// address, loopback's plain http excepted.
  public static func normalizedIssuer(_ text: String) -> String? {
    guard text.contains("://"), let base = ServiceBase(text),
      base.origin.scheme == .https || base.origin.isLoopback
    else { return nil }
    return base.description
  }

  private struct Discovery: Decodable {
    let issuer: String
  }
}
