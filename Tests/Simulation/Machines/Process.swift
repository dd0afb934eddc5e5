import Federation
import Provisioning
import Synchronization

/// One process of a machine, until it ends or dies.
struct Process: Sendable {
  let life: Life
  /// Whether it looks for what stands in the cloud before anything else.
  let looks: Bool
  let fuse: Fuse
  let disk: PowerLossDisk
  let transport: FusedTransport
  let dice: Dice

  /// How it ended: nothing, when it died.
  struct End: Sendable {
    var result: SetupResult?
    /// The words of its notices and faults.
    var told: [String] = []
  }

  func run(on simulator: Simulator) async -> End {
    let told = Mutex<[String]>([])
    let result = await Stage.run(
      life,
      disk,
      simulator,
      transport,
      dice,
      given: life.given
    ) { session in
      await session.end()
      let words = await Self.words(of: session)
      told.withLock { $0 = words }
    }
    return End(result: result, told: told.withLock { $0 })
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
