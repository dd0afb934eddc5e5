/// What a policy document is checked as: the two kinds have different fields.
enum PolicyUse {
  case identity
  case trust
}

extension PolicyDocument {
  /// Reads and checks a policy as IAM does on every write.
  init(_ text: String, as use: PolicyUse) throws(AWSFault) {
    let legal = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0xFF: true
      default: false
      }
    }
    guard legal else {
      throw .validation(
        "The specified value for policyDocument is invalid. It must contain only printable ASCII "
          + "characters."
      )
    }
    guard let json = JSON(parsing: text) else {
      throw .malformed("This policy contains invalid Json")
    }
    self.text = text
    guard case .object(let members) = json, let listed = members["Statement"],
      Set(members.keys).isSubset(of: ["Version", "Id", "Statement"])
    else { throw .malformed("Syntax errors in policy.") }
    if let version = members["Version"], !["2012-10-17", "2008-10-17"].contains(version) {
      throw .malformed("The policy must contain a valid version string")
    }
    let items = listed.items ?? [listed]
    guard !items.isEmpty else { throw .malformed("Syntax errors in policy.") }
    var statements: [Statement] = []
    for item in items {
      statements.append(try Statement(item, as: use))
    }
    let sids = statements.compactMap(\.sid)
    guard Set(sids).count == sids.count else {
      throw .malformed("Statement IDs (SID) in a single policy must be unique.")
    }
    self.statements = statements
  }

  /// Characters that count toward IAM's size quotas: white space does not.
  var quotaSize: Int { text.unicodeScalars.count { !$0.properties.isWhitespace } }
}

extension PolicyDocument.Statement {
  private static let fields: Set<String> = [
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
    "Condition",
  ]

  fileprivate init(_ json: JSON, as use: PolicyUse) throws(AWSFault) {
    guard case .object(let members) = json, Set(members.keys).isSubset(of: Self.fields) else {
      throw .malformed("Syntax errors in policy.")
    }
    switch members["Effect"]?.text {
    case "Allow": allows = true
    case "Deny": allows = false
    default: throw .malformed("Syntax errors in policy.")
    }
    sid = members["Sid"]?.text
    guard let actions = try Self.patterns(members, "Action") else {
      throw .malformed("Policy statement must contain actions.")
    }
    self.actions = actions
    resources = try Self.patterns(members, "Resource")
    conditions = try Self.conditions(members["Condition"])
    switch use {
    case .identity:
      guard members["Principal"] == nil, members["NotPrincipal"] == nil else {
        throw .malformed("Policy document should not specify a principal.")
      }
      guard resources != nil else {
        throw .malformed("Policy statement must contain resources.")
      }
      for action in actions.patterns where action != "*" && !action.contains(":") {
        throw .malformed(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
        )
      }
    case .trust:
      for field in ["Resource", "NotResource"] where members[field] != nil {
        throw .malformed("Has prohibited field \(field)")
      }
      guard let principal = members["Principal"] else {
        throw .malformed("Missing required field Principal")
      }
      principals = try .init(principal)
      let allowed = actions.patterns.allSatisfy { $0 == "*" || $0.lowercased().hasPrefix("sts:") }
      guard allowed, !actions.negated else {
        throw .malformed("AssumeRole policy may only specify STS AssumeRole actions.")
      }
    }
  }

  private static func patterns(
    _ members: [String: JSON],
    _ field: String
  ) throws(AWSFault) -> PolicyDocument.Patterns? {
    switch (members[field], members["Not\(field)"]) {
    case (nil, nil): return nil
    case (let json?, nil): return .init(patterns: try strings(json))
    case (nil, let json?): return .init(patterns: try strings(json), negated: true)
    case (_?, _?): throw .malformed("Syntax errors in policy.")
    }
  }

  private static func conditions(
    _ json: JSON?
  ) throws(AWSFault) -> [PolicyDocument.Condition] {
    guard let json else { return [] }
    guard case .object(let operators) = json else { throw .malformed("Syntax errors in policy.") }
    var conditions: [PolicyDocument.Condition] = []
    for (name, keys) in operators.sorted(by: { $0.key < $1.key }) {
      guard let test = ConditionOperator(name) else {
        throw .malformed("Invalid Condition type : \(name).")
      }
      guard case .object(let keys) = keys else { throw .malformed("Syntax errors in policy.") }
      for (key, values) in keys.sorted(by: { $0.key < $1.key }) {
        conditions.append(.init(test: test, key: key, values: try strings(values)))
      }
    }
    return conditions
  }

  fileprivate static func strings(_ json: JSON) throws(AWSFault) -> [String] {
    var strings: [String] = []
    for item in json.items ?? [json] {
      switch item {
      case .string(let text): strings.append(text)
      case .bool(let value): strings.append(value ? "true" : "false")
      case .integer(let value): strings.append(String(value))
      case .number(let value): strings.append(String(value))
      case .null, .array, .object: throw .malformed("Syntax errors in policy.")
      }
    }
    guard !strings.isEmpty else { throw .malformed("Syntax errors in policy.") }
    return strings
  }
}

extension PolicyDocument.Principals {
  fileprivate init(_ json: JSON) throws(AWSFault) {
    switch json {
    case "*": everyone = true
    case .object(let kinds) where !kinds.isEmpty:
      for (kind, values) in kinds.sorted(by: { $0.key < $1.key }) {
        guard ["AWS", "Federated", "Service", "CanonicalUser"].contains(kind) else {
          throw .malformed("Syntax errors in policy.")
        }
        byKind[kind] = try PolicyDocument.Statement.strings(values)
      }
      everyone = byKind["AWS"]?.contains("*") ?? false
    default: throw .malformed("Syntax errors in policy.")
    }
  }
}
