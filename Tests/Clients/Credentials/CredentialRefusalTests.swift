import Testing

@testable import Clients

@Suite struct CredentialRefusalTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    var environment: [String: String] = [:]
    var config = ""
    var credentials = ""
    var flag: String?
    let kind: CredentialError.Kind
    /// A part of the detail.
    let says: String
    var testDescription: String { "\(kind): \(says)" }
  }

  @Test(arguments: [
    Refusal(kind: .none, says: "containers and instances are not looked at"),
    Refusal(config: "[default]\nregion = x", kind: .none, says: "~/.aws/credentials"),
    Refusal(
      config: "[profile a]\nregion = x",
      flag: "a",
      kind: .none,
      says: "no credentials"
    ),
    Refusal(flag: "gone", kind: .noSuchProfile, says: "none of your AWS files"),
    Refusal(environment: ["AWS_PROFILE": "gone"], kind: .noSuchProfile, says: "none of your AWS"),
    Refusal(
      environment: ["AWS_ACCESS_KEY_ID": "AKIAHALF"],
      kind: .incomplete,
      says: "AWS_SECRET_ACCESS_KEY is not"
    ),
    Refusal(
      environment: ["AWS_SECRET_ACCESS_KEY": "canary-7f3a"],
      kind: .incomplete,
      says: "AWS_ACCESS_KEY_ID is not"
    ),
    Refusal(
      environment: ["AWS_ACCESS_KEY_ID": "canary-7f3a/+", "AWS_SECRET_ACCESS_KEY": "AKIA"],
      kind: .malformed,
      says: "not an access key ID"
    ),
    Refusal(
      environment: CredentialChainTests.environmentKeys.merging([
        "AWS_CREDENTIAL_EXPIRATION": "canary-7f3a"
      ]) { $1 },
      kind: .malformed,
      says: "not a time"
    ),
    Refusal(
      environment: CredentialChainTests.environmentKeys.merging([
        "AWS_SESSION_TOKEN": "canary\n7f3a"
      ]) { $1 },
      kind: .malformed,
      says: "white space"
    ),
    Refusal(
      credentials: "[default]\naws_access_key_id = AKIAHALF",
      kind: .incomplete,
      says: "aws_secret_access_key is not"
    ),
    // Halves in two files are not put together.
    Refusal(
      config: "[default]\naws_secret_access_key = canary-7f3a",
      credentials: "[default]\naws_access_key_id = AKIAHALF",
      kind: .incomplete,
      says: "aws_secret_access_key is not"
    ),
    Refusal(credentials: "[default]\ncanary-7f3a", kind: .malformed, says: "line 2"),
    Refusal(config: "[a]\nb = 1\n[a]", kind: .malformed, says: "line 3"),
    Refusal(
      config: "[default]\ncredential_process = '/bin/canary-7f3a",
      kind: .malformed,
      says: "quote"
    ),
    Refusal(
      config: "[default]\nrole_arn = arn:aws:iam::432112349876:role/R",
      kind: .incomplete,
      says: "neither source_profile nor credential_source"
    ),
    Refusal(
      config: "[default]\nrole_arn = R\nsource_profile = a",
      kind: .malformed,
      says: "role_arn"
    ),
    Refusal(
      config:
        "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = a\ncredential_source = Environment",
      kind: .malformed,
      says: "exclude each other"
    ),
    Refusal(
      config: "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\ncredential_source = Moon",
      kind: .malformed,
      says: "none of Environment"
    ),
    Refusal(
      config:
        "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\ncredential_source = Environment",
      kind: .incomplete,
      says: "no keys are set"
    ),
    Refusal(
      config: "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = gone",
      kind: .noSuchProfile,
      says: "gone does not exist"
    ),
    Refusal(
      config:
        "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = a\n[profile a]\nregion = x",
      kind: .incomplete,
      says: "a has no credentials"
    ),
    Refusal(
      config:
        "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = a\nduration_seconds = long",
      kind: .malformed,
      says: "duration_seconds"
    ),
    Refusal(
      config: "[default]\nrole_arn = arn:aws:iam::432112349876:role/R\nsource_profile = default",
      kind: .loop,
      says: "default, then default"
    ),
    Refusal(
      config: """
        [default]
        role_arn = arn:aws:iam::432112349876:role/A
        source_profile = b
        [profile b]
        role_arn = arn:aws:iam::432112349876:role/B
        source_profile = c
        [profile c]
        role_arn = arn:aws:iam::432112349876:role/C
        source_profile = b
        """,
      kind: .loop,
      says: "default, then b, then c, then b"
    ),
    // A chain as long as a file may be would use up the stack.
    Refusal(
      config: "[default]\nrole_arn = arn:aws:iam::432112349876:role/A\nsource_profile = 1\n"
        + (1...40).map {
          "[profile \($0)]\nrole_arn = arn:aws:iam::432112349876:role/A\n"
            + "source_profile = \($0 + 1)\n"
        }.joined(),
      kind: .malformed,
      says: "more than 32 roles"
    ),
    // Keys of its own do not end a chain that comes back to the profile it began with.
    Refusal(
      config: """
        [default]
        role_arn = arn:aws:iam::432112349876:role/A
        source_profile = b
        [profile b]
        role_arn = arn:aws:iam::432112349876:role/B
        source_profile = default
        """,
      credentials: "[default]\n\(CredentialDesk.keys)",
      kind: .loop,
      says: "default, then b, then default"
    ),
    Refusal(
      environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
      kind: .incomplete,
      says: "AWS_ROLE_ARN is not"
    ),
    Refusal(
      config: "[default]\nweb_identity_token_file = /t",
      kind: .incomplete,
      says: "role_arn is not"
    ),
    Refusal(
      config: "[profile a]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = R",
      flag: "a",
      kind: .malformed,
      says: "[sso-session gone]"
    ),
    Refusal(
      config: "[profile a]\nsso_account_id = 1\nsso_start_url = u\nsso_region = r",
      flag: "a",
      kind: .incomplete,
      says: "sso_role_name is missing"
    ),
    Refusal(
      config: CredentialDesk.ssoProfile.replacing(
        "region = eu-west-1",
        with: "sso_region = us-east-1"
      ),
      flag: "acme",
      kind: .malformed,
      says: "sso_region differs"
    ),
  ])
  func troubleIsNamedAndEndsTheSearch(_ row: Refusal) throws {
    let desk = Desk(
      row.environment,
      files: [CredentialDesk.config: row.config, CredentialDesk.credentials: row.credentials]
    )
    let error = #expect(throws: CredentialError.self) {
      try CredentialDesk.chain(desk).find(profile: row.flag)
    }
    #expect(error?.kind == row.kind)
    #expect(error?.detail.contains(row.says) == true, "\(error?.detail ?? "")")
    #expect(!everythingShown(by: error as Any).contains("7f3a"))
  }
}
