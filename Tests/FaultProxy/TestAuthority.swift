import Clients
import NIOCore
package import NIOSSL
import Networking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A certificate authority that lives as long as one test, made with the `openssl` command in a
/// directory of its own.
package struct TestAuthority: Sendable {
  package let directory: String

  /// Certificates it hands out, each a file pair `NAME.pem` and `NAME.key`.
  package enum Leaf: String, CaseIterable, Sendable {
    /// For localhost, 127.0.0.1 and `iam.vertesia.test`.
    case good
    /// Until yesterday.
    case expired
    /// For `elsewhere.test` only.
    case elsewhere

    var names: String {
      self == .elsewhere
        ? "DNS:elsewhere.test" : "DNS:localhost,DNS:iam.vertesia.test,IP:127.0.0.1"
    }
    var days: Int { self == .expired ? -1 : 30 }
  }

  struct Failure: Error {
    var command: [String]
    var status: Int
  }

  package static func use<Value>(
    _ body: (TestAuthority) async throws -> Value
  ) async throws -> Value {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "network-tests-\(UInt64.random(in: .min ... .max))").path
    try FileManager.default.createDirectory(
      atPath: directory,
      withIntermediateDirectories: true
    )
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let authority = TestAuthority(directory: directory)
    try await authority.make()
    return try await body(authority)
  }

  package func path(_ name: String) -> String { "\(directory)/\(name)" }

  /// What the server shows: the leaf alone; `newest` is the newest version of TLS that it speaks.
  package func context(_ leaf: Leaf, newest: TLSVersion? = nil) throws -> NIOSSLContext {
    try context(leaf.rawValue, newest: newest)
  }

  /// A certificate that vouches for itself, for localhost; another one each time, since many ask at
  /// once.
  package func selfSigned() async throws -> NIOSSLContext {
    let name = "self-\(UUID().uuidString)"
    try await openssl(
      ["req", "-x509"] + Self.newKey + [
        "-keyout", path("\(name).key"), "-out", path("\(name).pem"), "-days", "30",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      ]
    )
    return try context(name, newest: nil)
  }

  private func context(_ name: String, newest: TLSVersion?) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(path("\(name).pem"))
    let key = try NIOSSLPrivateKey(file: path("\(name).key"), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) },
      privateKey: .privateKey(key)
    )
    configuration.shutdownTimeout = .milliseconds(100)
    if let newest {
      configuration.minimumTLSVersion = .tlsv1
      configuration.maximumTLSVersion = newest
    }
    return try NIOSSLContext(configuration: configuration)
  }

  private static let newKey = [
    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
  ]

  private func make() async throws {
    try await openssl(
      ["req", "-x509"] + Self.newKey + [
        "-keyout", path("ca.key"), "-out", path("ca.pem"), "-days", "30",
        "-subj", "/O=Tests/CN=Test Authority",
      ]
    )
    for leaf in Leaf.allCases {
      let name = leaf.rawValue
      try Data("subjectAltName=\(leaf.names)\n".utf8).write(
        to: URL(filePath: path("\(name).ext"))
      )
      try await openssl(
        ["req"] + Self.newKey + [
          "-keyout", path("\(name).key"), "-out", path("\(name).csr"), "-subj", "/CN=\(name)",
        ]
      )
      try await openssl([
        "x509", "-req", "-in", path("\(name).csr"), "-CA", path("ca.pem"),
        "-CAkey", path("ca.key"), "-CAcreateserial", "-out", path("\(name).pem"),
        "-days", "\(leaf.days)", "-extfile", path("\(name).ext"),
      ])
    }
  }

  /// Where the `openssl` command is looked for.
  package static let searchPath = ["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"]

  private func openssl(_ arguments: [String]) async throws {
    let environment = ["PATH": Self.searchPath.joined(separator: ":"), "HOME": directory]
    let result = try await ChildProcesses().run(
      ["openssl"] + arguments,
      environment: environment,
      deadline: .seconds(60)
    )
    guard result.status == 0 else {
      throw Failure(command: arguments, status: result.status)
    }
  }
}
