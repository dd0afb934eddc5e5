import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Filters that are being typed")
struct FilterTests {
  /// One Enter: what is marked is taken, whether the filter is still typed or not.
  @Test func enterTakesTheMarkedRow() {
    var model = Sample.answered()
    model.place = .question(.region)
    model.press(.character("/"))
    model.type("us-")
    let rows = model.rows
    #expect(rows.count > 2)
    model.press(.down, .down, .up)
    #expect(model.markedRow == rows[1])
    #expect(model.draft.filter.text == "us-" && model.editing == .filter)
    #expect(view(model, size: model.size).text.contains("Enter use it"))
    #expect(model.press(.enter).first == .command(.answer(.region, rows[1])))
  }

  @Test func pagesAreTurnedMeanwhileAndEscapeClears() {
    var model = Sample.answered()
    model.place = .question(.region)
    model.press(.character("/"), .pageDown)
    #expect(model.markedIndex > 0 && model.editing == .filter)
    model.type("us-")
    model.press(.escape)
    #expect(model.draft.filter.isEmpty && model.editing == nil)
    #expect(model.place == .question(.region))
  }

  @Test func aSetupIsOpenedByTheSameEnter() {
    var survey = Sample.firstSurvey
    (survey.saved, survey.found) = (Sample.saved, Sample.foundMany)
    var model = Sample.start(survey)
    model.press(.character("/"))
    model.type("west-3")
    #expect(view(model, size: model.size).text.contains("Enter open"))
    #expect(model.press(.enter).contains(.command(.adopt("d5e6f7g3"))))
    model.place = .home
    #expect(model.editing == nil)
  }

  /// Where nothing matches, Enter does nothing unless what is typed may be an answer.
  @Test func nothingIsTakenWhereNothingMatches() {
    var survey = Sample.firstSurvey
    (survey.saved, survey.found) = (Sample.saved, Sample.foundMany)
    var model = Sample.start(survey)
    model.press(.character("/"))
    model.type("zzz")
    #expect(!model.offers.contains { $0.action == .accept })
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .home && model.editing == .filter)
  }

  /// Models are acted on by letters: Enter ends the typing, and the next key is one.
  @Test func modelsAreFilteredAndThenActedOn() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    let row = Sample.report.rows[1]
    model.press(.character("/"))
    model.type(row.name)
    model.press(.enter)
    #expect(model.overlay == nil && model.editing == nil && model.draft.filter.text == row.name)
    #expect(model.markedModel?.id == row.id)
  }
}
