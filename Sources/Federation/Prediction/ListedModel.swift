/// One model as Vertesia lists it.
public struct ListedModel: Equatable, Sendable {
  /// An ARN as a rule.
  public var id: String
  public var name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
