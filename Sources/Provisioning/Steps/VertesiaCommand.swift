import Clients
import Federation

/// A call to Vertesia as a person would make it, under the sign-in of this set-up.
enum VertesiaCommand {
  static func curl(
    _ method: String,
    _ route: String,
    _ inputs: Inputs,
    body: [UInt8]? = nil
  ) -> String {
    let site = inputs.fact(.organization, .site) ?? inputs.answers[.site] ?? "api.vertesia.io"
    let base = site.contains("://") ? site : "https://\(site)"
    let start = ShellCommand(["curl", "-sS", "-X", method, "\(base)/api/v1\(route)"]).text
    let json = body.map { ShellCommand([String(decoding: $0, as: UTF8.self)]).text }
    // Last, so that curl sends nothing where there is no token.
    return start + (json.map { " -H 'Content-Type: application/json' -d \($0)" } ?? "")
      + " --oauth2-bearer \(inputs.bearer?.text ?? ShellBearer.token("VERTESIA_TOKEN"))"
  }
}

/// What a shell puts in place of the token, never the token itself: the variable that holds it, or
/// the call that gets it for a key.
struct ShellBearer: Equatable, Sendable {
  let text: String

  init(_ credential: VertesiaCredential, at site: VertesiaSite) {
    let secret =
      switch credential.source {
      case .environment(let variable): Self.token(variable)
      case .vertesiaCLI: "\"$(vertesia auth token)\""
      case .file(let path): "\"$(cat \(ShellCommand([path]).text))\""
      case .typed: Self.token(credential.form == .key ? "VERTESIA_API_KEY" : "VERTESIA_TOKEN")
      }
    switch credential.form {
    case .token: text = secret
    case .key:
      let call = ShellCommand([
        "curl", "-sS", "-d", "", "-H", "Content-Type: application/json", "\(site.sts)/token/issue",
      ])
      text = "$(\(call) --oauth2-bearer \(secret) | grep -o 'eyJ[A-Za-z0-9._-]*')"
    }
  }

  /// A variable that has to be set, or the shell says so.
  static func token(_ variable: String) -> String { "\"${\(variable):?}\"" }
}

/// A masked key: some first and last characters around three dots.
enum KeyHint {
  /// Whether the masked text can stand for this key.
  static func fits(_ hint: String, _ key: String) -> Bool {
    guard let dots = hint.firstRange(of: "...") else { return hint == key }
    let start = hint[..<dots.lowerBound]
    let end = hint[dots.upperBound...]
    return key.count >= start.count + end.count && key.hasPrefix(start) && key.hasSuffix(end)
  }

  /// Whether nothing of the key is shown, which would fit every one.
  static func isBlank(_ hint: String) -> Bool { hint == "..." }
}
