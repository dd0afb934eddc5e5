import Federation
import Provisioning

/// Where a process can die around a change, and inside the save that keeps its intent or its fact.
/// The names are stable: what a play prints today can be looked for in what it printed before.
package enum Failpoint: String, CaseIterable, Sendable {
  /// Nothing of the change is on the disk yet.
  case beforeIntent = "before-intent"
  /// The intent is durable, and nothing has left.
  case intent
  /// The request is on its way, and arrives when nobody waits for it any more.
  case sent
  /// It has happened, and nobody has heard of it.
  case effect
  /// Its answer has been heard, and is not on the disk.
  case response
  /// The fact is durable.
  case fact
  case temporaryOpened = "temporary-opened"
  case temporaryWritten = "temporary-written"
  case temporarySynced = "temporary-synced"
  /// The generation before has a second name, and not yet the one of the previous file.
  case previousLinked = "previous-linked"
  case previousKept = "previous-kept"
  case renamed
  case directorySynced = "directory-synced"

  /// Those of a save, by the operation that comes next.
  private static let saving: [String: Failpoint] = [
    "write checkpoint": .temporaryOpened, "sync checkpoint": .temporaryWritten,
    "link checkpoint": .temporarySynced, "rename checkpoint.previous.json": .previousLinked,
    "rename checkpoint.json": .previousKept, "sync directory": .renamed,
  ]

  var isOfSave: Bool { self == .directorySynced || Self.saving.values.contains(self) }

  /// What a save is for.
  enum Save: String, CaseIterable, Hashable, Sendable { case intent, fact }

  /// One row of the table.
  package struct Place: Hashable, Sendable, CustomStringConvertible {
    var point: Failpoint
    var save: Save?

    package var description: String { (save.map { "\($0.rawValue)/" } ?? "") + point.rawValue }

    package static let all: [Place] =
      allCases.filter { !$0.isOfSave }.map { Place(point: $0) }
      + Save.allCases.flatMap { save in
        allCases.filter(\.isOfSave).map { Place(point: $0, save: save) }
      }
  }

  /// - Parameter boundaries: what a process passed, the one it died at last.
  /// - Returns: where in a save that was; `nil` outside of one.
  static func inSave(_ boundaries: [String]) -> Failpoint? {
    func operation(_ name: String) -> String {
      // The directory has the name of the set-up.
      name.hasPrefix("sync directory") ? "sync directory" : name
    }
    guard let last = boundaries.last else { return nil }
    if let point = saving[operation(last)] { return point }
    return boundaries.dropLast().last.map(operation) == "sync directory" ? .directorySynced : nil
  }
}

extension Stage {
  /// Of a set-up from scratch.
  package static let changes: [(operation: String, step: StepID)] = [
    ("CreateOpenIDConnectProvider", .identityProvider), ("POST /environments", .environment),
    ("CreateRole", .role), ("PutRolePolicy", .permissions),
    ("PUT /environments/{id}", .connection),
  ]

  /// Where the last process has died, as seen from each change, by what it has left behind.
  var places: [(change: String, place: Failpoint.Place)] {
    let steps = Audit.steps(image)
    let (log, underway) = cloud.read { ($0.log, $0.underway.map(\.call.operation)) }
    let around = (goal?.changes ?? Self.changes).map { operation, step in
      let hasIntent = steps[step]?.intent?.change.operation == operation
      let hasHappened = log.contains("*\(operation)")
      let isHeard = boundaries.dropLast().contains("\(operation) is answered")
      let point: Failpoint =
        if underway.contains(operation) {
          .sent
        } else {
          switch (hasIntent, hasHappened) {
          case (false, false): .beforeIntent
          case (true, false): .intent
          case (true, true): isHeard ? .response : .effect
          case (false, true): .fact
          }
        }
      return (operation, Failpoint.Place(point: point))
    }
    return around + placesInSave
  }

  private var placesInSave: [(change: String, place: Failpoint.Place)] {
    guard let point = Failpoint.inSave(boundaries) else { return [] }
    let isReplaced = point == .renamed || point == .directorySynced
    let old = Audit.intents(
      image.bytes(isReplaced ? "/checkpoint.previous.json" : "/checkpoint.json")
    )
    let new = Audit.intents(written)
    return new.subtracting(old).map { ($0, Failpoint.Place(point: point, save: .intent)) }
      + old.subtracting(new).map { ($0, Failpoint.Place(point: point, save: .fact)) }
  }
}
