/// Text that must not be seen: it prints, dumps and interpolates as a placeholder, and is not
/// `Codable`, so that it cannot slip into a file.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  public init(_ text: String) { self.text = text }

  /// The text itself, for the one line that signs or sends with it.
  public func reveal() -> String { text }

  public var isEmpty: Bool { text.isEmpty }

  public var description: String { "(secret)" }
  public var debugDescription: String { "(secret)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
