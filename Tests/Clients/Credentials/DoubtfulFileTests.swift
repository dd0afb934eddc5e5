import Testing

@testable import Clients

/// Whoever can write a file must not be able to start a program as somebody else.
@Suite struct DoubtfulFileTests {
  static let process = "[profile p]\ncredential_process = /bin/x"
  static let role =
    "[profile p]\nrole_arn = \(CredentialDesk.role)\nsource_profile = q\n"
    + "[profile q]\ncredential_process = /bin/x"

  @Test(arguments: [
    (process, "", [CredentialDesk.config: OwnedFile.Doubt.othersMayWrite], "may write to"),
    (process, "", [CredentialDesk.config: .foreignOwner], "belongs to another user"),
    (role, "", [CredentialDesk.config: .othersMayWrite], "may write to"),
    (
      "", "[p]\ncredential_process = /bin/x", [CredentialDesk.credentials: .othersMayWrite],
      "may write to"
    ),
    // The credentials file wins, so its owner counts.
    (
      process, "[p]\ncredential_process = /bin/y", [CredentialDesk.credentials: .foreignOwner],
      "belongs to another user"
    ),
  ])
  func startsNoProgram(
    config: String,
    credentials: String,
    doubts: [String: OwnedFile.Doubt],
    says: String
  ) async throws {
    let children = CannedChildren(prints: ProcessCredentialsTests.printed)
    let desk = Desk(
      files: [CredentialDesk.config: config, CredentialDesk.credentials: credentials],
      doubts: doubts,
      children: children
    )
    let error = await expectError(.unsafe) { try await CredentialDesk.get(desk, profile: "p") }
    let path = try #require(doubts.keys.first)
    #expect(error?.detail.contains(says) == true, "\(error?.detail ?? "")")
    #expect(error?.detail.contains(path) == true)
    #expect(children.runs.isEmpty)
  }

  @Test(arguments: [
    // The other file is in doubt, and names nothing.
    (process, "[p]\nregion = us-east-1", [CredentialDesk.credentials]),
    (process, "", []),
  ])
  func startsWhatItsOwnerNamed(
    config: String,
    credentials: String,
    doubtful: [String]
  ) async throws {
    let desk = Desk(
      files: [CredentialDesk.config: config, CredentialDesk.credentials: credentials],
      doubts: Dictionary(uniqueKeysWithValues: doubtful.map { ($0, .othersMayWrite) }),
      children: CannedChildren(prints: ProcessCredentialsTests.printed)
    )
    #expect(try await CredentialDesk.get(desk, profile: "p").credentials.accessKeyID == "ASIAPROC")
  }

  /// Keys start nothing: how they are guarded is their owner's matter, as with AWS's own tools.
  @Test func keysAreTakenFromAnyFile() async throws {
    let desk = Desk(
      files: [CredentialDesk.credentials: "[p]\n\(CredentialDesk.keys)"],
      doubts: [CredentialDesk.credentials: .othersMayWrite]
    )
    #expect(
      try await CredentialDesk.get(desk, profile: "p").credentials.accessKeyID == "AKIAEXAMPLE"
    )
  }
}
