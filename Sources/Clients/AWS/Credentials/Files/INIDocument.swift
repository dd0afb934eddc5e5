/// A file of sections, as AWS's tools write and read them.
struct INIDocument: Sendable, Equatable {
  var sections: [Section] = []

  struct Section: Sendable, Equatable {
    /// As written between the brackets, without white space at its ends.
    var name: String
    /// Keys in lower case.
    var values: [String: String] = [:]
    /// Keys whose value is empty and followed by indented `key = value` lines.
    var nested: [String: [String: String]] = [:]
  }

  /// Bytes of a file that is still taken for a configuration.
  static let largestFile = 1 << 20

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark, lines ended by LF or CRLF.
  ///   - source: the file, for errors.
  /// - Throws: `CredentialError` of kind `malformed` that names the line and quotes nothing of it.
  init(_ bytes: [UInt8], source: String) throws(CredentialError) {
    guard bytes.count <= Self.largestFile else {
      throw CredentialError(.malformed, source: source, detail: "the file is larger than 1 MiB")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CredentialError(.malformed, source: source, detail: "the file is not UTF-8 text")
    }
    var reader = INIReader(source: source)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      try reader.take(line)
    }
    sections = reader.finish()
  }

  init() {}
}

/// Reads line by line. An indented line belongs to the key above it, unless that key is indented as
/// far: a section may be indented as a whole.
private struct INIReader {
  let source: String
  private var number = 0
  private var sections: [INIDocument.Section] = []
  private var names: Set<String> = []
  private var key: String?
  private var indent = 0

  init(source: String) { self.source = source }

  func finish() -> [INIDocument.Section] { sections }

  mutating func take(_ line: Substring) throws(CredentialError) {
    number += 1
    var line = line
    if number == 1, line.unicodeScalars.first == "\u{FEFF}" {
      line = Substring(line.unicodeScalars.dropFirst())
    }
    let content = line.trimmed()
    guard let first = content.first, first != "#", first != ";" else { return }
    let depth = line.prefix { $0 == " " || $0 == "\t" }.count
    if let key, depth > indent {
      try addToValue(of: key, content)
    } else if first == "[" {
      try open(content)
    } else {
      try add(content, depth: depth)
    }
  }

  private mutating func open(_ content: String) throws(CredentialError) {
    guard let close = content.lastIndex(of: "]") else { throw malformed("has no closing bracket") }
    let name = content[content.index(after: content.startIndex)..<close].trimmed()
    guard !name.isEmpty else { throw malformed("names no section") }
    guard names.insert(name).inserted else {
      throw malformed("opens a section a second time")
    }
    sections.append(INIDocument.Section(name: name))
    key = nil
    indent = 0
  }

  private mutating func add(_ content: String, depth: Int) throws(CredentialError) {
    guard !sections.isEmpty else { throw malformed("stands before the first section") }
    let (name, value) = try pair(content) { $0 == "=" || $0 == ":" }
    let last = sections.endIndex - 1
    guard sections[last].values[name] == nil else { throw malformed("sets a key a second time") }
    sections[last].values[name] = value
    key = name
    indent = depth
  }

  private mutating func addToValue(
    of key: String,
    _ content: String
  ) throws(CredentialError) {
    let last = sections.endIndex - 1
    if sections[last].values[key]?.isEmpty == false {
      sections[last].values[key]? += "\n\(content)"
      return
    }
    let (name, value) = try pair(content) { $0 == "=" }
    sections[last].nested[key, default: [:]][name] = value
  }

  private func pair(
    _ content: String,
    separator isSeparator: (Character) -> Bool
  ) throws(CredentialError) -> (key: String, value: String) {
    guard let separator = content.firstIndex(where: isSeparator) else {
      throw malformed("is neither a section nor key = value")
    }
    let name = content[..<separator].trimmed().lowercased()
    guard !name.isEmpty else { throw malformed("has no key") }
    return (name, content[content.index(after: separator)...].trimmed())
  }

  private func malformed(_ what: String) -> CredentialError {
    CredentialError(.malformed, source: source, detail: "line \(number) \(what)")
  }
}

/// The values may be secret, so a section prints as its name.
extension INIDocument.Section: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  var description: String { "[\(name)]" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
