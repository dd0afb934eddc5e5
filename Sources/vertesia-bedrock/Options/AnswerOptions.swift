import ArgumentParser
import Federation

/// The answers of a set-up as flags; the same names are keys in an answers file.
struct AnswerOptions: ParsableArguments {
  @Option(help: "AWS profile to sign in with.")
  var profile: String?

  @Option(help: "AWS region whose models Vertesia shall use.")
  var region: String?

  @Option(help: "Vertesia site: a host such as api.eu1.vertesia.io, or a Studio address.")
  var site: String?

  @Option(help: "Issuer of Vertesia's tokens, when it is not the one its key names.")
  var issuer: String?

  @Option(help: "Audience of Vertesia's tokens. (default: bedrock)")
  var audience: String?

  @Option(
    help: "Vertesia Organization ID; with --environment-id it takes the place of a key."
  )
  var organization: String?

  @Option(help: "Vertesia project that may use the environment.")
  var project: String?

  @Option(help: "Name of the Vertesia environment.")
  var environmentName: String?

  @Option(help: "Existing Vertesia environment to finish instead of creating one.")
  var environmentID: String?

  @Option(help: "Name of the IAM role.")
  var roleName: String?

  @Option(help: "Path of the IAM role, such as /vertesia/.")
  var rolePath: String?

  @Option(help: "What the role may do: inference, full-access, listing, or a policy ARN.")
  var permissions: String?

  @Option(help: "ARN of the permissions boundary your company demands on roles.")
  var permissionsBoundary: String?

  @Option(help: "Tag for what is created, KEY=VALUE; may be given several times.")
  var tag: [String] = []

  @Option(name: .customLong("role-arn"), help: "Role that an AWS administrator has made.")
  var roleARN: String?

  @Option(help: "Model that must be usable at the end.")
  var model: String?

  @Option(
    help: "JSON file with answers (comments allowed); flags win over it.",
    completion: .file(extensions: ["json"])
  )
  var answers: String?

  /// What was written on the command line, unchecked.
  func given() -> [(key: AnswerKey, values: [String])] {
    let single: [(AnswerKey, String?)] = [
      (.profile, profile), (.region, region), (.site, site), (.issuer, issuer),
      (.audience, audience), (.organization, organization), (.project, project),
      (.environmentName, environmentName), (.environmentID, environmentID),
      (.roleName, roleName), (.rolePath, rolePath), (.permissions, permissions),
      (.permissionsBoundary, permissionsBoundary), (.roleARN, roleARN), (.model, model),
    ]
    return single.compactMap { key, value in value.map { (key, [$0]) } }
      + (tag.isEmpty ? [] : [(.tag, tag)])
  }

  /// The same once more, for a command that is printed.
  var words: [String] {
    given().flatMap { key, values in values.flatMap { AnswerKey.written("--\(key.rawValue)", $0) } }
      + (answers.map { ["--answers", $0] } ?? [])
  }

  /// The file's answers under the flags', every one checked.
  ///
  /// - Throws: the `Fault` of the first one that is not acceptable.
  func checked(reading file: (String) throws -> [UInt8]?) throws -> Answers {
    var result = Answers()
    if let answers {
      result = try AnswersFile.read(try Self.bytes(of: answers, reading: file))
    }
    for (key, values) in given() {
      result[all: key] = try values.map { value throws(Fault) in
        try AnswerCheck.check(key, value)
      }
    }
    try AnswerCheck.together(result)
    return result
  }

  private static func bytes(
    of path: String,
    reading file: (String) throws -> [UInt8]?
  ) throws(Fault) -> [UInt8] {
    let cause: String
    do {
      if let bytes = try file(path) { return bytes }
      cause = "There is no file of this name"
    } catch {
      cause = "The system does not let it be read: \(error)"
    }
    throw Fault(
      .answersFileUnreadable,
      cause: cause,
      remedies: [Remedy("Name a file that is there and that you may read")],
      evidence: [Evidence(.file, path)]
    )
  }
}
