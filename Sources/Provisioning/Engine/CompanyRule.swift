import Federation

/// What a company demands of what is made, as the condition keys of its policies name it.
enum CompanyRule {
  private static let tagPrefix = "aws:RequestTag/"

  /// The tag that a key asks for, if any.
  static func tag(_ key: String) -> String? {
    key.hasPrefix(tagPrefix) ? String(key.dropFirst(tagPrefix.count)) : nil
  }

  /// What stands behind a key, for a person who has to give it.
  static func words(_ key: String) -> String {
    if let tag = tag(key) { return "a tag \(tag)" }
    return key == "iam:PermissionsBoundary" ? "a permissions boundary" : "a value of \(key)"
  }

  /// The rules that were answered, whatever they are worth.
  static func given(_ inputs: Inputs) -> [String] {
    var all: [String] = inputs.rolePath == "/" ? [] : ["the path \(inputs.rolePath)"]
    if let boundary = inputs.answers[.permissionsBoundary] {
      all.append("the boundary \(boundary)")
    }
    all += inputs.answers[all: .tag].compactMap { text in
      text.firstIndex(of: "=").map { "the tag \(text[..<$0])" }
    }
    return all
  }
}

extension CallerRights {
  /// Which rules the answers meet and which not, as far as the simulator tells; empty where it tells
  /// nothing.
  func rulesTold(of lacking: [String], _ inputs: Inputs) -> String {
    let keys = Set(lacking.flatMap { demanded[$0] ?? [] })
    let missing = keys.map(CompanyRule.words).sorted()
    let given = CompanyRule.given(inputs).joined(separator: ", ")
    var told = ""
    if doubtsRules(lacking, inputs) {
      return inputs.rolePath == "/"
        ? " Given: \(given). AWS names nothing more that is missing, and it names no path: most "
          + "likely the role has to have one."
        : " Given: \(given). AWS names nothing that is missing: most likely one of these is not "
          + "what is demanded."
    }
    let fits = fitting.isSuperset(of: lacking)
    if !missing.isEmpty {
      told += " Demanded and not given: \(missing.joined(separator: ", "))."
      if inputs.rolePath == "/", !fits { told += " A path may be demanded too: AWS names none." }
    }
    if !given.isEmpty {
      told +=
        fits
        ? " Met by the answers: \(given); with what is not given yet, AWS would allow it."
        : " Given: \(given). Whether that is what is demanded, AWS does not tell as long as "
          + (missing.isEmpty ? "it refuses." : "something is missing.")
    }
    return told
  }

  /// AWS would take a provider and refuses the role, and no condition is left unmet: what is given
  /// is not what is demanded, or a path is, which no answer of AWS names. Who may make neither simply
  /// has no rights in IAM.
  func doubtsRules(_ lacking: [String], _ inputs: Inputs) -> Bool {
    lacking.contains("iam:CreateRole") && !lacking.contains(where: ruled.contains)
      && abilities.verdicts["iam:CreateOpenIDConnectProvider"] == .allowed
      && !CompanyRule.given(inputs).isEmpty
  }

  /// The same for a screen that lists the rules: the condition keys that are demanded and not given,
  /// and what was given where nothing else is in the way.
  func rulesEvidence(of lacking: [String], _ inputs: Inputs) -> [Evidence] {
    if doubtsRules(lacking, inputs) {
      return [
        inputs.rolePath == "/"
          ? Evidence(.expected, "a path")
          : Evidence(.found, CompanyRule.given(inputs).joined(separator: ", "))
      ]
    }
    let keys = Set(lacking.flatMap { demanded[$0] ?? [] }).sorted()
    guard !keys.isEmpty else { return [] }
    let given = CompanyRule.given(inputs)
    let isMet = !given.isEmpty && fitting.isSuperset(of: lacking)
    return [Evidence(.expected, keys.joined(separator: ", "))]
      + (isMet ? [Evidence(.found, given.joined(separator: ", "))] : [])
  }
}
