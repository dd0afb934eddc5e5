import Federation
import Screen

extension Model {
  /// Where the calls of the open set-up are written.
  var logPath: String? {
    keepsNothing ? nil : setup.map { "\(stateDirectory)/\($0.id)/calls.jsonl" }
  }

  /// A demo: what it saves goes when it ends.
  var keepsNothing: Bool { stateDirectory.isEmpty }

  /// Whether there is something to go on with.
  var isKept: Bool { savedAt != nil || resumed != nil }

  /// How the program ends when it is left here.
  var exitOnLeaving: ExitCode {
    if let result { return result.exit }
    return isKept && !isUntouched ? .stopped : .done
  }

  /// It was done when it was opened, and nothing was begun since.
  var isUntouched: Bool { isDayTwo && !isChanged && run.troubles.isEmpty }

  /// What stays in the scrollback after the screen is given back: clean lines, no colour.
  package var recap: [String] {
    (told + demoWords).map { RemoteText($0).text }
  }

  /// What a demo made and saved goes with it, however far it came.
  private var demoWords: [String] {
    guard keepsNothing else { return [] }
    return ["This was a demo: nothing of it is kept."]
      + [again.map { Self.line("Start again", $0) }].compactMap(\.self)
  }

  private var told: [String] {
    guard let setup, isKept else { return [] }
    var facts: [(String, String)] = []
    if let roleARN { facts.append(("Role ARN", roleARN)) }
    if let environmentID { facts.append(("Environment ID", environmentID)) }
    if let models = result?.models {
      facts.append(("Models", models.words))
    }
    if let trial, trial.isUnderWay {
      facts.append(("Test call", "\(trial.row.name): cut off; it may be charged"))
    }
    if let requestLeft { facts.append(("Request", requestLeft)) }
    if let logPath { facts.append(("Log", logPath)) }
    if !keepsNothing {
      facts.append((exitOnLeaving == .done ? "Look again" : "Go on with", setup.resume))
    }
    return ["Bedrock set-up \(setup.name): \(standing)"] + facts.map { Self.line($0.0, $0.1) }
  }

  /// The file that somebody else still has to act by.
  private var requestLeft: String? {
    guard !keepsNothing else { return nil }
    return run.handedSteps.lazy.compactMap { requestPath(for: $0) }.first
  }

  private static func line(_ label: String, _ value: String) -> String {
    TextWidth.pad(label, to: 14) + "  " + value
  }

  private var standing: String {
    let count = "\(run.settledCount) of \(StepID.allCases.count) steps done"
    switch result?.exit {
    case .done where result?.isProven == false: return "done by hand; not checked from here"
    case .done where result?.listsOnly == true: return "done; models are listed, not called"
    case .done: return "done"
    case .modelNotUsable: return "connected; a model asked for is not usable"
    case nil where isUntouched: return resumed?.standing ?? "done"
    case nil where isDayTwo && isChanged && run.troubles.isEmpty:
      return (resumed?.standing ?? "done") + "; what was changed is not carried out"
    case nil where run.settledCount == 0:
      return keepsNothing ? "nothing made" : "answers saved, nothing made"
    default:
      if let step = run.handedStep {
        let isAWS = step.side == .aws
        return count + ", waiting for " + (isAWS ? "an AWS administrator" : "a person in Studio")
      }
      return count + ", stopped"
    }
  }
}
