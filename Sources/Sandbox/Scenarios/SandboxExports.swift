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
    return aws
      + [
        ("AWS_REGION", scenario.region),
        ("AWS_DEFAULT_REGION", scenario.region),
        ("AWS_ENDPOINT_URL", base),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("VERTESIA_API_KEY", FakeKeys.vertesiaKey),
        ("VERTESIA_SERVER_URL", base),
        ("VERTESIA_TOKEN_SERVER_URL", base),
      ] + second
  }
}
