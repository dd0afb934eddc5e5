@testable import Clients
@testable import Federation

extension Parser {
  /// What somebody types or gives as a flag: `KEY VALUE`, or `secret` and what was pasted.
  static let typed = Parser(
    name: "typed",
    check: { bytes in
      let source = string(bytes)
      let name = source.prefix { $0 != " " }
      let value = String(source.dropFirst(name.count + 1))
      if name == "secret" { return checkSecrets(value) }
      let keys = AnswerKey.allCases
      check(keys.first { $0.rawValue == name } ?? keys[bytes.count % keys.count], value)
    },
    large: AnswerKey.allCases.map { key -> @Sendable () -> [UInt8] in
      { @Sendable in Array("\(key.rawValue) \("a=/".times(10_000))".utf8) }
    } + [
      { Array("secret \("aws_session_token=".times(2000))".utf8) },
      { Array("secret sk-\("a".times(50_000))".utf8) },
      { Array("secret \(".".times(50_000))".utf8) },
    ]
  )

  private static func check(_ key: AnswerKey, _ value: String) {
    do throws(Fault) {
      let kept = try AnswerCheck.check(key, value)
      promise(!kept.isEmpty, "an answer is empty")
      promise(kept.utf8.count <= 4096, "an answer is endless")
      promise(!kept.unicodeScalars.contains(where: \.isControl), "an answer moves the cursor")
      // An id is kept without the word that may have let it pass.
      let given =
        [.organization, .project, .environmentID].contains(key) ? "exactly:\(kept)" : kept
      let again = try? AnswerCheck.check(key, given)
      promise(again == kept, "an answer has two normal forms")
    } catch {
      checkFault(error)
    }
  }

  /// What passes as keys can be used as keys, and what does not is not repeated.
  private static func checkSecrets(_ value: String) {
    for id in [QuestionID.awsKeys, .vertesiaKey, .mfaCode] {
      do throws(Fault) {
        let kept = try SecretCheck.check(id, value)
        promise((try? SecretCheck.check(id, kept)) == kept, "a secret has two normal forms")
      } catch {
        checkFault(error)
      }
    }
    guard let keys = try? PastedKeys.parse(value) else { return }
    promise(KeyPair.isKeyID(keys.accessKeyID), "keys that pass cannot be used")
    for secret in [keys.secretAccessKey, keys.sessionToken].compactMap({ $0 }) {
      promise(!secret.isEmpty && KeyPair.isPrintable(secret), "keys that pass cannot be used")
    }
  }
}
