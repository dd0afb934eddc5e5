/// A part of AWS with accounts and regions of its own, as far as answers need to know it.
public struct AWSPartition: Equatable, Sendable, Identifiable {
  /// The second field of every ARN: `aws`, `aws-us-gov`.
  public let id: String
  /// What a region begins with, before its last two parts.
  let prefixes: [String]
  /// `console.aws.amazon.com`; empty where the address is not public.
  public let consoleHost: String

  public static let all: [AWSPartition] = [
    AWSPartition(
      id: "aws",
      prefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
      consoleHost: "console.aws.amazon.com"
    ),
    AWSPartition(id: "aws-cn", prefixes: ["cn"], consoleHost: "console.amazonaws.cn"),
    AWSPartition(
      id: "aws-us-gov",
      prefixes: ["us-gov"],
      consoleHost: "console.amazonaws-us-gov.com"
    ),
    AWSPartition(id: "aws-iso", prefixes: ["us-iso"], consoleHost: ""),
    AWSPartition(id: "aws-iso-b", prefixes: ["us-isob"], consoleHost: ""),
    AWSPartition(id: "aws-iso-e", prefixes: ["eu-isoe"], consoleHost: ""),
    AWSPartition(id: "aws-iso-f", prefixes: ["us-isof"], consoleHost: ""),
    AWSPartition(
      id: "aws-eusc",
      prefixes: ["eusc-de"],
      consoleHost: "console.amazonaws-eusc.eu"
    ),
  ]

  /// The partition of a region by the shape of its name; `nil` for what names no region.
  public static func of(region: String) -> AWSPartition? {
    let parts = region.pieces(at: "-")
    guard parts.count >= 3, region.utf8.count <= 32,
      let number = parts.last, !number.isEmpty, number.count <= 2, number.isMade(of: \.isDigit),
      let place = parts.dropLast().last, !place.isEmpty,
      place.isMade(of: { $0.isLower || $0.isDigit })
    else { return nil }
    let prefix = parts.dropLast(2).joined(separator: "-")
    return all.first { $0.prefixes.contains(prefix) }
  }
}
