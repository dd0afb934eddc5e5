/// The input of a Vertesia call, checked as strictly as its API version demands.
struct Body: Sendable {
  let members: [String: JSON]
  let query: [String: String]
  /// Bodies and queries are closed from this version on.
  let isStrict: Bool

  private static let strictSince = "20260803"

  init(_ request: Request) throws(VertesiaFault) {
    isStrict = (request.headers["x-api-version"] ?? Self.strictSince) >= Self.strictSince
    guard let pairs = request.query else { throw .badRequest("Request validation failed.") }
    query = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
    guard !request.body.isEmpty else {
      members = [:]
      return
    }
    guard let members = JSON(parsing: request.body)?.members else {
      throw .badRequest("The request body is not a JSON object.")
    }
    self.members = members
  }

  func allowQuery(_ names: String...) throws(VertesiaFault) {
    if isStrict, let stray = query.keys.sorted().first(where: { !names.contains($0) }) {
      throw .badRequest("Request validation failed: unknown query parameter '\(stray)'.")
    }
  }

  /// Refuses every member that is not named here.
  func close(over fields: Set<String>) throws(VertesiaFault) {
    if isStrict, let stray = members.keys.sorted().first(where: { !fields.contains($0) }) {
      throw .badRequest("Request validation failed: unknown property '\(stray)'.")
    }
  }

  func text(_ name: String) throws(VertesiaFault) -> String? {
    switch members[name] {
    case nil: return nil
    case .string(let text)?: return text
    case _?: throw .badRequest("Request validation failed: '\(name)' must be a string.")
    }
  }

  func required(_ name: String) throws(VertesiaFault) -> String {
    guard let text = try text(name), !text.isEmpty else {
      throw .badRequest("Request validation failed: '\(name)' is required.")
    }
    return text
  }

  func texts(_ name: String) throws(VertesiaFault) -> [String]? {
    guard let value = members[name] else { return nil }
    guard let texts = value.strings else {
      throw .badRequest("Request validation failed: '\(name)' must be an array of strings.")
    }
    return texts
  }
}
