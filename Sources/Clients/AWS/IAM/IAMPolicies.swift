/// A managed policy on a role.
public struct AttachedPolicy: Sendable, Hashable {
  public var name: String
  public var arn: String

  public init(name: String, arn: String) {
    self.name = name
    self.arn = arn
  }
}

/// A managed policy, AWS's own or the account's.
public struct ManagedPolicy: Sendable, Equatable {
  public var name: String
  public var arn: String
  public var isAttachable: Bool?
  /// `v10`.
  public var defaultVersionID: String?
  public var description: String?

  public init(
    name: String,
    arn: String,
    isAttachable: Bool? = nil,
    defaultVersionID: String? = nil,
    description: String? = nil
  ) {
    self.name = name
    self.arn = arn
    self.isAttachable = isAttachable
    self.defaultVersionID = defaultVersionID
    self.description = description
  }
}

extension AWSTag {
  static func list(_ name: String, in element: XMLElement) throws(WireError) -> [AWSTag] {
    var tags: [AWSTag] = []
    for member in element.members(name) {
      tags.append(AWSTag(try member.required("Key"), member.string("Value") ?? ""))
    }
    return tags
  }
}
