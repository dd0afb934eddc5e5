import Federation

@testable import Wizard

/// Answers commands with the events of an undisturbed run, at once.
struct FakeSession {
  var answers = Answers()
  var commands: [Command] = []

  mutating func respond(to command: Command) -> [Event] {
    commands.append(command)
    switch command {
    case .begin(let given):
      answers = given
      return [
        .opened(
          setup: Sample.setup,
          name: "acme-research/us-east-1",
          resume: "vertesia-bedrock --setup k3vq7m2d"
        ),
        .answered(answers), .saved,
      ]
    case .open, .adopt:
      answers = Sample.answers
      return respond(to: .begin(answers))
    case .prefetch: return [.surveyed(Sample.survey)]
    case .answer(let id, let text):
      do throws(Fault) {
        answers = try Questionnaire.settle(id, with: text, answers, Sample.survey)
        return [.answered(answers), .saved]
      } catch { return [.refused(id, error)] }
    case .plan: return [.planned(Sample.plan)]
    case .apply:
      return Sample.settledEvents + Sample.roleEvents + [
        Sample.roleWait, .settled(.modelListing, .created, [:]), .listed(Sample.report),
        .finished(Sample.result(.done)),
      ]
    case .handOver: return [.handed(Sample.requestForm)]
    case .listModels, .enableModel, .setDefaultModel: return [.listed(Sample.report)]
    case .tryModel: return [.tried(Sample.trial)]
    case .resolve, .handedBack: return respond(to: .plan)
    case .secret, .reconsider, .takeBack, .stop: return []
    }
  }

  /// Runs effects and what follows from them until nothing is left; returns those for the terminal.
  mutating func settle(_ model: inout Model, _ effects: [Effect]) -> [Effect] {
    var waiting = effects
    var outside: [Effect] = []
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      guard case .command(let command) = effect else {
        outside.append(effect)
        continue
      }
      for event in respond(to: command) { waiting += update(&model, .event(event)) }
    }
    return outside
  }
}
