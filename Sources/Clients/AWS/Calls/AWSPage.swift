/// A part of a list.
public struct AWSPage<Item: Sendable & Equatable>: Sendable, Equatable {
  public var items: [Item]
  /// Asks for the following page; `nil` on the last one, never empty.
  public var next: String?

  public init(items: [Item], next: String? = nil) {
    self.items = items
    self.next = next.flatMap { $0.isEmpty ? nil : $0 }
  }
}
