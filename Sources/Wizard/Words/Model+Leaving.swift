/// What leaving does, in words. A demo keeps nothing after its end, so it promises nothing either.
extension Model {
  var quitWords: String {
    switch place {
    case .result, .models: result == nil ? saveAndQuit : "finish"
    case .home: "quit"
    case .acting: stopAndSave
    default: saveAndQuit
    }
  }

  var saveAndQuit: String { keepsNothing ? "quit" : "save and quit" }
  var stopAndSave: String { keepsNothing ? "stop" : "stop and save" }

  /// A way out of what stands in the way, or of a wait.
  var leaveWords: String { keepsNothing ? "Leave the demo" : "Leave and come back later" }

  /// What becomes of a plan, in lines, that is not agreed to.
  func keepingPlan(_ plan: String) -> String {
    guard keepsNothing else { return "keeps \(plan) for later" }
    return isDayTwo ? "leaves all as it is" : "ends the demo"
  }

  /// Said while a change under way is finished before leaving.
  var finishingWords: String {
    "Finishing the change under way\(keepsNothing ? "" : ", then saving")."
  }
}
