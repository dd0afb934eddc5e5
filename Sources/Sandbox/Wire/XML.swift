/// An XML tree that is only ever written.
indirect enum XML: Sendable, Equatable {
  case text(String, in: String)
  case element(String, [XML])

  /// A list as the query protocol writes it: one `member` per item.
  static func list(_ name: String, _ items: [[XML]]) -> XML {
    .element(name, items.map { .element("member", $0) })
  }

  static func list(_ name: String, texts: some Sequence<String>) -> XML {
    .element(name, texts.map { .text($0, in: "member") })
  }

  static func flag(_ value: Bool, in name: String) -> XML {
    .text(value ? "true" : "false", in: name)
  }

  /// The text of this tree; `namespace` stands on the root only.
  func rendered(namespace: String? = nil) -> String {
    let attribute = namespace.map { " xmlns=\"\($0)\"" } ?? ""
    switch self {
    case .text(let text, let name):
      return "<\(name)\(attribute)>\(XML.escaped(text))</\(name)>"
    case .element(let name, let children):
      let inner = children.map { $0.rendered() }.joined()
      return inner.isEmpty ? "<\(name)\(attribute)/>" : "<\(name)\(attribute)>\(inner)</\(name)>"
    }
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\r": out += "&#xD;"
      case "\t", "\n": out.unicodeScalars.append(scalar)
      // XML has no way to write the other controls, and a refusal quotes what was sent.
      case ..<" ", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
