@testable import Clients

extension Parser {
  /// The answers of IAM and STS: XML, through every operation of both clients.
  static let query = Parser(
    name: "query",
    check: { bytes in
      let answer = Answer(bytes)
      if isTurn(bytes) { checkTree(answer.response.body) }
      let surroundings = Surroundings.attacked()
      let caller = AWSCaller(
        transport: SameAnswer(response: answer.response),
        surroundings: surroundings,
        credentials: StaticCredentials(.attacked, source: "fuzz", in: surroundings),
        endpoints: EndpointResolver(environment: [:]),
        region: "us-east-1",
        record: { record in
          promise(!(record.errorCode ?? "").holds(canary), "a record repeats a secret")
        }
      )
      let operation = answer.choose(operations)
      let fault = wait { () async -> AWSError? in
        do throws(AWSError) {
          try await operation(IAMClient(caller), STSClient(caller))
          return nil
        } catch {
          return error
        }
      }
      if let fault { checkFault(fault, answer.response) }
    },
    large: [
      { document("<a>" + "<b/>".times(XMLReader.elementCap - 1) + "</a>") },
      { document("<a>" + "<b/>".times(XMLReader.elementCap) + "</a>") },
      { document("<a>".times(XMLReader.depthCap) + "</a>".times(XMLReader.depthCap)) },
      { document("<a>".times(500_000)) },
      { document("<a>" + "&amp;".times(600_000) + "</a>") },
      { document("<a " + (0..<300_000).map { "b\($0)=\"\" " }.joined() + "/>") },
      {
        document(
          "<ListRolesResponse><ListRolesResult><Roles>" + role.times(20_000)
            + "</Roles></ListRolesResult></ListRolesResponse>"
        )
      },
    ]
  )

  private static let role =
    "<member><RoleName>r</RoleName><RoleId>i</RoleId><Arn>a</Arn>"
    + "<AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></member>"

  private static func document(_ xml: String) -> [UInt8] { Array("ListRoles 200\n\n\(xml)".utf8) }

  private typealias Operation = @Sendable (IAMClient, STSClient) async throws(AWSError) -> Void

  private static let operations: [(name: String, value: Operation)] = [
    ("GetCallerIdentity", { _, sts throws(AWSError) in _ = try await sts.getCallerIdentity() }),
    ("AssumeRole", { _, sts throws(AWSError) in _ = try await sts.assumeRole(request) }),
    (
      "AssumeRoleWithWebIdentity",
      { _, sts throws(AWSError) in
        _ = try await sts.assumeRoleWithWebIdentity(request, token: Secret(canary))
      }
    ),
    (
      "CreateOpenIDConnectProvider",
      { iam, _ throws(AWSError) in
        _ = try await iam.createOpenIDConnectProvider(url: "https://a", clientIDs: [], tags: [])
      }
    ),
    (
      "GetOpenIDConnectProvider",
      { iam, _ throws(AWSError) in
        _ = try await iam.getOpenIDConnectProvider(arn: "a")
      }
    ),
    (
      "AddClientIDToOpenIDConnectProvider",
      { iam, _ throws(AWSError) in
        try await iam.addClientID("a", toProvider: "a")
      }
    ),
    (
      "CreateRole",
      { iam, _ throws(AWSError) in
        _ = try await iam.createRole(.init(name: "a", trustPolicy: "{}"))
      }
    ),
    ("GetRole", { iam, _ throws(AWSError) in _ = try await iam.getRole(name: "a") }),
    ("ListRoles", { iam, _ throws(AWSError) in _ = try await iam.listRoles() }),
    (
      "UpdateAssumeRolePolicy",
      { iam, _ throws(AWSError) in
        try await iam.updateAssumeRolePolicy(role: "a", trustPolicy: "{}")
      }
    ),
    (
      "GetRolePolicy",
      { iam, _ throws(AWSError) in
        _ = try await iam.getRolePolicy(role: "a", name: "a")
      }
    ),
    (
      "ListRolePolicies",
      { iam, _ throws(AWSError) in
        _ = try await iam.listRolePolicies(role: "a")
      }
    ),
    (
      "ListAttachedRolePolicies",
      { iam, _ throws(AWSError) in
        _ = try await iam.listAttachedRolePolicies(role: "a")
      }
    ),
    (
      "SimulatePrincipalPolicy",
      { iam, _ throws(AWSError) in
        _ = try await iam.simulatePrincipalPolicy(principalARN: "a", actions: ["a"])
      }
    ),
    ("ListAccountAliases", { iam, _ throws(AWSError) in _ = try await iam.listAccountAliases() }),
    ("GetAccountSummary", { iam, _ throws(AWSError) in _ = try await iam.getAccountSummary() }),
  ]

  private static let request = RoleRequest(
    arn: "arn:aws:iam::123456789012:role/a",
    sessionName: "a"
  )

  /// A tree that was read is the one that is read again from what it says.
  private static func checkTree(_ body: [UInt8]) {
    guard let root = try? XMLReader.read(body) else { return }
    promise(depth(root) <= XMLReader.depthCap, "a tree is deeper than the cap")
    if body.first == UInt8(ascii: "<"), !body.starts(with: "<?".utf8) {
      let again = Array("<!DOCTYPE a [<!ENTITY e \"e\">]>".utf8) + body
      let refused = (try? XMLReader.read(again)) == nil
      promise(refused, "a DOCTYPE passes")
    }
    // A name of colons alone cannot be written so that it is read as it is.
    guard body.count < 4096, !hasColons(root) else { return }
    let again = try? XMLReader.read(Array(written(root).utf8))
    promise(again == root, "a tree is read otherwise the second time")
  }

  private static func depth(_ element: XMLElement) -> Int {
    1 + (element.children.map(depth).max() ?? 0)
  }

  private static func hasColons(_ element: XMLElement) -> Bool {
    element.name.contains(":") || element.children.contains(where: hasColons)
  }

  private static func written(_ element: XMLElement) -> String {
    var body = ""
    for scalar in element.text.unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\r": body += "&#\(scalar.value);"
      default: body.unicodeScalars.append(scalar)
      }
    }
    body += element.children.map(written).joined()
    return "<n:\(element.name)>\(body)</n:\(element.name)>"
  }

  /// No error repeats what was sent in secret, and its status is the answer's.
  static func checkFault(_ fault: AWSError, _ response: HTTPResponse) {
    switch fault {
    case .service(let error):
      promise(!(200..<300).contains(error.status), "a success is told as an error")
      promise(error.status == response.status, "another status is told")
      promise(!error.code.isEmpty, "an error has no code")
      for words in [error.code, error.message, error.requestID ?? ""] {
        promise(!words.holds(canary), "an error repeats a secret")
      }
    case .unreadable(_, _, let status, let detail):
      promise((200..<300).contains(status), "an error is told as a success")
      promise(!detail.isEmpty && detail.count < 400, "words about an answer are none or endless")
      promise(!detail.holds(canary), "an error repeats a secret")
    case .transport, .credentials:
      promise(false, "an answer is told as none")
    }
  }
}
