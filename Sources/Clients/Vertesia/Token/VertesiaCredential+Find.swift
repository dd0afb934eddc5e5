extension VertesiaCredential {
  /// Variables that may hold a credential, the first one set wins.
  public static let variables = [
    "VERTESIA_TOKEN", "VERTESIA_API_TOKEN", "VERTESIA_API_KEY", "VERTESIA_APIKEY",
  ]

  /// Looks in the environment, then asks the Vertesia CLI.
  ///
  /// - Returns: `nil` when nobody has one.
  /// - Throws: `VertesiaError.credential` for one that is there and cannot be used; the next source
  ///   is not tried then, so that no other organization's key slips in.
  public static func find(
    in surroundings: Surroundings
  ) async throws(VertesiaError) -> VertesiaCredential? {
    for variable in variables {
      guard let text = surroundings.environment.setting(variable) else { continue }
      return try VertesiaCredential(text, source: .environment(variable: variable))
    }
    return try await fromCLI(in: surroundings)
  }

  /// Reads a credential from a file.
  public static func read(
    file path: String,
    in surroundings: Surroundings
  ) throws(VertesiaError) -> VertesiaCredential {
    let bytes = try? surroundings.readFile(path)
    guard let bytes else {
      throw .credential(
        VertesiaCredentialError(.file, source: path, detail: "the file cannot be read")
      )
    }
    return try VertesiaCredential(String(decoding: bytes, as: UTF8.self), source: .file(path))
  }

  /// Asks `vertesia auth token`, which prints a key, a token, or an English sentence.
  ///
  /// - Returns: `nil` when the CLI is not installed or nobody is signed in to it.
  static func fromCLI(in surroundings: Surroundings) async throws(VertesiaError)
    -> VertesiaCredential?
  {
    let result: ChildResult
    do throws(ChildError) {
      result = try await surroundings.children.run(
        ["vertesia", "auth", "token"],
        environment: surroundings.childEnvironment(for: .other),
        deadline: .seconds(20)
      )
    } catch {
      if error == .notFound { return nil }
      throw failure("it could not be run to its end")
    }
    guard result.status == 0 else {
      throw failure("it ended with status \(result.status); sign in with the Vertesia CLI again")
    }
    let text = String(decoding: result.output, as: UTF8.self).trimmed()
    guard !text.contains(where: \.isWhitespace) else { return nil }
    guard !text.isEmpty else { return nil }
    return try VertesiaCredential(text, source: .vertesiaCLI)
  }

  private static func failure(_ detail: String) -> VertesiaError {
    .credential(
      VertesiaCredentialError(.process, source: Source.vertesiaCLI.words, detail: detail)
    )
  }
}
