import Clients
import Federation

extension Session {
  /// Sends one short request to a model, by the way in that is given, as whoever signs in to AWS.
  /// AWS charges for it: only a person's yes leads here. What it tells is told to nobody who has
  /// gone on to another set-up, sign-in or region meanwhile.
  func tryModel(_ way: String) async {
    let (key, setup) = (catalogueKey, setup)
    let outcome = await outcome(ofCalling: way)
    guard key == catalogueKey, setup == self.setup else { return }
    let model = ModelWay(way, in: survey.catalogue.value).model
    if answering.key != key { answering = (key, []) }
    if case .answered = outcome {
      answering.models.insert(model)
    } else {
      answering.models.remove(model)
    }
    emit(.tried(ModelTrial(way: way, outcome: outcome)))
  }

  private func outcome(ofCalling way: String) async -> ModelTrial.Outcome {
    let region = answers[.region] ?? ""
    let aws: AWSSide
    do throws(Fault) {
      guard let side = try await awsSide() else { throw Fault(.noAWSCredentials) }
      aws = side
    } catch {
      return .refused(told(error), needing: nil)
    }
    let elapsed = Pace(clock: world.surroundings.clock, halt: halt).stopwatch()
    do throws(AWSError) {
      let answer = try await untilStopped(.reading) { () async throws(AWSError) in
        try await aws.runtime(region).converse(modelID: way, text: "Say hello.", maxTokens: 1)
      }
      return .answered(
        tokensIn: answer.usage.inputTokens,
        tokensOut: answer.usage.outputTokens,
        milliseconds: Int(elapsed() / .milliseconds(1))
      )
    } catch {
      let (fault, needed) = TrialDiagnosis(region: region).refusal(error)
      return .refused(told(fault), needing: needed)
    }
  }
}
