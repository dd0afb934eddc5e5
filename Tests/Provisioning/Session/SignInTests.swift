import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

struct SignInTests {
  @Test func theFilesOfAWSAreReadOnceForTheFirstLookAndTheOpening() async {
    let bench = Bench()
    let session = bench.session(
      isInteractive: true,
      files: ["/home/ada/.aws/config": "[default]\nregion = eu-west-1\n"]
    )
    _ = await session.firstLook()
    await session.perform(.begin(Answers()))
    #expect(bench.reads.all == ["/home/ada/.aws/config", "/home/ada/.aws/credentials"])
    let surveys = await SessionTests.events(session).compactMap {
      if case .surveyed(let survey) = $0 { survey } else { nil }
    }
    #expect(surveys.last?.signIns.map(\.id) == ["", "default"])
  }

  /// Other endpoints are a warning, but a demo is meant to have them.
  @Test func aDemoIsSaidCalmly() async {
    let overrides = await Bench().session(isDemo: true).firstLook().overrides
    #expect(overrides.map(\.tone) == [.info])
    #expect(overrides.first?.words.hasPrefix("Demo: ") == true)
    let hinted = await Bench().session(isDemo: true, demoHint: "Path: /vertesia/").firstLook()
    #expect(hinted.overrides.map(\.words).first == "Path: /vertesia/")
    let real = await Bench().session().firstLook().overrides
    #expect(real.allSatisfy { $0.tone == .warning })
  }

  /// The face hears of it as soon as AWS has answered, whatever else is still being read.
  @Test func aSessionThatIsOverIsToldAtOnce() async {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["GetCallerIdentity"] = [.refuse(403, "ExpiredToken", "over")]
      // The other side's answer waits for something that never comes.
      $0.company = ["GET /account": "nothing"]
    }
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.aws, Choose.environmentKeys))
    var organization: Reading<Organization>?
    for case .surveyed(let survey) in await SessionTests.events(session)
    where survey.identity.fault?.code == .awsSessionExpired {
      organization = organization ?? survey.organization
    }
    #expect(organization == .asking)
  }

  /// A new sign-in would not be looked at: keys in the environment come first.
  @Test(arguments: [[:], ["AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z"]])
  func keysOfTheEnvironmentThatAreOverAreExportedAnew(variables: [String: String]) async throws {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["GetCallerIdentity"] = [.refuse(403, "ExpiredToken", "over")]
    }
    let result = await bench.session(environment: variables).run(answers: Answers())
    let fault = try #require(result.steps.first { $0.id == .awsIdentity }?.fault)
    #expect(fault.code == .awsSessionExpired && result.exit == .signInNeeded)
    #expect(!fault.remedies.contains { $0.command?.contains("sso login") == true })
    #expect(fault.remedies.contains { $0.command?.hasPrefix("unset AWS_ACCESS_KEY_ID") == true })
  }

  /// The set-up goes on with the account that it began with; the question is asked again.
  @Test func aSignInToAnotherAccountIsRefusedWhereItIsChosen() async {
    let bench = Bench()
    let first = await bench.run()
    let writes = bench.cloud.writes
    bench.cloud.change { $0.account = "111122223333" }
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.answer(.aws, Choose.environmentKeys))
    var last: (Answers, Survey) = (Answers(), Survey())
    for event in await SessionTests.events(session) {
      if case .answered(let answers) = event { last.0 = answers }
      if case .surveyed(let survey) = event { last.1 = survey }
    }
    #expect(last.1.identity.fault?.code == .accountChanged)
    #expect(Questionnaire.next(last.0, last.1)?.id == .aws)
    let unattended = await bench.run()
    #expect(unattended.exit == .conflict)
    #expect(bench.cloud.writes == writes)
  }

  /// The key is not lost over it: named, the site is tried with the same one.
  @Test func aKeyThatTheGlobalSiteRefusesIsAskedForItsSite() async throws {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["POST /token"] = [.refuse(401, "Unauthorized", "unknown key")]
    }
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.vertesia, Choose.key))
    await session.perform(.answer(.site, "api.eu1.vertesia.io"))
    var answers = Answers()
    var asked: [QuestionID] = []
    var last = Survey()
    for event in await SessionTests.events(session) {
      switch event {
      case .answered(let new): answers = new
      case .surveyed(let survey):
        last = survey
        if survey.organization.fault?.code == .wrongSite {
          asked += Questionnaire.questions(answers, survey).map(\.id).filter { $0 == .site }
        }
      default: break
      }
    }
    #expect(!asked.isEmpty)
    #expect(last.organization.value?.site == "api.eu1.vertesia.io")
  }

  /// The key was mistyped from the first, so the site that was answered for it says nothing.
  @Test func aSiteThatRefusesTheNextKeyTooIsAskedAgain() async throws {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["POST /token"] = Array(
        repeating: .refuse(401, "Unauthorized", "unknown"),
        count: 3
      )
    }
    let session = bench.session(isInteractive: true)
    let given = Answers([.awsAccess: ["by-hand"], .region: ["us-east-1"]])
    await session.perform(.begin(given))
    await session.perform(.answer(.vertesia, Choose.typeKey))
    await session.perform(.secret(.vertesiaKey, SecretText("sk-mistyped-0123456789")))
    await session.perform(.answer(.site, "api.eu1.vertesia.io"))
    await session.perform(.secret(.vertesiaKey, SecretText("sk-right-0123456789")))
    await session.perform(.answer(.site, "api.vertesia.io"))
    var answers = Answers()
    var faults: [FaultCode] = []
    var last = Survey()
    for event in await SessionTests.events(session) {
      switch event {
      case .answered(let new): answers = new
      case .surveyed(let survey):
        last = survey
        if let code = survey.organization.fault?.code, faults.last != code {
          faults.append(code)
          let next = Questionnaire.next(answers, survey)?.id
          #expect(next == (code == .wrongSite ? .site : .vertesiaKey))
        }
      default: break
      }
    }
    #expect(faults == [.wrongSite, .vertesiaKeyRejected, .wrongSite])
    #expect(last.organization.value?.site == "api.vertesia.io")
    #expect(answers.doubtful.isEmpty)
  }

  /// A face that has gone ahead of the session goes back to what is so.
  @Test(arguments: [Command.answer(.vertesia, "neither"), .secret(.vertesiaKey, SecretText(" "))])
  func whatIsRefusedIsFollowedByWhatIsSo(command: Command) async throws {
    let session = Bench().session(isInteractive: true)
    await session.perform(.begin(Answers([.vertesiaAccess: [Choose.key]])))
    await session.perform(.prefetch)
    await session.perform(command)
    let events = await SessionTests.events(session)
    let refusal = events.firstIndex { if case .refused = $0 { true } else { false } }
    let after = events.suffix(from: try #require(refusal))
    let answers = after.compactMap { if case .answered(let answers) = $0 { answers } else { nil } }
    #expect(answers.last?[.vertesiaAccess] == Choose.key)
    let surveys = after.compactMap { if case .surveyed(let survey) = $0 { survey } else { nil } }
    #expect(surveys.last?.organization.value?.id == MemoryCloud.organization)
  }

  @Test func aVertesiaKeyIsNoReasonToReadAWSAgain() async {
    let bench = Bench()
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.aws, Choose.environmentKeys))
    await session.perform(.answer(.vertesia, Choose.typeKey))
    await session.perform(.secret(.vertesiaKey, SecretText("sk-typed-0123456789")))
    _ = await SessionTests.events(session)
    #expect(bench.cloud.read { $0.log.filter { $0 == "GetCallerIdentity" }.count } == 1)
    #expect(bench.cloud.read { $0.log.filter { $0 == "GET /account" }.count } == 2)
  }

  /// Between the two nobody would be offered what is there.
  @Test func theOrganizationIsNeverToldWithoutItsEnvironments() async {
    let bench = Bench()
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.prefetch)
    var told: [Reading<[EnvironmentSummary]>] = []
    for case .surveyed(let survey) in await SessionTests.events(session)
    where survey.organization.value != nil { told.append(survey.environments) }
    #expect(told.first == .asking && told.last == .known([]))
    #expect(!told.contains(.notAsked))
  }

  @Test func theChosenProfileSaysWhomToTrust() async throws {
    let bench = Bench()
    let files = [
      "/home/ada/.aws/config": """
      [profile inspected]
      ca_bundle = /company.pem
      [profile broken]
      ca_bundle = /absent.pem
      """
    ]
    let session = bench.session(isInteractive: true, files: files)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.aws, "inspected"))
    #expect(bench.cloud.authorities.withLock { $0 } == [nil, "/company.pem"])
    await session.perform(.answer(.aws, "broken"))
    let faults = await SessionTests.events(session).compactMap {
      if case .surveyed(let survey) = $0 { survey.identity.fault } else { nil }
    }
    #expect(faults.last?.code == .badSetting)
    #expect(faults.last?.evidence.map(\.text) == ["/absent.pem is not there"])
  }

  @Test func aFailedSignInIsTriedAgainWhenAsked() async {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["GetCallerIdentity"] = [.refuse(403, "ExpiredToken", "over")]
    }
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.prefetch)
    await session.perform(.prefetch)
    let surveys = await SessionTests.events(session).compactMap {
      if case .surveyed(let survey) = $0 { survey } else { nil }
    }
    #expect(surveys.contains { $0.identity.fault?.code == .awsSessionExpired })
    #expect(surveys.last?.identity.value?.account == MemoryCloud.account)
  }

  @Test func anotherAccountIsAStop() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.account = "111122223333" }
    let result = await bench.session().run(resuming: first.setup)
    #expect(result.exit != .done)
    #expect(bench.cloud.writes.count == 5)
  }

  static let profiles = """
    [profile research]
    role_arn = arn:aws:iam::432112349876:role/A
    source_profile = keys
    mfa_serial = arn:aws:iam::432112349876:mfa/ada
    [profile keys]
    aws_access_key_id = AKIAEXAMPLE
    aws_secret_access_key = secret-canary-aws
    """

  @Test func aCodeOfAnMFADeviceIsAskedForAndNotKept() async {
    let bench = Bench()
    let session = bench.session(
      isInteractive: true,
      files: ["/home/ada/.aws/config": Self.profiles]
    )
    await session.perform(.begin(Answers()))
    let typing = Task {
      var identity: CallerIdentity?
      for await event in session.events {
        switch event {
        case .asked(.mfaCode, let because):
          #expect(because.contains("mfa/ada"))
          await session.perform(.secret(.mfaCode, SecretText("123456")))
        case .surveyed(let survey): identity = survey.identity.value ?? identity
        default: break
        }
      }
      return identity
    }
    await session.perform(.answer(.aws, "research"))
    await session.end()
    #expect(await typing.value?.account == MemoryCloud.account)
    #expect(bench.cloud.read { $0.log.filter { $0 == "AssumeRole" }.count } == 1)
    #expect(bench.disk.text("checkpoint.json")?.contains("123456") == false)
  }

  @Test func nobodyToAskForACodeIsAFault() async {
    let bench = Bench()
    let session = bench.session(files: ["/home/ada/.aws/config": Self.profiles])
    let result = await session.run(
      answers: Answers([.profile: ["research"], .region: ["us-east-1"]])
    )
    #expect(result.exit == .signInNeeded)
    #expect(result.code(.awsIdentity) == .mfaNeeded)
  }
}
