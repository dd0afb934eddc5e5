package import Federation
package import Wizard

/// Answers commands at once, with the events of an undisturbed run unless it is told otherwise.
package struct FakeSession {
  package var answers = Answers()
  package var commands: [Command] = []
  /// What is read on both sides.
  package var survey = Sample.survey
  package var plan = Sample.plan
  /// What is to be done once the plan has been applied.
  package var rest: Plan?
  /// What a run tells.
  package var run: [Event] =
    Sample.settledEvents + Sample.roleEvents + [
      Sample.roleWait, .settled(.modelListing, .created, [:]), .listed(Sample.report),
      .finished(Sample.result(.done)),
    ]

  private static let resume = "vertesia-bedrock --setup k3vq7m2d"

  package init() {}

  package mutating func respond(to command: Command) -> [Event] {
    commands.append(command)
    switch command {
    case .begin(let given):
      answers = given
      return [
        .opened(
          setup: Sample.setup,
          name: "acme-research/us-east-1",
          resume: Self.resume
        ),
        .answered(answers), .saved,
      ]
    case .open, .adopt:
      answers = Sample.answers
      return respond(to: .begin(answers))
    case .prefetch: return [.surveyed(survey)]
    case .answer(let id, let text):
      do throws(Fault) {
        answers = try Questionnaire.settle(id, with: text, answers, survey)
        return [.answered(answers), .saved]
      } catch { return [.refused(id, error)] }
    case .dropChange:
      answers = Sample.answers
      return [.answered(answers), .saved]
    case .plan: return [.planned(plan)]
    case .apply:
      plan = rest ?? plan
      return run
    case .handOver: return [.handed(Sample.requestForm)]
    case .listModels, .enableModel, .disableModel, .setDefaultModel:
      return [.listed(Sample.report)]
    case .tryModel: return [.tried(Sample.trial)]
    case .handedBack(_, let returned):
      answers = answers.merging(returned)
      return [.answered(answers)] + respond(to: .plan)
    case .resolve: return respond(to: .plan)
    case .rename(let name):
      return [.opened(setup: Sample.setup, name: name, resume: Self.resume), .saved]
    case .discard: return [.discarded(setup: Sample.setup)]
    case .secret, .reconsider, .takeBack, .stop: return []
    }
  }

  /// Runs effects and what follows from them until nothing is left; returns those for the terminal.
  package mutating func settle(_ model: inout Model, _ effects: [Effect]) -> [Effect] {
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
