import Federation
import Samples
import Screen
import Testing

@testable import Wizard

struct ProjectTests {
  /// The last row opens the question for another project, which leads back to the environment.
  @Test func anotherProjectIsChosenBesideTheEnvironment() throws {
    let other = Organization.Project(id: "660000000000000000000001", name: "More")
    var model = Sample.answered(size: Size(rows: 24, columns: 80))
    var organization = try #require(Sample.survey.organization.value)
    organization.projects.append(other)
    var survey = Sample.survey
    survey.organization = .known(organization)
    model.apply([.event(.surveyed(survey))])
    (model.answers[.project], model.answers[.environmentName]) = (nil, nil)
    (model.place, model.trail) = (.question(.environment), [.question(.vertesia)])
    #expect(view(model, size: model.size).text.contains("now Default, the key's own"))

    model.press(.end)
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .question(.project))
    model.press(.escape)
    #expect(model.place == .question(.environment) && model.answers[.project] == nil)
    model.press(.enter, .down)
    #expect(model.press(.enter).contains(.command(.answer(.project, other.id))))
    #expect(model.place == .question(.environment))
    #expect(view(model, size: model.size).text.contains("now More"))
    // No circle of it on the way back.
    model.press(.escape)
    #expect(model.place == .question(.vertesia))
  }
}
