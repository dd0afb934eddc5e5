import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// The first screen, with a set-up that is done opened from it.
func opened() -> Model {
  var survey = Sample.firstSurvey
  survey.saved = Sample.saved
  var model = Sample.start(survey)
  model.press(.down, .enter)
  model.apply(Sample.opened(Sample.saved[1]).map(Message.event))
  return model
}

/// Goes down to what can be done with a saved set-up, and takes it.
@discardableResult
func choose(_ choice: SetupChoice, in model: inout Model) -> [Effect] {
  for _ in SetupChoice.allCases where model.markedRow != choice.rawValue { model.press(.down) }
  #expect(model.markedRow == choice.rawValue)
  return model.press(.enter)
}
