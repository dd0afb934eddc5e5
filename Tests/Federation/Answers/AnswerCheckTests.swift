import Chance
import Federation
import Testing

struct AnswerCheckTests {
  @Test(arguments: [
    (AnswerKey.region, " US-East-1 ", "us-east-1"), (.region, "us-gov-west-1", "us-gov-west-1"),
    (.region, "mx-central-9", "mx-central-9"), (.region, "eusc-de-east-1", "eusc-de-east-1"),
    (.profile, "prod (new)", "prod (new)"),
    (.organization, Sample.org.uppercased(), Sample.org),
    (.organization, "exactly:my_Org-1", "my_Org-1"), (.environmentID, Sample.env, Sample.env),
    (.site, "https://api.eu1.vertesia.io/", "api.eu1.vertesia.io"),
    (.site, "eu1", "api.eu1.vertesia.io"), (.site, "API.Vertesia.io", "api.vertesia.io"),
    (.site, "https://preview.cloud.eu1.vertesia.io/x", "api-preview.eu1.vertesia.io"),
    (.site, "http://127.0.0.1:8091/", "http://127.0.0.1:8091"),
    (.issuer, "https://STS.vertesia.io/", "https://sts.vertesia.io"),
    (.issuer, "https://sts.vertesia.io/Tenant/", "https://sts.vertesia.io/Tenant"),
    (.rolePath, "/apps/vertesia/", "/apps/vertesia/"), (.rolePath, "/", "/"),
    (.roleName, "Vertesia+a=b,c.d@e-f_g", "Vertesia+a=b,c.d@e-f_g"),
    (.permissions, "listing", "listing"),
    (
      .permissions, "arn:aws:iam::432112349876:policy/x/Mine",
      "arn:aws:iam::432112349876:policy/x/Mine"
    ),
    (.permissionsBoundary, "arn:aws:iam::aws:policy/B", "arn:aws:iam::aws:policy/B"),
    (.tag, "Cost Center = a=b ", "Cost Center=a=b"), (.tag, "Größe=", "Größe="),
    (
      .roleARN, "arn:aws-us-gov:iam::432112349876:role/p/R",
      "arn:aws-us-gov:iam::432112349876:role/p/R"
    ),
    (
      .model, "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    ),
    (.onConflict, "rename", "rename"), (.audience, "bedrock", "bedrock"),
  ])
  func takes(_ key: AnswerKey, _ typed: String, _ kept: String) throws {
    let checked = try AnswerCheck.check(key, typed)
    #expect(checked == kept)
  }

  @Test(arguments: [
    "sk-0123456789abcdef", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1", "ASIAIOSFODNN7EXAMPLE",
    "exactly:sk-0123456789abcdef", "AWS_SECRET=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1",
  ])
  func quotesNoSecret(_ secret: String) {
    for key in [AnswerKey.vertesiaAccess, .region, .organization, .permissions, .tag, .roleARN] {
      do {
        let kept = try AnswerCheck.check(key, secret)
        #expect(key == .tag || key == .organization, "\(key) took \(kept)")
      } catch {
        #expect(!String(describing: error).contains(secret), "\(key)")
        #expect(error.cause.contains("Secrets have no flag"))
      }
    }
  }

  /// A secret that looks like none, too.
  @Test func takesNoSecretOfTheProcess() {
    let secret = "correct horse battery staple"
    for key in AnswerKey.allCases {
      SecretShape.$held.withValue([secret]) {
        do throws(Fault) {
          let kept = try AnswerCheck.check(key, "owner=\(secret)\u{301}")
          Issue.record("\(key) took \(kept)")
        } catch {
          #expect(!String(describing: error).contains("battery"), "\(key)")
          #expect(error.cause.contains("Secrets have no flag"))
        }
      }
    }
  }

  @Test(arguments: [
    "arn:aws:iam::123:policy/x", "arn:aws:iam:us-east-1:432112349876:policy/x",
    "arn:aws:iam::432112349876:policy/",
  ])
  func permissionsAndBoundaryTakeTheSamePolicies(_ arn: String) {
    #expect(throws: Fault.self) { try AnswerCheck.check(.permissions, arn) }
    #expect(throws: Fault.self) { try AnswerCheck.check(.permissionsBoundary, arn) }
  }

  @Test(arguments: [
    (AnswerKey.region, "useast1", FaultCode.badRegion), (.region, "us-east", .badRegion),
    (.region, "xx-east-1", .badRegion), (.region, "us-east-1*", .badRegion),
    (.region, "", .badRegion), (.profile, "", .badProfile), (.profile, "a\nb", .badProfile),
    (.organization, "*", .badOrganizationID), (.organization, "${aws:x}", .badOrganizationID),
    (.organization, "my-org", .badOrganizationID),
    (.organization, "exactly:a*", .badOrganizationID),
    (.environmentID, Sample.env + "0", .badEnvironmentID), (.project, "p?", .badProjectID),
    (.site, "http://api.vertesia.io", .badSite), (.site, "api.vertesia.io@evil", .badSite),
    (.site, "https://a.b/c", .badSite), (.site, "http://127.0.0.1:99999", .badSite),
    (.issuer, "http://sts.vertesia.io", .badIssuer), (.issuer, "https://a.b?x", .badIssuer),
    (.issuer, "https://a.b:443", .badIssuer), (.issuer, "https://user@a.b", .badIssuer),
    (.issuer, "sts.vertesia.io", .badIssuer), (.audience, "a b", .badAudience),
    (.audience, "*", .badAudience), (.environmentName, "", .badEnvironmentName),
    (.environmentName, String(repeating: "x", count: 101), .badEnvironmentName),
    (.environmentName, "a\u{202E}b", .badEnvironmentName),
    (.roleName, "a b", .badRoleName), (.roleName, String(repeating: "x", count: 65), .badRoleName),
    (.rolePath, "apps/", .badRolePath), (.rolePath, "//", .badRolePath),
    (.permissions, "admin", .badPermissions),
    (.permissions, "arn:aws:iam::1:role/x", .badPermissions),
    (.permissionsBoundary, "Boundary", .badBoundary), (.tag, "NoValue", .badTag),
    (.tag, "aws:x=1", .badTag), (.tag, "vertesia-bedrock:setup=x", .badTag), (.tag, "=v", .badTag),
    (.tag, "k=v!", .badTag), (.roleARN, "arn:aws:sts::432112349876:assumed-role/R/s", .badRoleARN),
    (.roleARN, "arn:aws:iam::43211234987:role/R", .badRoleARN), (.model, "a\u{7}b", .badModelID),
    (.onConflict, "overwrite", .badSetting), (.awsAccess, "yes", .badSetting),
    (.confirmed, "all", .badSetting),
  ])
  func refuses(_ key: AnswerKey, _ typed: String, _ code: FaultCode) {
    let fault = #expect(throws: Fault.self) { try AnswerCheck.check(key, typed) }
    #expect(fault?.code == code)
    #expect(fault?.evidence.contains { $0.label == .value } == true)
  }

  @Test func namesTheRegionThatWasMeant() {
    let fault = #expect(throws: Fault.self) { try AnswerCheck.check(.region, "us-east1") }
    #expect(fault?.remedies.first?.words.hasPrefix("Did you mean us-east-1") == true)
  }

  @Test func tagsMayNotRepeatOrOverflow() {
    #expect(throws: Fault.self) { try AnswerCheck.check(all: .tag, ["a=1", "A=2"]) }
    let many = (0..<50).map { "k\($0)=v" }
    #expect(throws: Fault.self) { try AnswerCheck.check(all: .tag, many) }
    #expect(throws: Never.self) { try AnswerCheck.check(all: .tag, Array(many.dropLast())) }
  }

  @Test func whatIsKeptPassesAgain() throws {
    let kept: [(AnswerKey, String)] = [
      (.site, "https://api.eu1.vertesia.io/"), (.issuer, "https://STS.a.io//"), (.tag, "a = b"),
      (.region, "EU-WEST-1"), (.organization, Sample.org.uppercased()),
    ]
    for (key, typed) in kept {
      let once = try AnswerCheck.check(key, typed)
      #expect(try AnswerCheck.check(key, once) == once)
    }
  }

  /// Any text is either taken or refused, and what is refused is quoted without controls.
  @Test(arguments: AnswerKey.allCases)
  func noTextIsTooOdd(_ key: AnswerKey) {
    var random = SplitMix64(7)
    let alphabet = Array("aZ09-_/:.=*?$ \t\n\r\u{0}\u{1B}\u{202E}é🙂@{}\"'\\")
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? "a"
        }
      )
      do {
        let kept = try AnswerCheck.check(key, text)
        #expect(!kept.unicodeScalars.contains { $0.value < 0x20 }, "\(text.debugDescription)")
      } catch {
        #expect(!error.evidence.contains { $0.text.unicodeScalars.contains { $0.value < 0x20 } })
      }
    }
  }
}
