/// What a client of a running sandbox needs in its environment.
package enum SandboxExports {
  package static func variables(
    port: Int,
    scenario: Scenario
  ) -> [(name: String, value: String)] {
    let base = "http://127.0.0.1:\(port)"
    let aws =
      scenario == .expiredSession
      ? [
        ("AWS_ACCESS_KEY_ID", FakeKeys.endedAccessKeyID),
        ("AWS_SECRET_ACCESS_KEY", FakeKeys.endedSecretAccessKey),
        ("AWS_SESSION_TOKEN", FakeKeys.endedSessionToken),
      ]
      : [
        ("AWS_ACCESS_KEY_ID", FakeKeys.accessKeyID),
        ("AWS_SECRET_ACCESS_KEY", FakeKeys.secretAccessKey),
      ]
    let second =
      scenario == .twoOrganizations ? [("VERTESIA_API_KEY_2", FakeKeys.secondVertesiaKey)] : []
    return aws + place(base, scenario)
      + [
        ("VERTESIA_API_KEY", FakeKeys.vertesiaKey),
        ("VERTESIA_SERVER_URL", base),
        ("VERTESIA_TOKEN_SERVER_URL", base),
      ] + second
  }

  /// The sign-in of the account's administrator; empty where the caller is one.
  package static func administrator(
    port: Int,
    scenario: Scenario
  ) -> [(name: String, value: String)] {
    guard scenario.hasAdministrator else { return [] }
    return [
      ("AWS_ACCESS_KEY_ID", FakeKeys.administratorKeyID),
      ("AWS_SECRET_ACCESS_KEY", FakeKeys.administratorSecretKey),
    ] + place("http://127.0.0.1:\(port)", scenario)
  }

  private static func place(
    _ base: String,
    _ scenario: Scenario
  ) -> [(name: String, value: String)] {
    [
      ("AWS_REGION", scenario.region),
      ("AWS_DEFAULT_REGION", scenario.region),
      ("AWS_ENDPOINT_URL", base),
      ("AWS_EC2_METADATA_DISABLED", "true"),
    ]
  }
}
