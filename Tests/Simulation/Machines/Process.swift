import Federation
import Provisioning
import Synchronization

/// One process of a machine, until it ends or dies.
struct Process: Sendable {
  let life: Life
  /// Answers beside those it was begun with.
  let given: Answers
  let fuse: Fuse
  let disk: PowerLossDisk
  let transport: FusedTransport
  let dice: Dice

  /// How it ended: nothing, when it died.
  struct End: Sendable {
    var result: SetupResult?
    /// The words of its notices and faults.
    var told: [String] = []
    /// Whether its search for what stands in the cloud came to its end; `nil` when there was none.
    var isSearched: Bool?
  }

  func run(on simulator: Simulator) async -> End {
    let end = Mutex(End())
    let result = await Stage.run(
      life,
      disk,
      simulator,
      transport,
      dice,
      given: given,
      searched: { isThrough in end.withLock { $0.isSearched = isThrough } },
      ended: { session in
        await session.end()
        let words = await Self.words(of: session)
        end.withLock { $0.told = words }
      }
    )
    end.withLock { $0.result = result }
    return end.withLock { $0 }
  }

  private static func words(of session: Session) async -> [String] {
    var words: [String] = []
    for await event in session.events {
      switch event {
      case .noticed(let notice): words.append(notice.words)
      case .planned(let plan): words += plan.notices.map(\.words)
      case .failed(_, let fault):
        words += [fault.summary, fault.cause] + fault.evidence.map(\.text)
      default: break
      }
    }
    return words
  }
}
