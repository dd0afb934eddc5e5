/// The flags of the program, each with its value.
struct Options: Sendable {
  private var values: [String: String] = [:]

  init(_ arguments: [String]) {
    for (index, argument) in arguments.enumerated() where argument.hasPrefix("--") {
      let next = index + 1 < arguments.count ? arguments[index + 1] : ""
      values[argument] = next.hasPrefix("--") ? "" : next
    }
  }

  func has(_ flag: String) -> Bool { values[flag] != nil }
  func text(_ flag: String) -> String? { values[flag] }
  func number(_ flag: String) -> Int? { values[flag].flatMap { Int($0) } }
}
