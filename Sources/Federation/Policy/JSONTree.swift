/// JSON as a tree whose objects keep the order of their members: policies are built and compared
/// in it, never as text.
package indirect enum JSONTree: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As it was written: policies never calculate with one.
  case number(String)
  case string(String)
  case array([JSONTree])
  /// Names may repeat in foreign documents.
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSONTree

    package init(_ name: String, _ value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// The member of this name, the last one when it repeats; `nil` for what is not an object.
  package subscript(_ name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of a list; anything else is a list of itself, as IAM reads it.
  package var elements: [JSONTree] {
    if case .array(let elements) = self { elements } else { [self] }
  }

  /// This object with `name` set, in its place or at the end.
  package func setting(_ name: String, to value: JSONTree) -> JSONTree {
    var members = members ?? []
    if let place = members.lastIndex(where: { $0.name == name }) {
      members[place].value = value
    } else {
      members.append(Member(name, value))
    }
    return .object(members)
  }

  /// Whether any object in it names a member twice: parsers differ in which one they believe.
  package var hasRepeatedNames: Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let elements): elements.contains(where: \.hasRepeatedNames)
    case .object(let members):
      Set(members.map(\.name)).count < members.count
        || members.contains { $0.value.hasRepeatedNames }
    }
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
