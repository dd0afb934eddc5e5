/// The body of a query-protocol request: `Action=...&Version=...`, then the parameters in the order
/// they were set.
struct QueryForm: Equatable {
  /// The operation.
  let action: String
  private var fields: [String] = []
  /// Values that nobody may see.
  private(set) var secrets: [Secret] = []

  init(action: String, version: String) {
    self.action = action
    set("Action", action)
    set("Version", version)
  }

  /// Leaves the parameter out when `value` is `nil`.
  mutating func set(_ name: String, _ value: String?) {
    guard let value else { return }
    fields.append("\(PercentEncoding.form(name))=\(PercentEncoding.form(value))")
  }

  mutating func set(_ name: String, _ value: Secret?) {
    guard let value else { return }
    set(name, value.reveal())
    secrets.append(value)
  }

  mutating func set(_ name: String, _ value: Int?) { set(name, value.map(String.init)) }

  /// `Name.member.1=...`; an empty list is left out.
  mutating func set(_ name: String, list: [String]) {
    for (index, value) in list.enumerated() { set("\(name).member.\(index + 1)", value) }
  }

  mutating func set(_ name: String, tags: [AWSTag]) {
    for (index, tag) in tags.enumerated() {
      set("\(name).member.\(index + 1).Key", tag.key)
      set("\(name).member.\(index + 1).Value", tag.value)
    }
  }

  var body: [UInt8] { Array(fields.joined(separator: "&").utf8) }
}
