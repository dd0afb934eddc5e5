import Clients
import Federation
import Testing

@testable import Provisioning

/// How faults of the ways in read to a person.
struct CauseWordsTests {
  /// As they reach a person: a capital, or a name that is written small.
  @Test(arguments: [
    (
      CredentialDiagnosis.fault(
        CredentialError(.none, source: "environment and files", detail: "there are none")
      ), "There are none."
    ),
    (
      CredentialDiagnosis.fault(
        CredentialError(.malformed, source: "/home/a/.aws/config", detail: "line 2 is no setting")
      ), "/home/a/.aws/config: line 2 is no setting."
    ),
    (
      VertesiaDiagnosis.fault(
        .credential(VertesiaCredentialError(.none, source: "nowhere", detail: "there is no key"))
      ), FaultCode.noVertesiaCredential.page.cause
    ),
    (
      VertesiaDiagnosis.fault(
        .credential(
          VertesiaCredentialError(.malformed, source: "the key typed in", detail: "it is empty")
        )
      ), "The key typed in: it is empty."
    ),
    (
      VertesiaDiagnosis.fault(
        .credential(
          VertesiaCredentialError(.malformed, source: "VERTESIA_API_KEY", detail: "it is empty")
        )
      ), "VERTESIA_API_KEY: it is empty."
    ),
    (
      VertesiaDiagnosis.fault(
        .credential(
          VertesiaCredentialError(.process, source: "vertesia auth token", detail: "it failed")
        )
      ), "vertesia auth token: it failed."
    ),
    (
      TransportDiagnosis.fault(
        TransportError(.nameNotFound, phase: .definiteNo, detail: "no address was found"),
        service: "iam",
        operation: "GetRole"
      ), "No address was found. Nothing was sent."
    ),
    (
      TransportDiagnosis.fault(
        TransportError(
          .connectionRefused,
          phase: .definiteNo,
          detail: "iam.example:443 refused the connection",
          setting: "AWS_ENDPOINT_URL_IAM"
        ),
        service: "iam",
        operation: "GetRole"
      ), "iam.example:443 refused the connection. AWS_ENDPOINT_URL_IAM names it. Nothing was sent."
    ),
    (
      TransportDiagnosis.fault(
        TransportError(.tls, phase: .unknown, detail: "api.vertesia.io closed the connection"),
        service: "iam",
        operation: "GetRole"
      ), "api.vertesia.io closed the connection. The request had left by then."
    ),
  ])
  func aCauseBeginsAsASentenceDoes(fault: Fault, cause: String) {
    #expect(fault.cause == cause)
  }

  /// What set the host is the first thing to look at; of an answer that was lost it says nothing.
  @Test(arguments: TransportError.Kind.allCases)
  func whatNamesTheHostIsToldWhereItCannotBeReached(kind: TransportError.Kind) {
    let error = TransportError(kind, phase: .definiteNo, detail: "no", setting: "--site")
    let fault = TransportDiagnosis.fault(error, service: "Vertesia", operation: "GET /account")
    let away: Set<TransportError.Kind> = [.nameNotFound, .connectionRefused, .connectTimeout, .tls]
    let first = fault.remedies.first?.words
    #expect((first == "Check --site, which names the host") == away.contains(kind))
    #expect(fault.cause.contains("--site names it") == (away.contains(kind) || kind == .proxy))
    var lost = error
    lost.phase = .unknown
    let other = TransportDiagnosis.fault(lost, service: "Vertesia", operation: "GET /account")
    #expect(!"\(other)".contains("--site"))
  }

  /// Whoever has none yet, and whoever misspelled one, is told apart and given one command.
  @Test func noCredentialsAndNoSuchProfileAreToldApart() {
    let none = CredentialDiagnosis.fault(
      CredentialError(.none, source: "environment and files", detail: "there are none")
    )
    #expect(none.remedies.compactMap(\.command) == ["aws configure sso"])
    let other = CredentialDiagnosis.fault(
      CredentialError(.noSuchProfile, source: "profile a", detail: "none of your AWS files has it")
    )
    #expect(other.remedies.compactMap(\.command) == ["aws configure list-profiles"])
    #expect(other.remedies.first?.words.contains("--profile") == true)
  }

  /// Where keys came from decides what helps: a token that is left from others spoils good ones.
  @Test func keysThatAreNotKnownAreToldByWhereTheyCameFrom() {
    let fault = Fault(.awsKeysRejected)
    let source = AWSCredentialChain.environmentSource
    let own = CredentialDiagnosis.advised(fault, signedInBy: source)
    #expect(own.cause.hasPrefix("The keys come from the environment variables."))
    #expect(own.remedies.first?.command == "unset AWS_SESSION_TOKEN")
    let profile = CredentialDiagnosis.advised(fault, signedInBy: "profile prod")
    #expect(profile.cause.hasPrefix("The keys come from profile prod."))
    #expect(profile.remedies == fault.remedies)
    let gov = CredentialDiagnosis.advised(fault, signedInBy: "profile prod", in: "us-gov-west-1")
    #expect(gov.cause.hasSuffix("another part of AWS than us-gov-west-1 (aws-us-gov)."))
    #expect(gov.remedies[0].command == "aws sts get-caller-identity --region us-gov-west-1")
  }

  /// Only a sign-in of SSO is renewed by `aws sso login`, and then by its profile.
  @Test(
    arguments: [
      ("profile acme (SSO)", ["aws sso login --profile acme"]), ("profile acme (keys)", []),
      ("profile acme (role)", []), ("pasted keys", []),
    ]
  )
  func aSessionIsRenewedWhereItCameFrom(_ source: String, _ commands: [String]) {
    let fault = CredentialDiagnosis.advised(Fault(.awsSessionExpired), signedInBy: source)
    #expect(fault.remedies.compactMap(\.command) == commands)
    #expect(fault.cause.contains(source))
    let own = Fault(.awsSessionExpired, remedies: [Remedy("As told", command: "aws login")])
    #expect(CredentialDiagnosis.advised(own, signedInBy: source) == own)
  }

  /// Keys of the environment are read once: fresh ones need a new start, or are pasted.
  @Test func keysOfTheEnvironmentAreRenewedInOneOfTwoWays() {
    let source = AWSCredentialChain.environmentSource
    let fault = CredentialDiagnosis.advised(Fault(.awsSessionExpired), signedInBy: source)
    #expect(fault.remedies.prefix(2) == [.exportKeys, .pasteKeys])
    // In the wizard, what can be done at once comes first.
    #expect(fault.remediesHere.first?.words.hasSuffix("access portal here") == true)
    #expect(fault.remediesHere.count == fault.remedies.count)
    #expect(
      CredentialDiagnosis.advised(Fault(.awsSessionExpired), signedInBy: "pasted keys").remedies
        == [.pasteKeys]
    )
  }
}
