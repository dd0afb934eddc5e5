package import Chance
package import Federation
package import Screen
package import Wizard

/// Anything that may come to the screens, drawn by chance.
package enum AnyMessage {
  package static let inputs: [Input] =
    Keys.table.flatMap(\.inputs) + [
      .character("z"), .character("é"), .character("界"), .character("\u{202E}"), .backspace,
      .delete, .right, .control("u"), .control("w"), .control("k"), .paste("a\nb"),
      .paste(Sample.roleARN),
      .paste("\u{1B}[31mred"), .suspendResumed, .signal(.terminate), .wheelUp, .wheelDown,
    ]

  package static let events: [Event] =
    Sample.settledEvents + Sample.roleEvents + [
      .surveyed(Sample.survey), .surveyed(Sample.firstSurvey), .answered(Sample.answers),
      .answered(Answers()), .planned(Sample.plan), Sample.roleWait, .listed(Sample.report),
      .tried(Sample.trial), .tried(Sample.refusedTrial),
      .asked(.mfaCode, because: "The profile needs it."), .handed(Sample.handForm),
      .handed(Sample.requestForm), .handed(Sample.studioForm), .saved,
      .failed(.role, Sample.roleFault), .failed(nil, Sample.conflictFault),
      .refused(.region, Sample.roleFault), .noticed(Notice(.warning, "The previous one was used.")),
      .finished(Sample.result(.done)), .finished(Sample.result(.stopped)),
      .finished(Sample.result(.failed, fault: Sample.roleFault, step: .role)),
      .finished(Sample.result(.conflict, fault: Sample.conflictFault, step: .role)),
      .waiting(
        .role,
        Wait(.awsAdministrator, attempt: 1, elapsed: .seconds(5), next: nil)
      ),
      .discarded(setup: "a"), .opened(setup: "a", name: "界\u{1B}]0;x\u{7}", resume: "r"),
    ]

  package static func drawn(_ chance: inout SplitMix64) -> Message {
    switch chance.below(12) {
    case 10...:
      .input(.click(Position(row: chance.below(72) - 2, column: chance.below(120))))
    case 0..<6: .input(chance.pick(inputs))
    case 6..<8: .event(chance.pick(events))
    case 8: .tick(.seconds(chance.below(10_000)))
    default: .input(.resize(size(&chance)))
    }
  }

  package static func size(_ chance: inout SplitMix64) -> Size {
    Size(rows: 1 + chance.below(60), columns: 1 + chance.below(200))
  }
}
