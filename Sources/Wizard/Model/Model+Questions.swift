package import Federation

extension Model {
  /// The question as it stands now: its words and choices follow what has been read.
  func question(_ id: QuestionID) -> Question? {
    if var question = made.question(id) ?? Questionnaire.question(id, answers, survey) {
      if id == .region, let madeRegion {
        question.title = "Which other region should be set up?"
        question.why =
          "This set-up stays with \(madeRegion). Another region begins a second one beside it, by "
          + "the same answers."
      }
      return question
    }
    if id == .setupName, let setup {
      return Question(
        id: id,
        title: "What should this set-up be called?",
        why: "Only here: it is found by this name on this machine. Nothing is changed in AWS or in "
          + "Vertesia.",
        form: .text,
        suggestion: setup.name
      )
    }
    guard let reason = reasons[id] else { return nil }
    // Asked for by a read in the middle of a run, where no question is due.
    return Question(
      id: id,
      title: id == .mfaCode ? "Enter the MFA code" : "Enter the Vertesia API key",
      why: reason,
      form: .secret
    )
  }

  /// Something that a read waits for and that was put off.
  var wantedSecret: QuestionID? { QuestionID.allCases.first { reasons[$0] != nil } }

  /// Whether it has a place among the questions of this moment.
  func applies(_ id: QuestionID) -> Bool {
    Questionnaire.questions(answers, survey).contains { $0.id == id }
  }

  /// A person does what is to be done on that side: nobody signs in to it here.
  func isByHand(_ side: Side) -> Bool {
    answers[side == .aws ? .awsAccess : .vertesiaAccess] == Choose.byHand
  }

  /// The one on the screen.
  package var question: Question? {
    if case .question(let id) = place { question(id) } else { nil }
  }

  /// The choices that the filter leaves, in their order.
  func choices(of question: Question) -> [Question.Choice] {
    guard case .choice(let choices) = question.form else { return [] }
    let wanted = drafts[.question(question.id)]?.filter.text ?? ""
    return choices.found(by: wanted) { "\($0.label) \($0.detail)" }
  }

  /// The present answer, as it was given.
  package func answer(to id: QuestionID) -> String? { Questionnaire.value(of: id, answers, survey) }

  /// Makes the question on the screen ahead of all that looks at it: a list of regions takes longer to
  /// make than to draw.
  mutating func makeQuestion() {
    guard case .question(let id) = place, made.question(id) == nil else { return }
    made.keep(Questionnaire.question(id, answers, survey))
  }

  /// Fills a text field with the present answer or the suggestion, for as long as nobody types in
  /// it: the answer may be given on another screen meanwhile.
  mutating func prepareField() {
    guard let question, question.form == .text, !draft.isTyped else { return }
    let known = answer(to: question.id) ?? question.suggestion
    guard let known, !draft.isFilled || draft.field.text != known else { return }
    draft.field = Field(known)
    draft.isFilled = true
  }

  /// What is wrong with the text in a question's field, as it is typed.
  func complaint(about question: Question) -> Fault? {
    let text = drafts[.question(question.id)]?.field.text ?? ""
    guard !text.isEmpty || question.id == .setupName else { return nil }
    switch question.form {
    case .text where question.id == .setupName:
      do throws(Fault) {
        _ = try AnswerCheck.setupName(text, beside: otherSetups)
      } catch { return error }
    case .choice, .typed: return nil
    case .secret:
      do throws(Fault) { _ = try SecretCheck.check(question.id, text) } catch { return error }
    case .text:
      do throws(Fault) {
        _ = try Questionnaire.settle(question.id, with: text, answers, survey)
      } catch { return error }
    }
    return nil
  }

  /// Company rules that apply, for the list behind their key. Tags are put on what is made; what is
  /// there already keeps those it has.
  var companyRules: [Question] {
    Questionnaire.questions(answers, survey)
      .filter { $0.isCompanyRule && !(isDayTwo && $0.id == .tag) }
  }
}

/// A question as the answers and the survey have it, until either changes.
struct MadeQuestion: Equatable, Sendable {
  private var question: Question?

  func question(_ id: QuestionID) -> Question? { question?.id == id ? question : nil }
  mutating func keep(_ question: Question?) { self.question = question }
  mutating func forget() { question = nil }

  /// It follows from the rest of the model, and tells no two apart.
  static func == (one: MadeQuestion, other: MadeQuestion) -> Bool { true }
}
