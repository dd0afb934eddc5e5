/// The environment holds secrets, so surroundings print as a word.
extension Surroundings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(surroundings)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
