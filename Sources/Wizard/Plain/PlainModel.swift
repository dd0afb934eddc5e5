package import Federation
import Screen

/// The wizard line by line, for screen readers and pipes: the same model and the same moves as the
/// full screen, told in words and answered by lines.
package struct PlainModel: Equatable, Sendable {
  package internal(set) var model: Model
  /// What was asked last; a change of it is told and asked again.
  var asked: PlainAsk?
  /// What was asked before a question that lies over it, and is asked again after it.
  var below: PlainAsk?
  /// Where that was.
  var askedAt: Place?
  /// A prompt stands at the end of the last line, and nobody has answered it.
  var isPrompted = false
  /// When something was last printed, in the program's time.
  var saidAt: Duration = .zero
  /// Waits that have been explained.
  var explained: [StepID: Wait.Reason] = [:]
  /// Waits that take longer than usual, of which that has been told, and what it may mean.
  var overdue: [StepID: Set<Wait.Reason>] = [:]
  /// Lines to be told once, before the next prompt.
  var notes: [String] = []
  /// What is on its way to the clipboard: its name, and itself.
  var copying = ["", ""]
  var hasQuit = false

  /// A line at least this often while something is under way, and nothing else is told.
  static let heartbeat: Duration = .seconds(25)

  /// The first lines, and what to do at once. Arguments as for `Model.start`; `mode` is what
  /// the first line says of plain mode.
  package static func start(
    survey: Survey,
    given: Answers = Answers(),
    opening: String? = nil,
    timeline: Timeline,
    stateDirectory: String,
    again: String? = nil,
    mode: String
  ) -> (PlainModel, [PlainEffect]) {
    let (model, effects) = Model.start(
      survey: survey,
      given: given,
      opening: opening,
      size: Size(rows: 24, columns: 80),
      timeline: timeline,
      stateDirectory: stateDirectory,
      again: again
    )
    var plain = PlainModel(model: model)
    let hello = "\(mode). Type ? for help, < to go back, q to \(model.saveAndQuit)."
    let told = [PlainEffect.print([hello])] + plain.carry(effects) + plain.ask()
    return (plain, told)
  }

  /// Who asked for it: `--plain` or `ACCESSIBLE`.
  package static func mode(setBy reason: String) -> String { "Plain mode, set by \(reason)" }
  package static let rememberedMode = "Plain lines, as last time; --no-plain shows the full screen"

  init(model: Model) {
    self.model = model
  }
}

package enum PlainMessage: Equatable, Sendable {
  /// One line without its end.
  case line(String)
  case event(Event)
  /// As `Message.signInEnded`.
  case signInEnded(profile: String, status: Int?)
  /// Where the text of `PlainEffect.copy` went.
  case copied(Copied)
  case endOfInput
  /// Time since the start, at least every second while `PlainModel.needsTicks`.
  case tick(Duration)
}

package enum PlainEffect: Equatable, Sendable {
  /// Clean lines without escapes; each gets a line end.
  case print([String])
  /// Printed without a line end; what is read next answers it.
  case prompt(String, PlainReading)
  case command(Command)
  /// As `Effect.signIn`; nothing is read until it has ended.
  case signIn(profile: String)
  /// To the desktop's clipboard, else into a file.
  case copy(String)
  case quit(ExitCode)
}

/// Where a text is that was to be copied.
package enum Copied: Equatable, Sendable {
  /// Taken by this program.
  case program(String)
  /// Written into this file.
  case file(String)
  case nowhere
  /// A demo starts no programs and leaves no files.
  case demo
}

/// What a person is asked: words first, then a prompt.
struct PlainAsk: Equatable, Sendable {
  var lines: [String]
  /// `nil` while there is nothing to answer.
  var prompt: String?
  var reading = PlainReading.line

  /// What is chosen among, by number.
  var choices: [String] { lines.filter { $0.first?.isNumber == true } }
}
