import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Readers and what they cover")
struct ReaderTests {
  private static let size = Size(rows: 24, columns: 80)
  /// The keys that open a text over a screen.
  private static let keys: [Action: Input] = [
    .log: .character("l"), .help: .character("?"), .evidence: .character("e"),
    .details: .character("d"), .command: .character("y"), .alone: .character("p"),
  ]

  @Test(arguments: Scene.allCases)
  func escLeadsBackToTheScreenBelow(_ scene: Scene) {
    var model = scene.model(size: Self.size)
    model.overlay = nil
    let place = model.place
    guard model.editing == nil else { return }
    for (action, key) in Self.keys where model.offers.contains(where: { $0.action == action }) {
      model.press(key)
      #expect(model.overlay != nil, "\(action)")
      #expect(model.press(.escape).isEmpty)
      #expect(model.overlay == nil && model.place == place, "\(action)")
    }
  }

  /// A name of an action stands whole where there is room for it on a line.
  @Test(arguments: [Size(rows: 16, columns: 60), size])
  func evidenceBreaksBetweenWords(_ size: Size) {
    var fault = Sample.roleFault
    fault.evidence.append(
      Evidence(
        .message,
        "User: \(Sample.roleARN) is not authorized to perform: iam:PutRolePolicy on resource: role "
          + "Vertesia with an explicit deny, and iam:CreateOpenIDConnectProvider"
      )
    )
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, fault))])
    model.press(.character("e"))
    let lines = model.readerLines(.evidence).map { $0.spans.map(\.text).joined() }
    for name in ["iam:PutRolePolicy", "iam:CreateOpenIDConnectProvider"] {
      #expect(lines.contains { $0.contains(name) })
    }
  }

  struct Ending: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var events: [Event]
    var place: Place
  }

  static let endings = [
    Ending(
      testDescription: "done",
      events: [.finished(Sample.result(.done))],
      place: .result
    ),
    Ending(
      testDescription: "failed",
      events: [.finished(Sample.result(.failed, fault: Sample.roleFault, step: .role))],
      place: .fault
    ),
    Ending(
      testDescription: "conflict",
      events: [.finished(Sample.result(.conflict, fault: Sample.conflictFault, step: .role))],
      place: .conflict(.role)
    ),
    Ending(
      testDescription: "handed over",
      events: [
        .waiting(.role, Wait(.awsAdministrator, attempt: 1, elapsed: .zero, next: nil)),
        .finished(Sample.result(.stopped)),
      ],
      place: .person(.role)
    ),
    Ending(
      testDescription: "a code is wanted",
      events: [.asked(.mfaCode, because: "The profile needs it.")],
      place: .question(.mfaCode)
    ),
  ]

  @Test(
    arguments: [Input.character("l"), .character("?"), .character("y"), .control("c")],
    endings
  )
  func escLeadsToWhatCameOfTheRunMeanwhile(_ key: Input, _ ending: Ending) {
    var model = Scene.acting.model(size: Self.size)
    model.press(key)
    let overlay = model.overlay
    #expect(overlay != nil)
    model.apply(ending.events.map(Message.event))
    #expect(model.overlay == overlay)
    #expect(view(model, size: Self.size).text.contains("Esc leads "))
    model.press(.escape)
    #expect(model.overlay == nil)
    #expect(model.place == ending.place)
  }

  @Test func aTextStaysWhatItWasOpenedFor() {
    var model = Scene.acting.model(size: Self.size)
    model.press(.character("y"))
    model.apply([
      .event(.failed(.role, Sample.roleFault)),
      .event(.finished(Sample.result(.failed, fault: Sample.roleFault, step: .role))),
    ])
    #expect(model.place == .fault)
    #expect(
      model.press(.character("c")) == [
        .copy(Sample.plan.changes.map(\.command).joined(separator: "\n\n"))
      ]
    )
  }

  @Test func aFaultThatCameUnderThePlanIsNotPassedBy() {
    var model = Scene.planDetails.model(size: Self.size)
    #expect(model.overlay == .change)
    let text = model.readerLines(.change)
    model.apply([.event(.failed(nil, Sample.roleFault))])
    #expect(model.readerLines(.change) == text)
    model.press(.escape)
    #expect(model.place == .fault)
  }
}
