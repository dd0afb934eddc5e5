/// One model as Vertesia lists it.
package struct ListedModel: Equatable, Sendable {
  /// An ARN as a rule.
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
