#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Credentials that a program prints as JSON: a profile's `credential_process`, or the AWS CLI for
/// what only it can do.
struct ProcessCredentials: CredentialProvider {
  let arguments: [String]
  let source: String
  /// The command that mends a failure, where one is known.
  var remedy: String?
  var isAWSCLI = false
  let surroundings: Surroundings

  /// Splits the profile's command line; it never goes through a shell. A file that others can
  /// write to starts no program.
  static func process(
    _ line: String,
    profile: AWSProfile,
    in surroundings: Surroundings
  ) throws(CredentialError) -> ProcessCredentials {
    if let doubt = profile.processDoubt {
      throw CredentialError(
        .unsafe,
        source: profile.words,
        detail: "\(doubt), so the program it names was not started"
      )
    }
    guard let words = CommandWords.split(line), !words.isEmpty else {
      throw CredentialError(
        .malformed,
        source: profile.words,
        detail: "credential_process is not a command line; a quote may be open"
      )
    }
    return ProcessCredentials(arguments: words, source: profile.words, surroundings: surroundings)
  }

  /// The AWS CLI knows ways to sign in that are not built in here.
  static func awsCLI(profile: AWSProfile, in surroundings: Surroundings) -> ProcessCredentials {
    ProcessCredentials(
      arguments: [
        "aws", "configure", "export-credentials", "--profile", profile.name, "--format", "process",
      ],
      source: "\(profile.words), through the AWS CLI",
      remedy: profile.kind == .login ? "aws login --profile \(profile.shellName)" : nil,
      isAWSCLI: true,
      surroundings: surroundings
    )
  }

  func credentials() async throws(AWSError) -> AWSCredentials {
    let result: ChildResult
    do throws(ChildError) {
      result = try await surroundings.children.run(
        arguments,
        environment: surroundings.childEnvironment(for: .awsTool),
        deadline: .seconds(60)
      )
    } catch {
      throw .credentials(failure(error))
    }
    guard result.status == 0 else { throw .credentials(failure(status: result.status)) }
    do throws(CredentialError) {
      return try read(result.output)
    } catch {
      throw .credentials(error)
    }
  }

  private var program: String { isAWSCLI ? "the AWS CLI" : arguments.first ?? "the process" }

  private func failure(_ error: ChildError) -> CredentialError {
    let what =
      switch error {
      case .notFound: isAWSCLI ? "is not installed" : "was not found"
      case .couldNotStart: "could not be started"
      case .deadline: "did not end within 60 seconds"
      case .tooMuchOutput: "printed more than credentials"
      }
    return CredentialError(.process, source: source, detail: "\(program) \(what)")
  }

  private func failure(status: Int) -> CredentialError {
    // Version 1 of the CLI does not know the command and says so with the parser's status.
    if isAWSCLI, status == 2 || status == 252 {
      return CredentialError(
        .process,
        source: source,
        detail: "the AWS CLI cannot export credentials (status \(status)); version 2 is needed"
      )
    }
    return CredentialError(
      .process,
      source: source,
      detail: "\(program) ended with status \(status)",
      command: remedy
    )
  }

  private func read(_ output: [UInt8]) throws(CredentialError) -> AWSCredentials {
    func malformed(_ detail: String) -> CredentialError {
      CredentialError(.process, source: source, detail: "the output of \(program) \(detail)")
    }
    guard let answer = JSONAnswer.value(Answer.self, from: output) else {
      throw malformed("is not the JSON of a credential process")
    }
    guard answer.version == 1 else {
      throw malformed("has version \(answer.version.map(String.init) ?? "none"), not 1")
    }
    guard let id = answer.id, KeyPair.isKeyID(id) else { throw malformed("has no AccessKeyId") }
    guard let secret = answer.secret, !secret.isEmpty, KeyPair.isPrintable(secret) else {
      throw malformed("has no SecretAccessKey")
    }
    if let token = answer.token, !KeyPair.isPrintable(token) {
      throw malformed("has a malformed SessionToken")
    }
    var expiration: Date?
    if let text = answer.expiration {
      guard let date = Timestamp.iso8601(text) else {
        throw malformed("has an Expiration that is not a time")
      }
      guard date > surroundings.now() else {
        throw CredentialError(
          .expired,
          source: source,
          detail: "the credentials from \(program) are over",
          command: remedy
        )
      }
      expiration = date
    }
    return AWSCredentials(
      accessKeyID: id,
      secretAccessKey: Secret(secret),
      sessionToken: answer.token.flatMap { $0.isEmpty ? nil : Secret($0) },
      expiration: expiration
    )
  }

  private struct Answer: Decodable {
    let version: Int?
    let id: String?
    let secret: String?
    let token: String?
    let expiration: String?

    enum CodingKeys: String, CodingKey {
      case version = "Version"
      case id = "AccessKeyId"
      case secret = "SecretAccessKey"
      case token = "SessionToken"
      case expiration = "Expiration"
    }
  }
}

/// The arguments may be secret, so only the source is shown.
extension ProcessCredentials: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  var description: String { source }
  var debugDescription: String { source }
  var customMirror: Mirror { Mirror(self, children: []) }
}
