package import Federation
package import Screen

/// Everything the screens show. `update` changes it, `view` draws it, nothing else touches it.
package struct Model: Equatable, Sendable {
  package internal(set) var size: Size
  package let glyphs: Glyphs
  package internal(set) var timeline: Timeline
  /// Where checkpoints and call logs stand; shown, never read. Empty where nothing is kept.
  let stateDirectory: String
  /// Clicks and the wheel come; told in the help, since nothing shows it.
  private(set) var hasMouse = false
  /// The command that starts a demo again.
  private(set) var again: String?
  /// Answers from flags or a file, for every set-up that is begun here.
  let given: Answers

  package internal(set) var place: Place {
    didSet { if case .question(let id) = place { visited.insert(id) } }
  }
  /// The questions that were shown in this set-up.
  var visited: Set<QuestionID> = []
  /// The screens Back leads through, the nearest last.
  package internal(set) var trail: [Place] = []
  package internal(set) var overlay: Overlay?
  /// The screen that the overlay was opened over. A run that ends meanwhile leaves another one
  /// below.
  var coveredPlace: Place?
  /// First line shown of an overlay's text.
  package internal(set) var scroll = 0
  /// Said once in the status line; gone with the next key.
  var remark: Notice?
  /// The row that was clicked last, until a key is pressed.
  var clicked: Click?
  /// No key has been pressed: the first line tells screen reader users where to go.
  var isFresh = true
  /// No key has been pressed since something was asked for that an earlier question may come from.
  var followsNews = false
  /// The session was told to read both sides for this set-up.
  var readsAhead = false
  /// A stop was asked for and what is under way is being finished.
  package internal(set) var isLeaving = false

  var setup: OpenSetup?
  /// How long ago and where a continued set-up had stopped.
  var resumed: SetupSummary?
  /// Its last run here carried everything out.
  var wasDoneHere = false
  /// What had been answered when it was opened, or when it was done where that is told.
  var openedAnswers: Answers?
  package internal(set) var answers: Answers { didSet { made.forget() } }
  /// Settled here and not yet confirmed by the session, in order.
  var unconfirmed: [Given] = []
  /// Secrets that the session has not told of holding yet.
  var unconfirmedSecrets: Set<QuestionID> = []
  package internal(set) var survey: Survey { didSet { made.forget() } }
  /// The question on the screen, made once for all that looks at it.
  var made = MadeQuestion()
  var savedAt: Duration?
  var notices: [Notice] = []

  var drafts: [Place: Draft] = [:]
  var refusals: [QuestionID: Fault] = [:]
  /// Why something has to be typed before a read can go on.
  var reasons: [QuestionID: String] = [:]

  var plan: Plan?
  /// It was applied: what it says is not so any more.
  var isPlanSpent = false
  /// The changes a person has agreed to. A later plan of only these needs no second consent.
  var consented: [Change] = []
  /// A plan was asked for in order to go on with what was agreed to.
  var goesOn = false
  /// It was asked whether all of it still works: where nothing is to be changed, no plan is shown.
  var isCheck = false
  /// What was answered long ago and is asked for again.
  var reconsidered: QuestionID?
  /// The set-up was picked from the list, and not named when the program was started.
  var isPicked = false
  /// Somebody asked whether what they wait for has been done.
  var isLookedFor = false
  /// A step is being left to somebody: a plan without it may come.
  var handsOver = false
  /// The faults that a step was left to an administrator for, its own first: the plan is one without
  /// that step.
  var leftFor: [Run.Trouble] = []
  var run = Run()
  /// Which of the faults is shown.
  var shownTrouble = 0
  var hands: [StepID: HandForm] = [:]
  var handFields: [AnswerKey: Field] = [:]
  /// The role that was named before the present one.
  var roleBefore: String?
  var report: ListingReport?
  var modelFilter = ModelFilter.all
  /// The models were asked for by themselves, and have not come.
  var asksModels = false
  /// Another program has the terminal: what is typed is for it.
  var isAway = false
  /// A model that is being enabled or made the default.
  var modelUnderWay: String?
  /// The way in that a line names, while it is acted on.
  var namedWay: String?
  package internal(set) var trial: Trial?
  package internal(set) var result: SetupResult?

  /// An answer on its way to the session.
  struct Given: Equatable, Sendable {
    var id: QuestionID
    var text: String
    /// The side that it signs in to anew, so that what is known of that side counts no more.
    var signsIn: Side?
  }

  /// A set-up that the session has open.
  struct OpenSetup: Equatable, Sendable {
    var id: String
    var name: String
    /// The command that goes on with it.
    var resume: String
  }

  init(
    survey: Survey,
    given: Answers,
    size: Size,
    glyphs: Glyphs,
    timeline: Timeline,
    stateDirectory: String
  ) {
    self.survey = survey
    self.given = given
    self.size = size
    self.glyphs = glyphs
    self.timeline = timeline
    self.stateDirectory = stateDirectory
    answers = given
    place = .home
  }

  /// The first screen, from what files and the environment tell, and what to do at once.
  /// `survey` holds saved set-ups and sign-ins, nothing that has needed the network; `opening` is a
  /// saved set-up to go on with: id, unique prefix or name. `again` starts a demo another time.
  package static func start(
    survey: Survey,
    given: Answers = Answers(),
    opening: String? = nil,
    size: Size,
    glyphs: Glyphs = .unicode,
    timeline: Timeline,
    stateDirectory: String,
    again: String? = nil,
    hasMouse: Bool = false
  ) -> (Model, [Effect]) {
    var model = Model(
      survey: survey,
      given: given,
      size: size,
      glyphs: glyphs,
      timeline: timeline,
      stateDirectory: stateDirectory
    )
    (model.again, model.hasMouse) = (again, hasMouse)
    var effects: [Effect] = []
    if let opening {
      effects = model.open(opening)
    } else if survey.saved.isEmpty && survey.found.isEmpty {
      effects = model.beginSetup()
    }
    return (model, effects)
  }

  /// Whether something on the screen moves, so that `Message.tick` is wanted, four times a second.
  package var needsTicks: Bool {
    if isLeaving || run.isUnderWay || modelUnderWay != nil || trial?.isUnderWay == true {
      return true
    }
    switch place {
    case .opening: return true
    case .plan: return plan == nil
    case .models: return report == nil
    case .question(let id): return question(id)?.isLooking ?? false
    default: return false
    }
  }

  /// One screen's draft; a place that was never visited has an empty one.
  var draft: Draft {
    get { drafts[place] ?? Draft() }
    set { drafts[place] = newValue }
  }
}
