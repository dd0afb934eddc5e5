/// How a step's thing stands in the world at the moment, whatever an earlier run made of it.
public enum Standing: Equatable, Sendable {
  case asItShouldBe
  /// It is there and not as it should be.
  case differs
  case missing
  /// Why nothing can be said.
  case notLookedAt(because: String)

  public var words: String {
    switch self {
    case .asItShouldBe: "as it should be"
    case .differs: "differs"
    case .missing: "missing"
    case .notLookedAt(let reason): "not looked at: \(reason)"
    }
  }
}
