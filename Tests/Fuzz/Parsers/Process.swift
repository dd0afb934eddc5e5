@testable import Clients

extension Parser {
  /// What programs print and leave behind: a credential process, `aws configure
  /// export-credentials`, the sign-in that the AWS CLI keeps, and the portal's answer to it.
  static let process = Parser(
    name: "process",
    check: { bytes in
      let names = ["process", "login", "sso"]
      for (place, name) in names.enumerated() where isTurn(bytes) || bytes.count % 3 == place {
        check(bytes, profile: name)
      }
    },
    large: [
      { Array("[".times(64 << 10).utf8) },
      { Array("{\"Version\":1,\"SecretAccessKey\":\"\("a".times(64 << 10))\"}".utf8) },
      { Array("{\"accessToken\":\"\("a".times(1 << 20))\"}".utf8) },
      { Array("{\"accessToken\":\"a\",\"expiresAt\":\"\("9".times(1 << 19))UTC\"}".utf8) },
    ]
  )

  private static let config = """
    [profile process]
    credential_process = tool
    [profile login]
    login_session = a
    [profile sso]
    sso_account_id = 123456789012
    sso_role_name = Admin
    sso_region = us-east-1
    sso_start_url = https://acme.awsapps.com/start
    """

  private static func check(_ bytes: [UInt8], profile: String) {
    let cache = "/home/ada/.aws/sso/cache/"
    let surroundings = Surroundings.attacked(children: SameOutput(output: bytes)) { path in
      if path == "/home/ada/.aws/config" { return Array(config.utf8) }
      guard path.hasPrefix(cache) else { return nil }
      // One input is the file or, where the file is good, what the portal answers.
      return bytes.first == UInt8(ascii: "P")
        ? Array(#"{"accessToken":"\#(canary)","expiresAt":"2030-01-01T00:00:00Z"}"#.utf8) : bytes
    }
    let body = bytes.first == UInt8(ascii: "P") ? Array(bytes.dropFirst()) : []
    let chain = AWSCredentialChain(
      transport: SameAnswer(response: HTTPResponse(status: 200, body: body)),
      surroundings: surroundings,
      calls: { _ in }
    )
    do throws(CredentialError) {
      let found = try chain.find(profile: profile)
      checkCredentials(found.provider, isQuiet: true)
    } catch {
      promise(false, "the profile is not found: \(error)")
    }
  }
}
