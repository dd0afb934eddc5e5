import Federation
import Screen
import Testing

@testable import Wizard

/// A small generator of our own: a seed in a failure message plays it again.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Any keys, any events, any size")
struct PropertyTests {
  static let inputs: [Input] =
    Keys.table.flatMap(\.inputs) + [
      .character("z"), .character("é"), .character("界"), .character("\u{202E}"), .backspace,
      .delete, .right, .control("u"), .paste("a\nb"), .paste(Sample.roleARN),
      .paste("\u{1B}[31mred"), .suspendResumed, .signal(.terminate), .wheelUp, .wheelDown,
    ]

  static let events: [Event] =
    Sample.settledEvents + Sample.roleEvents + [
      .surveyed(Sample.survey), .surveyed(Sample.firstSurvey), .answered(Sample.answers),
      .answered(Answers()), .planned(Sample.plan), Sample.roleWait, .listed(Sample.report),
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
      .opened(setup: "a", name: "界\u{1B}]0;x\u{7}", resume: "r"),
    ]

  @Test(arguments: UInt64(1)...24)
  func theModelStaysValid(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    var model =
      Scene.allCases.randomElement(using: &random)?
      .model(size: Size(rows: 24, columns: 80)) ?? Sample.start()
    var time = 0
    for _ in 0..<150 {
      let message: Message
      switch Int.random(in: 0..<12, using: &random) {
      case 10...:
        let place = Position(
          row: Int.random(in: -2..<70, using: &random),
          column: Int.random(in: 0..<120, using: &random)
        )
        message = .input(.click(place)).aimed(at: view(model, size: model.size))
      case 0..<6:
        message = .input(try #require(Self.inputs.randomElement(using: &random)))
      case 6..<8:
        message = .event(try #require(Self.events.randomElement(using: &random)))
      case 8:
        time += Int.random(in: 0..<100, using: &random)
        message = .tick(.seconds(time))
      default: message = .input(.resize(Self.size(&random)))
      }
      _ = update(&model, message)
      check(model)
      let size = Bool.random(using: &random) ? model.size : Self.size(&random)
      let frame = view(model, size: size)
      #expect(frame.size == size)
      if let cursor = frame.cursor {
        #expect(frame.bounds.contains(row: cursor.row, column: cursor.column))
      }
    }
  }

  @Test(arguments: Scene.allCases)
  func everySizeIsDrawn(_ scene: Scene) {
    let model = scene.model(size: Size(rows: 24, columns: 80))
    for rows in [0, 1, 2, 3, 5, 8, 15, 16, 17, 19, 20, 24, 35, 36, 60] {
      for columns in [0, 1, 2, 5, 20, 59, 60, 61, 79, 80, 119, 120, 200] {
        let size = Size(rows: rows, columns: columns)
        let frame = view(model, size: size)
        #expect(frame.size == size)
      }
    }
  }

  private static func size(_ random: inout Seeded) -> Size {
    Size(
      rows: Int.random(in: 1...60, using: &random),
      columns: Int.random(in: 1...200, using: &random)
    )
  }

  private func check(_ model: Model) {
    #expect((0..<max(1, model.rows.count)).contains(model.markedIndex))
    #expect(model.scroll >= 0)
    #expect(Set(model.trail + [model.place]).count == model.trail.count + 1, "\(model.trail)")
    #expect(model.hints.count <= 5)
    #expect(model.offers.contains { $0.action == .stop })
  }
}
