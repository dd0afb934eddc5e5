/// Asks a person for the six digits an MFA device shows; `nil` when nobody can be asked.
///
/// The first argument is the device's serial number or ARN, the second the profile.
public typealias MFAAsker = @Sendable (String, String) async -> Secret?

/// Credentials of a role that a profile assumes with those of another source.
struct RoleCredentials: CredentialProvider {
  let role: RoleRequest
  let mfaSerial: String?
  let profile: String
  let source: String
  let askMFA: MFAAsker?
  /// Signs with the credentials that may assume the role.
  let sts: STSClient

  func credentials() async throws(AWSError) -> AWSCredentials {
    var role = role
    if let mfaSerial {
      guard let code = await askMFA?(mfaSerial, profile), !code.isEmpty else {
        throw .credentials(
          CredentialError(
            .mfaNeeded,
            source: source,
            detail: "the role wants a code of \(mfaSerial)"
          )
        )
      }
      role.mfa = RoleRequest.MFA(serialNumber: mfaSerial, code: code)
    }
    do throws(AWSError) {
      return try await sts.assumeRole(role).credentials
    } catch {
      throw RoleRefusal.translate(error, role: role.arn, source: source)
    }
  }
}

/// Credentials of a role by an OIDC token in a file, which is read again each time: whoever put it
/// there renews it.
struct WebIdentityCredentials: CredentialProvider {
  let role: RoleRequest
  let tokenFile: String
  let source: String
  let surroundings: Surroundings
  let sts: STSClient

  func credentials() async throws(AWSError) -> AWSCredentials {
    let token = (try? surroundings.readFile(tokenFile)).map {
      String(decoding: $0, as: UTF8.self).trimmed()
    }
    guard let token, (4...20_000).contains(token.utf8.count), KeyPair.isPrintable(token) else {
      throw .credentials(
        CredentialError(
          .malformed,
          source: source,
          detail: "there is no usable token in \(tokenFile)"
        )
      )
    }
    do throws(AWSError) {
      return try await sts.assumeRoleWithWebIdentity(role, token: Secret(token)).credentials
    } catch {
      throw RoleRefusal.translate(error, role: role.arn, source: source)
    }
  }
}

/// Turns what STS says about assuming a role into what it means for finding credentials.
enum RoleRefusal {
  static func translate(_ error: AWSError, role: String, source: String) -> AWSError {
    guard case .service(let service) = error, (400..<500).contains(service.status) else {
      return error
    }
    let isExpired = service.code == "ExpiredToken" || service.code == "ExpiredTokenException"
    let request = service.requestID.map { ", request \($0)" } ?? ""
    return .credentials(
      CredentialError(
        isExpired ? .expired : .refused,
        source: source,
        detail: "STS refused \(role): \(service.code)\(request)"
      )
    )
  }
}
