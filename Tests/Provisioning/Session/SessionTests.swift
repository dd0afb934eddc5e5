import Federation
import Provisioning
import Synchronization
import Testing

struct SessionTests {
  /// Everything a session told until it ended.
  static func events(_ session: Session) async -> [Event] {
    await session.end()
    var all: [Event] = []
    for await event in session.events { all.append(event) }
    return all
  }

  @Test func aPlanWritesNothingAnywhere() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    let events = await Self.events(session)
    let plans = events.compactMap { if case .planned(let plan) = $0 { plan } else { nil } }
    #expect(
      plans.first?.changes.map(\.step) == [
        .identityProvider, .environment, .role, .permissions, .connection,
      ]
    )
    #expect(bench.cloud.writes.isEmpty)
    #expect(bench.disk.creations == 0)
  }

  @Test func commandsOfAPlanHoldNoSecretAndNoFirstPerson() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    for case .planned(let plan) in await Self.events(session) {
      for change in plan.changes {
        #expect(!change.command.contains("canary"))
        #expect(change.command.hasPrefix("aws iam ") || change.command.hasPrefix("curl "))
        #expect(!change.details.joined().contains("stands-here"))
      }
    }
  }

  @Test func prefetchReadsBothSidesOnce() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.prefetch)
    await session.perform(.prefetch)
    let events = await Self.events(session)
    let last = events.compactMap { if case .surveyed(let survey) = $0 { survey } else { nil } }.last
    #expect(last?.identity.value?.account == MemoryCloud.account)
    #expect(last?.organization.value?.id == MemoryCloud.organization)
    #expect(last?.environments.value == [])
    #expect(bench.cloud.read { $0.log.filter { $0 == "GetCallerIdentity" }.count } == 1)
    #expect(bench.cloud.read { $0.log.filter { $0 == "GET /account" }.count } == 1)
  }

  @Test func anAnswerIsSavedAndNotAskedAgain() async throws {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, "eu-west-1"))
    let events = await Self.events(session)
    let id = events.compactMap { if case .opened(let id, _, _) = $0 { id } else { nil } }.first
    let again = bench.session()
    await again.perform(.open(try #require(id)))
    let answers = await Self.events(again).compactMap {
      if case .answered(let answers) = $0 { answers } else { nil }
    }
    #expect(answers.last?[.region] == "eu-west-1")
  }

  @Test func aRefusedAnswerChangesNothing() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, "not a region!"))
    let events = await Self.events(session)
    #expect(events.contains { if case .refused(.region, _) = $0 { true } else { false } })
    #expect(bench.disk.creations == 0)
  }

  @Test func aStopBeforeTheRunLeavesEverythingAsItIs() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    await session.perform(.stop)
    let events = await Self.events(session)
    guard case .finished(let result)? = events.last else {
      Issue.record("the last event is not the end")
      return
    }
    #expect(result.exit == .stopped)
    #expect(bench.cloud.writes.isEmpty)
  }

  /// A stop that comes while steps are running ends between two changes, and the next run goes on.
  @Test(arguments: [StepID.identityProvider, .environment, .role, .permissions])
  func aStopEndsBetweenChanges(after step: StepID) async {
    let bench = Bench()
    let session = bench.session()
    let stopping = Task {
      for await event in session.events {
        if case .settled(step, _, _) = event { await session.perform(.stop) }
      }
    }
    let result = await session.run(answers: Answers())
    await session.end()
    await stopping.value
    #expect(result.exit == .stopped || result.exit == .done)
    let again = await bench.run()
    #expect(again.exit == .done)
    #expect(bench.world == .whole)
    #expect(bench.cloud.writes.count == 5)
  }

  @Test func theFilesOfAWSAreReadOnceForTheFirstLookAndTheOpening() async {
    let bench = Bench()
    let session = bench.session(
      isInteractive: true,
      files: ["/home/ada/.aws/config": "[default]\nregion = eu-west-1\n"]
    )
    _ = await session.firstLook()
    await session.perform(.begin(Answers()))
    #expect(bench.reads.all == ["/home/ada/.aws/config", "/home/ada/.aws/credentials"])
    let surveys = await Self.events(session).compactMap {
      if case .surveyed(let survey) = $0 { survey } else { nil }
    }
    #expect(surveys.last?.signIns.map(\.id) == ["", "default"])
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
    for case .surveyed(let survey) in await Self.events(session)
    where survey.identity.fault?.code == .awsSessionExpired {
      organization = organization ?? survey.organization
    }
    #expect(organization == .asking)
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
    let surveys = await Self.events(session).compactMap {
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

  @Test func aSetupThatSomebodyElseHoldsIsRefused() async {
    let bench = Bench()
    let first = await bench.run()
    let holder = bench.session()
    await holder.perform(.open(first.setup))
    let second = bench.session(releasing: false)
    await second.perform(.open(first.setup))
    let codes = await Self.events(second).compactMap {
      if case .failed(_, let fault) = $0 { fault.code } else { nil }
    }
    #expect(codes == [.checkpointLocked])
    await holder.end()
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
    let result = await session.run(answers: Answers([.profile: ["research"]]))
    #expect(result.exit == .signInNeeded)
    #expect(result.code(.awsIdentity) == .mfaNeeded)
  }

  /// The first stop waits for the change under way, the second one does not; what was sent stays an
  /// open intent, and the next run finds what it made.
  @Test func aSecondStopCancelsTheCallUnderWay() async {
    let bench = Bench()
    bench.cloud.change { $0.troubles["CreateRole"] = [.hang] }
    let session = bench.session()
    bench.cloud.watcher.withLock { watcher in
      watcher = { call in
        guard call.operation == "CreateRole" else { return }
        Task {
          await session.perform(.stop)
          await session.perform(.stop)
        }
      }
    }
    let result = await session.run(answers: Answers())
    #expect(result.exit == .interrupted)
    #expect(result.outcome(.role) == nil)
    #expect(bench.disk.text("checkpoint.json")?.contains("\"intent\" : {") == true)
    bench.cloud.watcher.withLock { $0 = nil }
    let again = await bench.run()
    #expect(again.exit == .done)
    #expect(again.outcome(.role) == .created)
    #expect(bench.world == .whole)
  }

  @Test func aModelIsEnabledAndMadeTheDefault() async throws {
    let bench = Bench()
    let made = await bench.run()
    let id = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"

    let session = bench.session()
    await session.perform(.open(made.setup))
    await session.perform(.enableModel("amazon.nova-lite-v1:0"))
    await session.perform(.setDefaultModel(id))
    await session.perform(.enableModel("amazon.no-such-model-v1:0"))
    var reports: [ListingReport] = []
    var faults: [FaultCode] = []
    for event in await Self.events(session) {
      if case .listed(let report) = event { reports.append(report) }
      if case .failed(.modelListing, let fault) = event { faults.append(fault.code) }
    }
    #expect(faults == [.modelNotListed])
    #expect(reports.count == 2)
    #expect(reports.first?.rows.first?.ways.first?.isEnabled == true)
    #expect(reports.last?.rows.first?.isDefault == true)
    let environment = try #require(bench.cloud.read { $0.environments.first })
    #expect(environment.enabled_models.map(\.id) == [id])
    #expect(environment.default_model == id)
  }

  @Test func aModelThatVertesiaRefusesToEnableIsToldAsSuch() async {
    let bench = Bench()
    let made = await bench.run()
    bench.cloud.change {
      $0.troubles["POST /environments/{id}/models/enabled"] = [.refuse(403, "Forbidden", "no")]
    }
    do throws(Fault) {
      _ = try await bench.session().models(
        of: made.setup,
        enabling: ["amazon.nova-lite-v1:0"]
      )
      Issue.record("enabled all the same")
    } catch {
      #expect(error.code == .enableRefused)
    }
  }
}
