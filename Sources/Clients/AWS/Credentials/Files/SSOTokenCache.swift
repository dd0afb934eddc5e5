import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The token that `aws sso login` left on disk. It is only read: refreshing it would rotate the
/// token under the AWS CLI.
struct SSOTokenCache: Sendable, Equatable {
  let token: Secret
  let expiration: Date

  /// - Returns: `nil` when nobody has signed in, or the file is not one of the CLI's.
  static func read(_ settings: SSOSettings, in surroundings: Surroundings) -> SSOTokenCache? {
    guard let home = surroundings.home else { return nil }
    let path = "\(home)/.aws/sso/cache/\(fileName(settings.cacheKey))"
    guard let bytes = try? surroundings.readFile(path), bytes.count <= INIDocument.largestFile,
      let entry = JSONAnswer.value(Entry.self, from: bytes),
      !entry.accessToken.isEmpty, entry.accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      let expiration = time(entry.expiresAt)
    else { return nil }
    return SSOTokenCache(token: Secret(entry.accessToken), expiration: expiration)
  }

  /// SHA-1 names the file, as the AWS CLI does; it guards nothing.
  static func fileName(_ key: String) -> String {
    Hex.encode(Insecure.SHA1.hash(data: Data(key.utf8))) + ".json"
  }

  /// Older versions of the CLI wrote `UTC` in place of `Z`.
  private static func time(_ text: String) -> Date? {
    Timestamp.iso8601(text.hasSuffix("UTC") ? "\(text.dropLast(3))Z" : text)
  }

  private struct Entry: Decodable {
    let accessToken: String
    let expiresAt: String
  }
}
