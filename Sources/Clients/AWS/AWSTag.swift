/// A tag of an IAM resource.
public struct AWSTag: Hashable, Sendable {
  /// 1...128 characters.
  public var key: String
  /// 0...256 characters.
  public var value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
