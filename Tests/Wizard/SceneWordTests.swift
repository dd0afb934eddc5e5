import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Every screen by its words")
struct SceneWordTests {
  /// What tells a screen's state where nothing but letters is left.
  private static let words: [Scene: [String]] = [
    .home: ["Which set-up?", "5 of 9 done"],
    .homeDone: ["Which set-up?", "done, 52 days ago"],
    .homeFilter: ["/ labs", "found in the cloud"],
    .homeOpen: ["Which set-up?", "5 of 9 done, open now"],
    .setup: ["Done 52 days ago", "Check that it still works"],
    .setupChanged: ["Changed and not carried out yet: permissions.", "Look at the plan"],
    .setupMade: ["What was made", "AWS account checked"],
    .setupBegun: ["nothing has been made", "Take it off this list"],
    .setupDiscard: ["off this list?", "There is no way back."],
    .setupRename: ["What should this set-up be called?", "Another saved set-up has this name"],
    .account: ["Which AWS account should be used?", "signed in", "expired 2 days ago"],
    .accountFilter: ["Which AWS region should Vertesia use?", "4 of 33"],
    .region: ["Which AWS region should Vertesia use?"],
    .vertesia: ["Which Vertesia organization should be connected?"],
    .vertesiaKey: ["19 characters"],
    .environment: ["Which Vertesia environment should reach Bedrock?"],
    .environmentName: ["What should the new environment be called?"],
    .permissions: ["What may Vertesia do with Bedrock?"],
    .rules: ["Company rules", "chosen for you"],
    .organizationByHand: ["Organization ID"],
    .refused: ["AWS does not take this role path"],
    .mfa: ["asks for a code"],
    .planning: ["Working out the plan", "nothing is changed"],
    .plan: ["Make these changes?", "create identity provider"],
    .planDetails: ["Details", "Waits for: environment"],
    .planResumed: ["You stopped 14 days ago at: role."],
    .planEmpty: ["Nothing has to be changed"],
    .planCommands: ["The same by hand"],
    .planWhole: ["The whole plan"],
    .planReplacing: ["Every step was done", "Not as it was"],
    .acting: ["Making the role", "Role running", "Permissions next"],
    .waiting: ["Model listing waiting, try 4", "next in 2 s"],
    .leaving: ["Finishing the change under way, then saving."],
    .leave: ["Save and leave?", "The change under way is finished first."],
    .person: ["Waiting for an AWS administrator"],
    .conflictRole: ["Keep it as it was made (advised)", "Nothing was lost; 5 of 9 are done."],
    .conflict: ["The role name is taken", "Nothing was lost; 5 of 9 are done."],
    .hand: ["Put the role ARN into the environment"],
    .handRequest: ["Hand the AWS side to an administrator"],
    .fault: ["You may not create the role", "Nothing was lost; 5 of 9 are done."],
    .faultDetails: ["Details", "You may not create the role"],
    .evidence: ["Evidence", "VB301"],
    .result: ["Vertesia can reach Bedrock in us-east-1"],
    .resultUnverified: ["Done by hand; not checked from here", "could not be checked"],
    .alone: [Sample.roleName, "Esc goes back"],
    .models: ["needs form Claude Opus 4.1", "needs Marketplace Mistral Large (24.07)"],
    .modelsFiltered: ["only: needs form"],
    .modelDetails: ["State needs form", "not listed"],
    .trial: ["Try Claude Sonnet 4.5 with one request?", "charged to account"],
    .trialRefused: ["The model did not answer the test call", "the call went out as you"],
    .help: ["Keys on this screen"],
    .log: ["Calls", "PutRolePolicy 200"],
  ]

  @Test(arguments: Scene.allCases, GoldenTests.sizes)
  func aScreenIsFoundByItsWords(_ scene: Scene, _ size: Size) throws {
    let told = try #require(Self.words[scene], "what says in words which state this is?")
    let pane = WordTests.words(scene.model(size: size), size).pane.joined(separator: " ")
    for words in told { #expect(pane.contains(words), "\(words)") }
  }
}
