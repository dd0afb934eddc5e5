import Federation
import Provisioning
import Testing

@testable import Simulation

@Suite("Test calls of a model by a session")
struct ModelTrialTests {
  static let way = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
  static let call = "POST /model"

  private static func trial(
    _ trouble: [MemoryCloud.Trouble] = []
  ) async -> (trials: [ModelTrial], calls: Int) {
    let bench = Bench()
    let made = await bench.run()
    bench.cloud.change { $0.troubles[call] = trouble }
    let session = bench.session()
    await session.perform(.open(made.setup))
    await session.perform(.tryModel(way))
    let trials = await SessionTests.events(session).compactMap {
      if case .tried(let trial) = $0 { trial } else { nil }
    }
    return (trials, bench.cloud.read { $0.log.count { $0 == call } })
  }

  @Test func anAnswerIsTold() async throws {
    let (trials, calls) = await Self.trial()
    #expect(trials.count == 1 && calls == 1)
    let trial = try #require(trials.first)
    #expect(trial.way == Self.way && trial.state == .answered)
    guard case .answered(8, 1, _) = trial.outcome else {
      Issue.record("\(trial.outcome)")
      return
    }
  }

  /// Whatever goes wrong, it is sent once: AWS charges for each.
  @Test(
    arguments: [
      (
        .refuse(404, "ResourceNotFoundException", "Model use case details have not been submitted"),
        .testCallRefused, .needsForm
      ),
      (
        .refuse(403, "AccessDeniedException", "required actions (aws-marketplace:Subscribe)"),
        .testCallRefused, .needsMarketplace
      ),
      (
        .refuse(403, "AccessDeniedException", "not authorized to perform: bedrock:InvokeModel"),
        .testCallRefused, nil
      ),
      (
        .refuse(403, "AccessDeniedException", "explicit deny in a service control policy"),
        .testCallRefused, nil
      ),
      (.refuse(400, "ValidationException", "with on-demand throughput is"), .testCallRefused, nil),
      (.refuse(429, "ThrottlingException", "Too many tokens per day"), .testCallRefused, nil),
      (.refuse(403, "ExpiredTokenException", "expired"), .awsSessionExpired, nil),
      (.refuse(500, "InternalServerException", "no"), .testCallRefused, nil),
      (.loseAnswer, .connectionLost, nil), (.neverSent, .connectionRefused, nil),
      (.html(502), .answerMalformed, nil),
    ] as [(MemoryCloud.Trouble, FaultCode, ModelRow.State?)]
  )
  func whatIsRefusedIsToldAsWhatItIs(
    _ trouble: MemoryCloud.Trouble,
    _ code: FaultCode,
    _ needed: ModelRow.State?
  ) async throws {
    let (trials, calls) = await Self.trial([trouble])
    #expect(trials.count == 1)
    #expect(calls == (trouble == .neverSent ? 0 : 1))
    guard case .refused(let fault, let needing)? = trials.first?.outcome else {
      Issue.record("answered")
      return
    }
    #expect(fault.code == code && needing == needed)
    #expect(!fault.remedies.isEmpty)
  }

  /// A later listing does not forget it.
  @Test func whatItToldOutlastsAListing() async {
    let bench = Bench()
    let made = await bench.run()
    let session = bench.session()
    await session.perform(.open(made.setup))
    await session.perform(.tryModel(Self.way))
    await session.perform(.listModels)
    var states: [[ModelRow.State]] = []
    for event in await SessionTests.events(session) {
      if case .listed(let report) = event { states.append(report.rows.map(\.state)) }
    }
    #expect(states == [[.answered]])
  }
}
