#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Credentials of an IAM Identity Center role, by the token that `aws sso login` left.
struct SSOCredentials: CredentialProvider {
  let settings: SSOSettings
  /// As one word of a command.
  let profile: String
  let source: String
  let surroundings: Surroundings
  /// In the region of the sign-in, unsigned.
  let caller: AWSCaller

  func credentials() async throws(AWSError) -> AWSCredentials {
    guard let cache = SSOTokenCache.read(settings, in: surroundings) else {
      throw .credentials(signIn("nobody is signed in"))
    }
    guard cache.expiration > surroundings.now() else {
      throw .credentials(signIn("the session is over"))
    }
    var call = AWSCall(
      service: .sso,
      operation: "GetRoleCredentials",
      path: "/federation/credentials",
      repeats: .always,
      isSigned: false
    )
    call.query = [("role_name", settings.roleName), ("account_id", settings.accountID)]
    call.headers["accept"] = "application/json"
    call.headers["x-amz-sso_bearer_token"] = cache.token.reveal()
    call.secrets = [cache.token]
    do throws(AWSError) {
      return try await caller.send(call) { response throws(WireError) in
        try JSONAnswer.decode(Answer.self, from: response.body).credentials()
      }
    } catch {
      throw refusal(error)
    }
  }

  private func refusal(_ error: AWSError) -> AWSError {
    guard case .service(let service) = error else { return error }
    switch service.status {
    case 401: return .credentials(signIn("the portal no longer takes the session"))
    case 400, 403, 404:
      return .credentials(
        CredentialError(
          .refused,
          source: source,
          detail: "the portal gives no role \(settings.roleName) in account "
            + "\(settings.accountID) (\(service.code))"
        )
      )
    default: return error
    }
  }

  private func signIn(_ detail: String) -> CredentialError {
    CredentialError(
      .expired,
      source: source,
      detail: detail,
      command: "aws sso login --profile \(profile)"
    )
  }

  private struct Answer: Decodable, Sendable {
    let roleCredentials: Keys

    struct Keys: Decodable, Sendable {
      let accessKeyId: String
      let secretAccessKey: String
      let sessionToken: String
      /// Milliseconds since 1970.
      let expiration: Double
    }

    func credentials() throws(WireError) -> AWSCredentials {
      let keys = roleCredentials
      guard KeyPair.isKeyID(keys.accessKeyId), KeyPair.isPrintable(keys.secretAccessKey),
        KeyPair.isPrintable(keys.sessionToken), !keys.secretAccessKey.isEmpty,
        (0...253_402_300_799_000).contains(keys.expiration)
      else { throw WireError("the credentials are malformed") }
      return AWSCredentials(
        accessKeyID: keys.accessKeyId,
        secretAccessKey: Secret(keys.secretAccessKey),
        sessionToken: keys.sessionToken.isEmpty ? nil : Secret(keys.sessionToken),
        expiration: Date(timeIntervalSince1970: keys.expiration / 1000)
      )
    }
  }
}
