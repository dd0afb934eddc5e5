import Clients
import FaultProxy
import Testing

@testable import Networking

@Suite struct NetworkSettingsTests {
  @Test(arguments: [
    (["HTTPS_PROXY": "http://proxy.test:3128"], "http://proxy.test:3128"),
    (["https_proxy": "proxy.test:3128"], "http://proxy.test:3128"),
    (["https_proxy": "http://low.test", "HTTPS_PROXY": "http://high.test"], "http://low.test"),
    (["https_proxy": "", "HTTPS_PROXY": "http://high.test/"], "http://high.test"),
    (["HTTPS_PROXY": "http://user:canary@proxy.test:8080"], "http://proxy.test:8080"),
    (["HTTPS_PROXY": "[::1]:3128"], "http://[::1]:3128"),
    (["HTTP_PROXY": "http://plain.test"], nil),
    (["http_proxy": "http://plain.test"], nil),
    (["ALL_PROXY": "http://all.test", "all_proxy": "http://all.test"], nil),
    ([:], nil),
  ])
  func findsTheProxy(environment: [String: String], shown: String?) throws {
    let settings = try NetworkSettings(environment: environment)
    #expect(settings.proxy?.description == shown)
  }

  @Test func decodesTheCredentialsAndHidesThem() throws {
    let proxy = try Proxy("http://us%40er:pa%3Ass%25@proxy.test:1", source: "HTTPS_PROXY")
    // us@er:pa:ss%
    #expect(proxy.basicCredentials?.reveal() == "dXNAZXI6cGE6c3Ml")
    #expect(proxy.hasCredentials)
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(!dumped.contains("dXNA") && !dumped.contains("pa:ss"))
  }

  @Test(.needsOpenSSL) func showsWhatIsInForce() async throws {
    #expect(NetworkSettings().overrides == [])
    try await TestAuthority.use { authority in
      let file = authority.path("ca.pem")
      let settings = try NetworkSettings(
        environment: ["https_proxy": "http://me:canary@proxy.test:1", "SSL_CERT_FILE": file])
      #expect(
        settings.overrides == [
          "https_proxy: proxy http://proxy.test:1, with a password",
          "SSL_CERT_FILE: certificate authorities of \(file)",
        ]
      )
    }
  }

  @Test(arguments: [
    "http://", "http://user:canary@", "http://host:0", "http://host:99999", "http://host/path",
    "http://ho st", "http://us%zz:canary@host", "://host",
  ])
  func refusesAMalformedProxy(value: String) {
    let error = #expect(throws: NetworkSettingsError.self) {
      _ = try NetworkSettings(environment: ["HTTPS_PROXY": value])
    }
    #expect(error?.description.contains("canary") == false)
    #expect(error?.description.contains("HTTPS_PROXY") == true || value == "://host")
  }

  @Test(arguments: ["https", "socks5", "canary"])
  func refusesOtherKindsOfProxy(scheme: String) {
    let error = #expect(throws: NetworkSettingsError.self) {
      _ = try NetworkSettings(environment: ["https_proxy": "\(scheme)://host:1"])
    }
    let shown = scheme == "canary" ? "unknown" : scheme
    #expect(error == .unsupportedProxy(source: "https_proxy", scheme: shown))
  }

  @Test func loopbackIsNeverProxied() throws {
    let settings = try NetworkSettings(environment: ["HTTPS_PROXY": "http://proxy.test:1"])
    for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] {
      let origin = Origin(host: host)
      #expect(
        settings.proxy(forHost: host, port: 443, isLoopback: origin.isLoopback) == nil
      )
    }
    #expect(settings.proxy(forHost: "iam.amazonaws.com", port: 443, isLoopback: false) != nil)
  }

  @Test(.needsOpenSSL) func takesTheFirstCertificateFile() async throws {
    try await TestAuthority.use { authority in
      let file = authority.path("ca.pem")
      let environment = ["AWS_CA_BUNDLE": file, "SSL_CERT_FILE": file]
      let flag = try NetworkSettings(environment: environment, caBundle: file)
        .following(profileCABundle: file)
      #expect(flag.trustRoots?.source == "--ca-bundle")
      let variable = try NetworkSettings(environment: environment)
        .following(profileCABundle: file)
      #expect(variable.trustRoots?.source == "AWS_CA_BUNDLE")
      let profile = try NetworkSettings(
        environment: ["SSL_CERT_FILE": file, "AWS_CA_BUNDLE": ""]
      ).following(profileCABundle: file)
      #expect(profile.trustRoots?.source == "ca_bundle of the AWS profile")
      let openSSL = try NetworkSettings(environment: ["SSL_CERT_FILE": file])
      #expect(openSSL.trustRoots?.source == "SSL_CERT_FILE")
      #expect(try NetworkSettings(environment: [:]).trustRoots == nil)
    }
  }

  @Test(.needsOpenSSL) func refusesCertificateFilesThatDoNotHelp() async throws {
    try await TestAuthority.use { authority in
      func error(_ path: String) -> NetworkSettingsError? {
        do {
          _ = try NetworkSettings(environment: ["AWS_CA_BUNDLE": path])
          return nil
        } catch {
          return error
        }
      }
      let source = "AWS_CA_BUNDLE"
      let missing = authority.path("absent.pem")
      #expect(error(missing) == .trustRootsMissing(path: missing, source: source))
      let directory = authority.path("")
      #expect(
        error(directory)
          == .trustRootsUnreadable(path: directory, source: source, reason: "not a regular file")
      )
      for name in ["ca.key", "ca.srl", "good.csr"] {
        let path = authority.path(name)
        #expect(error(path) == .trustRootsEmpty(path: path, source: source))
      }
      #expect(error("/dev/null") != nil)
    }
  }
}
