import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("The mouse")
struct MouseTests {
  private static let size = Size(rows: 24, columns: 80)
  /// Lists, each with a row that can be marked.
  private static let lists: [Scene] = [
    .home, .setup, .account, .region, .environment, .permissions, .rules, .plan, .planReplacing,
    .person, .conflict, .hand, .handRequest, .fault, .models, .modelsFiltered,
  ]

  /// Where each row of the list is, as the frame says.
  private func places(_ model: Model) -> [String: Position] {
    let frame = view(model, size: model.size)
    let cells = (0..<model.size.rows).map { Position(row: $0, column: model.size.columns / 2) }
    let named = cells.compactMap { cell in frame.name(at: cell).map { ($0, cell) } }
    return Dictionary(named) { first, _ in first }
  }

  /// The row that the frame had there, which may not be there any more.
  @discardableResult
  private func click(_ model: inout Model, _ row: String?, _ cell: Position) -> [Effect] {
    update(&model, .clicked(row, at: cell))
  }

  @Test(arguments: lists, GoldenTests.sizes)
  func theFrameKnowsWhereItsRowsAre(_ scene: Scene, _ size: Size) {
    let model = scene.model(size: size)
    let (frame, places) = (view(model, size: size), places(model))
    #expect(places.count > 1 || model.rows.count == 1, "no rows to point at")
    #expect(places.keys.allSatisfy(model.rows.contains))
    for (row, cell) in places {
      let aimed = Message.input(.click(cell)).aimed(at: frame)
      #expect(aimed == .clicked(row, at: cell))
    }
  }

  @Test(arguments: lists)
  func aClickMarksTheRow(_ scene: Scene) {
    let model = scene.model(size: Self.size)
    for (row, cell) in places(model) {
      var clicked = model
      #expect(click(&clicked, row, cell) == [])
      #expect(clicked.markedRow == row && clicked.place == model.place)
      // What the eye sees marked is what the frame calls so.
      let frame = view(clicked, size: Self.size)
      #expect(frame.cursor.flatMap { frame.name(at: $0) } == row)
    }
  }

  @Test(arguments: lists)
  func theSecondClickIsEnter(_ scene: Scene) throws {
    let model = scene.model(size: Self.size)
    for (row, cell) in places(model) where AnswerKey(rawValue: row) == nil {
      var (clicked, entered) = (model, model)
      entered.draft.marked = row
      let expected = entered.press(.enter)
      click(&clicked, row, cell)
      // Where it stands by then, a good while later.
      clicked.apply([.tick(.seconds(1000))])
      #expect(click(&clicked, row, Position(row: 0, column: 0)) == expected)
      #expect(clicked.place == entered.place && clicked.overlay == entered.overlay, "\(row)")
    }
  }

  /// A long list moves with the mark, so that another row is under the pointer then.
  @Test func aDoubleClickTakesWhatItBeganOn() throws {
    let model = Scene.models.model(size: Size(rows: 16, columns: 60))
    let (row, cell) = try #require(places(model).first { $0.key != model.markedRow })
    let other = try #require(model.rows.first { $0 != row })
    var (double, slow) = (model, model)
    click(&double, row, cell)
    click(&double, other, cell)
    #expect(double.overlay == .details && double.markedRow == row)
    click(&slow, row, cell)
    slow.apply([.tick(slow.timeline.elapsed + .seconds(1))])
    click(&slow, other, cell)
    #expect(slow.overlay == nil && slow.markedRow == other)
  }

  /// Neither the row that is marked already nor one that was clicked before a key was pressed.
  @Test func oneClickTakesNothing() throws {
    var model = Scene.region.model(size: Self.size)
    let marked = try #require(model.markedRow)
    let cell = try #require(places(model)[marked])
    click(&model, marked, cell)
    #expect(model.place == .question(.region))
    model.press(.down, .up)
    click(&model, marked, cell)
    #expect(model.place == .question(.region))
    click(&model, marked, cell)
    #expect(model.place != .question(.region))
  }

  @Test(
    arguments: [Scene.plan, .planResumed, .planEmpty, .planReplacing, .planDetails, .planning]
  )
  func noClickConsents(_ scene: Scene) {
    let shown = scene.model(size: Self.size)
    for row in shown.rows + ["nothing"] {
      var model = shown
      for _ in 0..<5 {
        #expect(click(&model, row, Position(row: 9, column: 9)) == [])
        #expect(model.place == .plan && !model.run.isUnderWay)
      }
    }
  }

  @Test(arguments: Scene.allCases)
  func aClickBesideTheRowsDoesNothing(_ scene: Scene) {
    let model = scene.model(size: Self.size)
    let frame = view(model, size: Self.size)
    let outside = [(-1, -1), (24, 0), (0, 80), (10_000, 10_000), (-10_000, 3)]
    let places =
      outside.map { Position(row: $0.0, column: $0.1) }
      + (0..<24).flatMap { row in
        stride(from: 0, to: 80, by: 7).map { Position(row: row, column: $0) }
      }.filter { frame.name(at: $0) == nil }
    var clicked = model
    for place in places {
      let aimed = Message.input(.click(place)).aimed(at: frame)
      #expect(aimed == .clicked(nil, at: place))
      #expect(update(&clicked, aimed) == [])
    }
    #expect(clicked == model)
  }

  /// The frame may be older than what has happened since.
  @Test func aRowThatHasGoneIsNotTaken() {
    var model = Scene.region.model(size: Self.size)
    let before = model
    #expect(click(&model, "nowhere-1", Position(row: 9, column: 9)) == [])
    #expect(model == before)
  }

  @Test func aClickEndsTheFilterAndKeepsIt() throws {
    var model = Scene.accountFilter.model(size: Self.size)
    #expect(model.draft.isFiltering)
    let row = try #require(model.rows.last)
    click(&model, row, Position(row: 9, column: 9))
    #expect(!model.draft.isFiltering && model.draft.filter.text == "us-")
    #expect(model.markedRow == row)
  }

  @Test func aFieldIsNotSubmittedByClicks() throws {
    var model = Scene.handRequest.model(size: Self.size)
    let field = try #require(model.rows.first)
    for _ in 0..<3 { #expect(click(&model, field, Position(row: 9, column: 9)) == []) }
    #expect(model.place == Scene.handRequest.model(size: Self.size).place && model.remark == nil)
  }

  @Test func theWheelMovesTheMarkAndScrollsTexts() {
    var model = Scene.region.model(size: Self.size)
    model.press(.home)
    model.apply([.input(.wheelDown), .input(.wheelDown), .input(.wheelUp)])
    #expect(model.markedIndex == 1)
    model.apply(Array(repeating: .input(.wheelUp), count: 9))
    #expect(model.markedIndex == 0)
    var text = Scene.planWhole.model(size: Self.size)
    text.apply([.input(.wheelDown), .input(.wheelDown), .input(.wheelUp)])
    #expect(text.scroll == 3)
    text.apply(Array(repeating: .input(.wheelDown), count: 200))
    #expect(text.scroll == text.lastScroll(of: .details))
  }

  /// Only who has it is told of it.
  @Test func theHelpTellsOfItWhereItIsOn() {
    for hasMouse in [true, false] {
      var (model, _) = Model.start(
        survey: Sample.firstSurvey,
        size: Size(rows: 60, columns: 80),
        timeline: Sample.timeline,
        stateDirectory: "/state",
        hasMouse: hasMouse
      )
      model.press(.character("?"))
      #expect(view(model, size: model.size).text.contains("A click marks a row") == hasMouse)
    }
  }
}
