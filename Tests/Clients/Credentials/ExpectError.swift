import Testing

@testable import Clients

/// Expects `work` to fail with a credential error of `kind`, and returns it.
@discardableResult
func expectError<Value>(
  _ kind: CredentialError.Kind,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ work: () async throws -> Value
) async -> CredentialError? {
  do {
    _ = try await work()
    Issue.record("there was no error", sourceLocation: sourceLocation)
  } catch AWSError.credentials(let error) {
    #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    #expect(!everythingShown(by: error).contains("7f3a"), sourceLocation: sourceLocation)
    return error
  } catch {
    Issue.record("unexpected \(error)", sourceLocation: sourceLocation)
  }
  return nil
}
