@testable import Clients

extension Parser {
  /// AWS's config and credentials files, a line `%%` between the two, as the chain reads them.
  static let ini = Parser(
    name: "ini",
    check: { bytes in
      let (config, credentials) = halves(bytes)
      for file in [config, credentials] where isTurn(bytes) { checkDocument(file) }
      let surroundings = Surroundings.attacked(children: SameOutput(output: [])) { path in
        switch path {
        case "/home/ada/.aws/config": config
        case "/home/ada/.aws/credentials": credentials
        default: nil
        }
      }
      guard let configuration = try? AWSConfiguration(in: surroundings) else { return }
      let names = configuration.profileNames
      promise(Set(names).count == names.count, "a profile is named twice")
      promise(
        AWSProfiles.list(configuration, in: surroundings).map(\.name) == names,
        "a profile is not listed"
      )
      let chain = AWSCredentialChain(
        transport: SameAnswer(response: HTTPResponse(status: 403)),
        surroundings: surroundings,
        calls: { _ in }
      )
      for name in names.prefix(2).map(Optional.some) + [nil] {
        do throws(CredentialError) {
          let found = try chain.find(profile: name)
          promise(!found.source.isEmpty, "a source has no words")
          checkCredentials(found.provider)
        } catch {
          promise(!error.detail.isEmpty, "an error has no words")
        }
      }
    },
    large: [
      { Array("[default]\n\("a".times(300_000))=".utf8) },
      { Array("[default]\n\("a".times(1 << 20))=".utf8) },
      { Array((0..<100_000).map { "[\($0)]\n" }.joined().utf8) },
      { Array((0..<50_000).map { "[profile \($0)]\n" }.joined().utf8) },
      { Array("[default]\nx = y\n\(" a\n".times(300_000))".utf8) },
      { Array("[default]\nx =\n\((0..<80_000).map { " a\($0)=\n" }.joined())".utf8) },
      { Array("[default]\ncredential_process = \("a ".times(200_000))".utf8) },
      { Array("[default]\ncredential_process = \("a".times(200_000))".utf8) },
      { Array("[profile \("a".times(200_000))]\n".utf8) },
      { Array("[default]\n\(" ".times(300_000))\n".utf8) },
      { Array("[default]\nx = \("\r".times(300_000))".utf8) },
      {
        // Roles that come from one another.
        let link = { (number: Int) in
          "[profile \(number)]\nrole_arn=arn:aws:iam::1:role/a\nsource_profile=\(number + 1)\n"
        }
        return Array((0..<16_000).map(link).joined().utf8)
      },
    ]
  )

  private static func halves(_ bytes: [UInt8]) -> ([UInt8], [UInt8]) {
    guard let middle = bytes.firstRange(of: Array("%%\n".utf8)) else { return (bytes, []) }
    return (Array(bytes[..<middle.lowerBound]), Array(bytes[middle.upperBound...]))
  }

  /// What was read is read again from what it says, and what cannot be read is not quoted.
  private static func checkDocument(_ bytes: [UInt8]) {
    do throws(CredentialError) {
      let document = try INIDocument(bytes, source: "file")
      let names = document.sections.map(\.name)
      promise(Set(names).count == names.count, "a section is there twice")
      guard bytes.count < 4096, let text = written(document) else { return }
      let again = try INIDocument(Array(text.utf8), source: "file")
      promise(again == document, "a document is read otherwise the second time")
    } catch {
      promise(error.kind == .malformed && error.source == "file", "another error")
      promise(error.detail.utf8.count < 80, "an error quotes the file")
      promise(!error.detail.holds(canary), "an error repeats a secret")
    }
  }

  /// `nil` where a text cannot be written so that it means itself.
  private static func written(_ document: INIDocument) -> String? {
    var text = ""
    for section in document.sections {
      text += "[\(section.name)]\n"
      for (key, value) in section.values {
        guard let first = key.first, !"#;[".contains(first) else { return nil }
        text += "\(key) = \(value.replacing("\n", with: "\n  "))\n"
        for (name, value) in section.nested[key] ?? [:] {
          guard let first = name.first, !"#;".contains(first) else { return nil }
          text += "  \(name) = \(value)\n"
        }
      }
    }
    return text
  }

  /// Credentials are sound, and errors repeat nothing.
  static func checkCredentials(_ provider: any CredentialProvider, isQuiet: Bool = false) {
    let result = wait { () async -> Result<AWSCredentials, AWSError> in
      do throws(AWSError) {
        return .success(try await provider.credentials())
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let keys):
      promise(KeyPair.isKeyID(keys.accessKeyID), "an access key id is none")
      promise(!keys.secretAccessKey.isEmpty, "a secret is empty")
      for secret in [keys.secretAccessKey, keys.sessionToken].compactMap(\.self) {
        promise(KeyPair.isPrintable(secret.reveal()), "a secret breaks a header")
      }
      promise(!"\(keys)".holds(canary), "keys show their secret")
    case .failure(let error):
      promise(!isQuiet || !"\(error)".holds(canary), "an error repeats a secret")
    }
  }
}
