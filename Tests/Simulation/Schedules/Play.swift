import Federation
import Provisioning

/// Plays a schedule to its end, and holds the end to the reference: whatever happened, one more run
/// that is left alone ends as the first one would have.
package enum Play {
  /// - Throws: what was violated, as `Violation` or the simulator's own errors.
  package static func perform(_ schedule: Schedule) throws {
    let stage = Stage(schedule)
    var setup: String?
    var mayForgetAnswers = false
    for life in schedule.lives {
      if life.start != .goOn { mayForgetAnswers = true }
      let result = try stage.live(life)
      if let id = result?.setup, !id.isEmpty, !mayForgetAnswers, stage.image.hasCheckpoint {
        if let setup, setup != id { throw Violation("a second set-up \(id) beside \(setup)") }
        setup = id
      }
    }
    try finish(stage, keepsAnswers: !mayForgetAnswers)
  }

  /// One more run that is left alone, and what must stand then.
  static func finish(_ stage: Stage, keepsAnswers: Bool = true) throws {
    // Without files a person looks for what stands before beginning again.
    let last = stage.image.hasCheckpoint ? Life() : Life(start: .recover)
    guard var result = try stage.live(last) else { throw Violation("no end") }
    // Who had lost the answers may have made the role elsewhere; that is told, and a person decides.
    if !keepsAnswers, let fault = result.faults.first(where: { $0.code == .roleDiffers }) {
      guard let keep = fault.remedies.first(where: \.keepsRole)?.product,
        let decided = try stage.live(Life(), given: keep.answers)
      else { throw Violation("a role that differs cannot be kept: \(fault.remedies)") }
      result = decided
    }
    if let goal = stage.goal, !goal.succeeds { return try goal.checkTakenBack(stage, result) }
    guard result.exit == .done else {
      throw Violation("left alone it ends with \(result.exit): \(result.faultWords)")
    }
    try compare(stage, keepsAnswers: keepsAnswers && last.start == .goOn)
    // What was just made may not show yet to who looks at once.
    stage.wait(.seconds(120))
    stage.cloud.deliverAll()
    let writes = stage.cloud.writes.count
    guard try stage.live(Life())?.exit == .done, stage.cloud.writes.count == writes else {
      throw Violation("a second run after success changes something")
    }
  }

  /// The reference: one of each, trusting and named as asked.
  private static func compare(_ stage: Stage, keepsAnswers: Bool) throws {
    let state = stage.cloud.read { $0 }
    if let goal = stage.goal { return try goal.check(state) }
    // One that came of a late request is told, and stays.
    let used = state.environments.filter { $0.apiKey != nil }
    let isOne = used.count == 1 && state.environments.count <= 1 + state.delivered
    guard state.providers.count == 1, state.roles.count == 1, isOne else {
      throw Violation(
        "\(state.providers.count) providers, \(state.roles.count) roles, "
          + "\(state.environments.count) environments"
      )
    }
    guard let role = state.roles.values.first, let environment = used.first else {
      return
    }
    let key = environment.apiKey ?? "none"
    guard key.hasSuffix("/\(role.name)") else { throw Violation("the key is \(key)") }
    guard role.trust.contains(environment.id) else { throw Violation("trust: \(role.trust)") }
    guard role.inline.count + role.attached.count == 1 else {
      throw Violation("policies: \(role.inline.keys) \(role.attached)")
    }
    guard keepsAnswers else { return }
    guard environment.name == "Lab", role.path == "/lab/" else {
      throw Violation("answers: \(environment.name) \(role.path)")
    }
  }
}

extension SetupResult {
  /// Its own and those of its steps.
  var faults: [Fault] { ([fault] + steps.map(\.fault)).compactMap(\.self) }

  var faultWords: String {
    faults.map { "\($0.code.rawValue) \($0.cause) \($0.evidence.map(\.text))" }
      .joined(separator: "; ")
  }
}
