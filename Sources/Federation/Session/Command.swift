/// What a face asks of a session. The only way in.
public enum Command: Equatable, Sendable {
  /// Starts a new set-up, with what flags or a file have already answered.
  case begin(Answers)
  /// Goes on with a saved set-up: id, unique prefix or display name.
  case open(String)
  /// Takes over a set-up that was found in the cloud and is not saved here.
  case adopt(String)
  /// Reads ahead what the answers so far allow; writes nothing.
  case prefetch
  /// Settles one question. Refused with a fault when the check fails.
  case answer(QuestionID, String)
  /// Something that is kept in memory only.
  case secret(QuestionID, SecretText)
  /// Calls the open set-up something else, here alone.
  case rename(String)
  /// Takes the open set-up off the list, where nothing has been made in it.
  case discard
  /// Asks one question again on the next look; its answer becomes the suggestion.
  case reconsider(QuestionID)
  /// Leaves a set-up as it was done: what was answered since is not carried out.
  case dropChange
  /// Works out what would change; writes nothing to the cloud.
  case plan
  /// Makes the changes of the plan with this digest.
  case apply(consent: String)
  /// A decision about a conflict: `stop`, `rename` or `extend`; planned again afterwards.
  case resolve(StepID, with: String)
  /// Hands a step to a person: answers with `Event.handed`.
  case handOver(StepID)
  /// The step is done here after all, and so is what waits for a person beside it.
  case takeBack(StepID)
  /// A person says it has been done; what they pasted is checked first.
  case handedBack(StepID, Answers)
  /// Asks Vertesia for the models again.
  case listModels
  case enableModel(String)
  /// Takes that back, in every way in that it was enabled by.
  case disableModel(String)
  case setDefaultModel(String)
  /// Sends one paid request to a model, by an id as Vertesia gives it; a person has said yes.
  case tryModel(String)
  /// Finishes the change under way, saves and ends; the second one cancels calls.
  case stop
}

/// Typed text that must not be seen again.
public struct SecretText: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  private let text: String
  public init(_ text: String) { self.text = text }
  public func reveal() -> String { text }
  public var description: String { "(secret)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
