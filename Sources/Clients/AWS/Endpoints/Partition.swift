/// A part of AWS with accounts, regions and a DNS suffix of its own.
public struct Partition: Sendable, Equatable {
  /// The second field of every ARN: `aws`, `aws-us-gov`.
  public let id: String
  /// `amazonaws.com`.
  public let dnsSuffix: String
  /// `nil` where the partition has no dual-stack endpoints.
  public let dualStackSuffix: String?
  /// Where IAM lives and what its signatures name; one place per partition.
  public let iamRegion: String
  /// Regions where Bedrock is known to be: for a menu and a warning, never to refuse one typed.
  public let bedrockRegions: [String]

  let iam: IAMHosts
  /// What a region's name begins with, before its last two parts: `us`, `us-gov`.
  let regionPrefixes: [String]

  /// IAM's one host, in each variant that exists.
  struct IAMHosts: Sendable, Equatable {
    let standard: String
    var dualStack: String?
    var fips: String?
    var fipsDualStack: String?
  }

  /// The partition of a region; a region of an unknown shape is taken for commercial.
  public static func of(region: String) -> Partition {
    all.first { $0.holds(region) } ?? commercial
  }

  /// The partition an ARN names; the one to trust for building other ARNs.
  public static func of(arn: String) -> Partition? {
    let parts = arn.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "arn" else { return nil }
    return all.first { $0.id == parts[1] }
  }

  private func holds(_ region: String) -> Bool {
    let parts = region.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, let place = parts.dropLast().last,
      !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }),
      !place.isEmpty, place.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return false }
    return regionPrefixes.contains(parts.dropLast(2).joined(separator: "-"))
  }
}
