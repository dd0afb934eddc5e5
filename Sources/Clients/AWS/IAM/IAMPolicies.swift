/// A managed policy on a role.
public struct AttachedPolicy: Sendable, Hashable {
  public var name: String
  public var arn: String

  public init(name: String, arn: String) {
    self.name = name
    self.arn = arn
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
