import Federation
import Screen

extension Model {
  var trialTitle: String {
    guard let trial else { return "" }
    return switch trial.outcome {
    case .answered: "\(trial.row.name) answered"
    case .refused(let fault, _): fault.summary
    case nil: trial.isSent ? "Trying \(trial.row.name)" : "Try \(trial.row.name) with one request?"
    }
  }

  /// What is sent, who pays and what it says of the set-up; then how it ended.
  func trialLines(width: Int) -> [Line] {
    guard let trial else { return [] }
    return switch trial.outcome {
    case .answered: answered(trial, width: width)
    case .refused(let fault, _): refused(trial, fault, width: width)
    case nil:
      trial.isSent
        ? looking("Waiting for its answer", width: width)
        : Line.wrapped(trialSentence(trial), .muted, to: width) + [.blank]
          + trialFacts(trial).flatMap {
            Line.labelled($0.label, $0.words, labelWidth: 7, to: width)
          }
          + Line.pair("Sent as", survey.identity.value?.arn ?? "you", labelWidth: 7, to: width)
    }
  }

  func trialSentence(_ trial: Trial) -> String {
    "It is asked to say hello in \(answers[.region] ?? "the region") (called as: "
      + "\(trial.way.label)); its answer is cut after one token."
  }

  /// What has to be known before somebody says yes.
  func trialFacts(_ trial: Trial) -> [(label: String, words: String)] {
    let account = survey.identity.value?.account ?? "of your sign-in"
    let isThirdParty = !["Amazon", "Custom"].contains(trial.row.provider)
    return [("Cost", "About ten tokens, charged to account \(account).")]
      + (isThirdParty ? [("Terms", "Its first call can accept AWS Marketplace terms.")] : [])
      + [("Tests", "Your sign-in; nothing of Vertesia's role.")]
  }

  private func answered(_ trial: Trial, width: Int) -> [Line] {
    Line.wrapped(trial.told?.words ?? "", to: width) + [.blank]
      + Line.wrapped(
        "Your account may call it. What Vertesia's role may do is shown by a run in Studio.",
        .muted,
        to: width
      )
  }

  private func refused(_ trial: Trial, _ fault: Fault, width: Int) -> [Line] {
    Line.wrapped(
      "\(trial.row.name) (called as: \(trial.way.label)). The connection is as it was: the call went "
        + "out as you.",
      .muted,
      to: width
    )
      + [.blank, Line("What you can do")] + remedies(fault, width: width)
      + [.blank, Self.why] + Line.wrapped(fault.cause, .muted, to: width)
      + [.blank, Line("Evidence")] + lines(of: fault, width: width)
  }
}
