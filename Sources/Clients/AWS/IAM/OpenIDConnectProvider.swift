#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An issuer whose tokens an account trusts.
public struct OpenIDConnectProvider: Sendable, Equatable {
  /// Without its scheme: `sts.example.com`.
  public var url: String
  /// The audiences.
  public var clientIDs: [String]
  public var thumbprints: [String]
  public var createdAt: Date?
  public var tags: [AWSTag]

  public init(
    url: String,
    clientIDs: [String],
    thumbprints: [String] = [],
    createdAt: Date? = nil,
    tags: [AWSTag] = []
  ) {
    self.url = url
    self.clientIDs = clientIDs
    self.thumbprints = thumbprints
    self.createdAt = createdAt
    self.tags = tags
  }

  init(_ element: XMLElement) throws(WireError) {
    self.init(
      url: try element.required("Url"),
      clientIDs: element.strings("ClientIDList"),
      thumbprints: element.strings("ThumbprintList"),
      createdAt: element.date("CreateDate"),
      tags: try AWSTag.list("Tags", in: element)
    )
  }
}
