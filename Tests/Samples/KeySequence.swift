import Chance
import Federation
import Screen
package import Wizard

/// Keys in a row that a seed decides, and what may come in between.
package struct KeySequence: CustomStringConvertible {
  package let seed: UInt64
  private var messages: [Message] = []

  /// Half of them are played against a session that answers, half amid events of any kind.
  package init(seed: UInt64, length: Int = 25) {
    self.seed = seed
    var chance = SplitMix64(seed)
    messages = (0..<length).map { _ in
      hasSession ? Person.act(&chance) : AnyMessage.drawn(&chance)
    }
  }

  private var hasSession: Bool { seed % 2 == 0 }

  /// The promise that it breaks.
  package var failure: String? { play().failure }

  /// Plays it, and from where it ends both Enter held down and the way back.
  ///
  /// - Returns: the promise that it breaks, and the screens that it came to.
  package func play() -> (failure: String?, reached: Set<Place>) {
    var chance = SplitMix64(~seed)
    var watched = hasSession ? Self.withSession(&chance) : Watched(Self.start(&chance))
    for message in messages {
      watched.take(message)
      if let broken = watched.broken { return (broken, watched.reached) }
      // To draw is what takes longest, and every screen comes up often.
      guard chance.oneIn(8) else { continue }
      let size = chance.oneIn(2) ? watched.model.size : AnyMessage.size(&chance)
      if let wrong = watched.model.invalidity(shownOn: size) { return (wrong, watched.reached) }
    }
    var held = watched
    held.holdEnter()
    watched.goOut()
    let broken = held.broken.map { "\($0), by Enter held down" } ?? watched.broken
    return (broken, held.reached.union(watched.reached))
  }

  /// The same without what it does not take to fail.
  package var shrunk: KeySequence {
    var smallest = self
    var length = max(1, messages.count / 2)
    while length >= 1 {
      var start = 0
      while start < smallest.messages.count {
        var shorter = smallest
        shorter.messages.removeSubrange(start..<min(start + length, smallest.messages.count))
        if shorter.failure != nil { smallest = shorter } else { start += length }
      }
      length /= 2
    }
    return smallest
  }

  package var description: String {
    "seed \(seed):" + messages.map { "\n  \($0)" }.joined()
  }

  private static func start(_ chance: inout SplitMix64) -> (Model, [Effect]) {
    switch chance.below(3) {
    case 0: (Sample.answered(), [])
    case 1: (Sample.start(), [])
    default: begun(&chance)
    }
  }

  private static func begun(_ chance: inout SplitMix64) -> (Model, [Effect]) {
    var survey = Sample.firstSurvey
    if chance.oneIn(2) { survey.saved = Sample.saved }
    if chance.oneIn(4) { survey.saved.append(Sample.falseStart) }
    if chance.oneIn(3) { survey.found = Sample.foundMany }
    return Model.start(
      survey: survey,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
  }

  /// A set-up that goes well or does not.
  private static func withSession(_ chance: inout SplitMix64) -> Watched {
    var session = FakeSession()
    session.survey = chance.pick(surveys)
    if chance.oneIn(2) { session.plan.changes.removeLast() }
    if chance.oneIn(2) {
      session.rest = Sample.plan
      session.rest?.digest = "digest-2"
    }
    if let end = chance.pick(ends) { session.run = Sample.settledEvents + end }
    return Watched(begun(&chance), session: session, isSlow: chance.oneIn(3))
  }

  /// How a run ends; `nil` as it should.
  private static let ends: [[Event]?] = [
    nil, [],
    [
      .failed(.role, Sample.roleFault),
      .finished(Sample.result(.failed, fault: Sample.roleFault, step: .role)),
    ],
    [
      .failed(.role, Sample.conflictFault),
      .finished(Sample.result(.conflict, fault: Sample.conflictFault, step: .role)),
    ],
    [
      .failed(.role, Sample.roleMadeOtherwise([Sample.keptRole, Sample.anotherRole])),
      .finished(
        Sample.result(
          .conflict,
          fault: Sample.roleMadeOtherwise([Sample.keptRole, Sample.anotherRole]),
          step: .role
        )
      ),
    ],
    [
      .waiting(.role, Wait(.awsAdministrator, attempt: 1, elapsed: .seconds(5), next: nil)),
      .finished(Sample.result(.stopped)),
    ],
    [.handed(Sample.studioForm), .finished(Sample.result(.stopped))],
  ]

  private static let surveys: [Survey] = {
    var refused = Sample.survey
    refused.organization = .failed(Fault(.noVertesiaCredential))
    var signedOut = Sample.survey
    signedOut.identity = .failed(Fault(.awsSessionExpired))
    var unread = Sample.survey
    (unread.organization, unread.environments) = (.asking, .notAsked)
    var projects = Sample.survey
    var organization = Sample.organization
    organization.projects.append(.init(id: "6600000000000000000000bb", name: "More"))
    projects.organization = .known(organization)
    projects.environments = .known([Sample.environment])
    return [Sample.survey, Sample.survey, refused, signedOut, unread, projects]
  }()
}
