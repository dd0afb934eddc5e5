import Crypto

/// Derived keys of the current day, by key id, region and service.
///
/// The secret belongs to the entry: a corrected secret under the same key id must not find the key
/// of the wrong one.
struct SigningKeys {
  private struct Name: Hashable {
    let accessKeyID: String
    let region: String
    let service: String
  }

  private struct Entry {
    let day: String
    let secret: Secret
    let key: SymmetricKey
  }

  private var entries: [Name: Entry] = [:]

  mutating func key(for credentials: AWSCredentials, signer: RequestSigner) -> SymmetricKey {
    let name = Name(
      accessKeyID: credentials.accessKeyID,
      region: signer.region,
      service: signer.service
    )
    if let entry = entries[name], entry.day == signer.day,
      entry.secret == credentials.secretAccessKey
    {
      return entry.key
    }
    let key = signer.deriveKey(credentials.secretAccessKey)
    entries[name] = Entry(day: signer.day, secret: credentials.secretAccessKey, key: key)
    return key
  }
}
