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

extension [Secret] {
  /// A service's words without what it was told: some repeat it. A code of six digits is the
  /// shortest secret there is; anything shorter would only garble words.
  func removed(from text: String) -> String {
    reduce(text) { text, secret in
      let hidden = secret.reveal().utf8
      guard hidden.count >= 6, hidden.count <= text.utf8.count else { return text }
      // Byte for byte: the last character is another one where a combining mark follows.
      let rest = [UInt8](text.utf8).replacing(hidden, with: secret.description.utf8)
      return String(decoding: rest, as: UTF8.self)
    }
  }
}
