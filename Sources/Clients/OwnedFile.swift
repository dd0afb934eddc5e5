/// What a file holds, and whether somebody else can have put it there.
public struct OwnedFile: Sendable, Equatable {
  public var bytes: [UInt8]
  /// `nil` when only its reader and the system's own user can write to it.
  public var doubt: Doubt?

  public enum Doubt: Sendable, Equatable, CaseIterable {
    case foreignOwner
    case othersMayWrite
  }

  public init(bytes: [UInt8], doubt: Doubt? = nil) {
    self.bytes = bytes
    self.doubt = doubt
  }
}
