/// A region name and the partition it lies in.
struct Region: Sendable, Hashable {
  var name: String

  init(_ name: String) {
    self.name = name
  }

  var partition: String {
    switch name {
    case let name where name.hasPrefix("us-gov-"): "aws-us-gov"
    case let name where name.hasPrefix("cn-"): "aws-cn"
    default: "aws"
    }
  }
}
