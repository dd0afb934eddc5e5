import Federation
import Screen

/// A plan as lines: the pairing, what changes on each side, what stays.
enum PlanText {
  static func lines(_ plan: Plan) -> [String] {
    var lines = head(plan)
    for (title, side) in [("In AWS", Side.aws), ("In Vertesia", .vertesia)] {
      let changes = plan.changes.filter { $0.step.side == side }
      guard !changes.isEmpty else { continue }
      lines += ["", title]
      for change in changes {
        lines.append("  \(change.verb == .remove ? "-" : "+") \(change.sentence)")
        if change.isMarked { lines.append("      (\(Change.signs))") }
        lines += change.details.map { "      \($0)" }
      }
    }
    if !plan.stays.isEmpty {
      lines += ["", "Stays as it is"] + plan.stays.map { "  = \($0.words)" }
    }
    return lines.map { RemoteText($0).text }
  }

  /// The pairing, and what has to be known before anything is changed.
  static func head(_ plan: Plan) -> [String] {
    ["\(plan.organization) <-> \(plan.account)"]
      + plan.notices.map { "  \(mark($0.tone)) \($0.words)" }
  }

  private static func mark(_ tone: Notice.Tone) -> String {
    switch tone {
    case .info, .good: "-"
    case .warning, .bad: "!"
    }
  }
}

/// A plan as one document.
struct PlanDocument: Encodable {
  var setup: String
  var exit: Federation.ExitCode
  var organization: String
  var account: String
  var changes: [Change]
  var stays: [Stay]
  var notices: [Notice]
  var digest: String

  struct Stay: Encodable {
    var step: StepID
    var words: String
  }

  init(_ plan: Plan, setup: String, exit: Federation.ExitCode) {
    self.setup = setup
    self.exit = exit
    organization = plan.organization
    account = plan.account
    changes = plan.changes
    stays = plan.stays.map { Stay(step: $0.step, words: $0.words) }
    notices = plan.notices
    digest = plan.digest
  }
}
