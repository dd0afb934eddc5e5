/// What looking at the world told about one step. Not being allowed to look is not absence.
public enum Seen: Equatable, Sendable {
  case absent
  case present(Facts)
  case unknown(Fault)

  public var facts: Facts? {
    if case .present(let facts) = self { facts } else { nil }
  }
}

/// A read that a face may have to wait for.
public enum Reading<Value: Equatable & Sendable>: Equatable, Sendable {
  case notAsked
  case asking
  case known(Value)
  case failed(Fault)

  public var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  public var fault: Fault? {
    if case .failed(let fault) = self { fault } else { nil }
  }
}
