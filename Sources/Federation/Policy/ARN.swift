/// An Amazon Resource Name, cut into its parts.
package struct ARN: Hashable, Sendable, CustomStringConvertible {
  package var partition: String
  package var service: String
  /// Empty for what belongs to no region.
  package var region: String
  /// 12 digits; empty for what belongs to no account, `aws` for what AWS owns.
  package var account: String
  /// All that follows: `role/path/name`.
  package var resource: String

  package init(
    partition: String,
    service: String,
    region: String = "",
    account: String = "",
    resource: String
  ) {
    self.partition = partition
    self.service = service
    self.region = region
    self.account = account
    self.resource = resource
  }

  /// `nil` for what is not `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` of at most 2048
  /// visible ASCII characters.
  package init?(_ text: String) {
    guard text.utf8.count <= 2048, text.isMade(of: { (0x21...0x7E).contains($0) }) else {
      return nil
    }
    let parts = text.pieces(at: ":", limit: 6)
    guard parts.count == 6, parts[0] == "arn", !parts[2].isEmpty, !parts[5].isEmpty,
      AWSPartition.all.contains(where: { $0.id == parts[1] })
    else { return nil }
    self.init(
      partition: parts[1],
      service: parts[2],
      region: parts[3],
      account: parts[4],
      resource: parts[5]
    )
  }

  package var text: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }
  package var description: String { text }

  /// What follows the resource's first slash: the role's path and name.
  package var path: String { resource.pieces(at: "/", limit: 2).dropFirst().first ?? "" }
  /// What follows its last slash.
  package var name: String { resource.pieces(at: "/").last ?? "" }
  /// What stands before its first slash: `role`, `oidc-provider`.
  package var kind: String { resource.pieces(at: "/").first ?? "" }

  package static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.isMade(of: \.isDigit)
  }

  /// The OIDC provider of an issuer. Its ARN is the URL without the scheme, case kept.
  package static func provider(issuer: String, partition: String, account: String) -> ARN {
    ARN(
      partition: partition,
      service: "iam",
      account: account,
      resource: "oidc-provider/" + (issuer.after("https://") ?? issuer)
    )
  }

  package static func role(
    name: String,
    path: String = "/",
    partition: String,
    account: String
  ) -> ARN {
    ARN(partition: partition, service: "iam", account: account, resource: "role\(path)\(name)")
  }
}
