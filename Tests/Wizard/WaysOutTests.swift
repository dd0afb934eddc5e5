import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Ways out")
struct WaysOutTests {
  private let size = Size(rows: 24, columns: 80)

  @Test func aRefusedSignInLeadsBackToItsQuestion() {
    var (model, _) = Model.start(
      survey: Sample.firstSurvey,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    model.press(.enter)
    #expect(model.place == .question(.region))
    var survey = Sample.firstSurvey
    survey.identity = .failed(Fault(.awsSessionExpired))
    model.apply([.event(.surveyed(survey))])
    #expect(model.place == .question(.aws))
    // Who goes on all the same is not led back a second time by the same news.
    model.place = .question(.region)
    model.apply([.event(.surveyed(survey))])
    #expect(model.place == .question(.region))
  }

  @Test func aTypedKeyIsNotAskedForAgainByOlderNews() {
    var model = Sample.answered()
    var survey = model.survey
    survey.organization = .failed(Fault(.noVertesiaCredential))
    model.apply([.event(.surveyed(survey))])
    model.answers[.vertesiaAccess] = "typed"
    model.answers[.environmentName] = nil
    model.place = .question(.vertesiaKey)
    model.apply([.input(.paste("sk-0123456789abcdef0123456789"))])
    model.press(.enter)
    let place = model.place
    #expect(place != .question(.vertesiaKey))
    model.apply([.event(.surveyed(survey))])
    #expect(model.place == place)
    // Once the session has it, its news count: the key is refused.
    survey.organization = .asking
    survey.held = [.vertesiaKey]
    model.apply([.event(.surveyed(survey))])
    #expect(model.place == place)
    survey.organization = .failed(Fault(.vertesiaKeyRejected))
    survey.held = []
    model.apply([.event(.surveyed(survey))])
    #expect(model.place == .question(.vertesiaKey))
  }

  @Test func aCompanyRuleLeadsToTheRulesAndThenToANewPlan() {
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, Fault(.companyRule)))])
    #expect(model.waysOut.first == .rules && !model.waysOut.contains(.change))
    model.press(.enter)
    #expect(model.place == .rules)
    #expect(model.press(.escape) == [.command(.plan)])
    #expect(model.place == .plan)
    // What still stands in the way is told once, as it stands now.
    let second = Fault(.companyRule, cause: "Now a tag")
    model.apply([.event(.failed(.role, second))])
    #expect(model.run.troubles.map(\.fault) == [second])
  }

  @Test func whoHasGivenOneRuleMayGiveAnother() {
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, Fault(.callerCannotFinish)))])
    #expect(!model.leadsToRules)
    model.answers[.rolePath] = "/"
    #expect(!model.leadsToRules)
    model.answers[all: .tag] = ["cost-center=42"]
    #expect(model.waysOut.first == .byHand)
    // The other sign-in that is advised as well keeps its own way.
    #expect(model.waysOut.contains(.change))
    model.draft.marked = WayOut.rules.rawValue
    model.press(.enter)
    #expect(model.place == .rules)
  }

  @Test func aFaultThatDoesNotFitSaysWhereTheRestIs() {
    let words = "There is more: d shows why, e the evidence."
    let small = Size(rows: 16, columns: 60)
    #expect(view(Scene.fault.model(size: small), size: small).text.contains(words))
    let large = Size(rows: 36, columns: 120)
    #expect(!view(Scene.fault.model(size: large), size: large).text.contains(words))
  }

  @Test(arguments: [FaultCode.callerCannotFinish, .iamReadDenied, .iamDenied])
  func whatTryingAgainCannotMendIsHandedOver(_ code: FaultCode) {
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, Fault(code)))])
    #expect(model.waysOut.first == .byHand)
  }

  /// Trying again cannot mend it; the plan that follows is shown before anything is changed.
  @Test func theIssuerThatSignsCanBeTrustedToo() {
    var model = Scene.plan.model(size: size)
    var fault = Fault(
      .issuerMismatch,
      evidence: [Evidence(.expected, "https://sts.vertesia.io"), Evidence(.found, "https://other")]
    )
    model.apply([.event(.failed(.modelListing, fault))])
    #expect(model.waysOut.prefix(2) == [.issuer, .again])
    // Looking at the models in Studio would not mend it, and pass for done.
    #expect(!model.waysOut.contains(.byHand))
    #expect(view(model, size: size).text.contains("Trust https://sts.vertesia.io (advised)"))
    #expect(
      model.press(.enter) == [
        .command(.answer(.issuer, "https://sts.vertesia.io")), .command(.plan),
      ]
    )
    #expect(model.place == .plan)
    #expect(model.apply([.event(.planned(Sample.plan))]).isEmpty)
    #expect(model.place == .plan)

    // One that is not Vertesia's needs more than a key, and an ARN is no issuer.
    for other in ["https://sts.example.com", "arn:aws:iam::1:oidc-provider/sts.vertesia.io"] {
      fault.evidence[0].text = other
      var model = Scene.plan.model(size: size)
      model.apply([.event(.failed(.modelListing, fault))])
      #expect(!model.waysOut.contains(.issuer))
    }
  }

  @Test func aFilledBlankNeedsNoSecondConsent() {
    var model = Scene.plan.model(size: size)
    var blank = Sample.plan.changes[1]
    blank.details = ["+ sub env:org:<new environment>", "path /"]
    blank.pending = [.environment]
    model.consented = [blank]
    var filled = Sample.plan
    filled.changes = [blank]
    filled.changes[0].details[0] = "+ sub env:org:66f1a0b1c2d3e4f506172839"
    filled.changes[0].pending = []
    model.goesOn = true
    #expect(model.apply([.event(.planned(filled))]).count == 1)
    #expect(model.place == .acting)

    model.place = .plan
    model.goesOn = true
    filled.changes[0].details[1] = "path /other/"
    #expect(model.apply([.event(.planned(filled))]).isEmpty)
    #expect(model.place == .plan)
  }

  @Test func theFieldOfARequestComesFirst() {
    var form = Sample.requestForm
    form.values = [.init(label: "Audience", text: "bedrock")]
    var model = Scene.fault.model(size: size)
    model.apply([.event(.handed(form))])
    #expect(model.editing == .hand(.roleARN))
    model.press(.down)
    #expect(model.valueToCopy == "bedrock")
    model.press(.enter)
    #expect(model.editing == .hand(.roleARN))
    // A paste finds the field by itself.
    model.press(.down)
    model.apply([.input(.paste(Sample.roleARN))])
    #expect(model.press(.enter).first != nil)
    #expect(model.place == .plan)
  }

  @Test func comingBackFromAFormTakesTheStepBack() {
    var model = Scene.fault.model(size: size)
    let fault = model.run.state(of: .role)
    model.draft.marked = WayOut.byHand.rawValue
    #expect(model.press(.enter) == [.command(.handOver(.role))])
    model.apply([
      .event(.handed(Sample.requestForm)), .event(.settled(.role, .waiting, [:])),
    ])
    #expect(model.place == .hand(.role))
    #expect(model.press(.escape) == [.command(.takeBack(.role))])
    #expect(model.place == .fault)
    #expect(model.run.state(of: .role) == fault)
    #expect(model.run.handedSteps.isEmpty)
  }

  @Test func whatHasLongBeenLeftToAPersonStaysWithThem() {
    var model = Scene.person.model(size: size)
    model.apply([.event(.handed(Sample.requestForm))])
    #expect(model.press(.escape).isEmpty)
    #expect(model.place == .person(.role))
    #expect(model.run.handedSteps == [.role])
  }

  private static let otherARN = "arn:aws:iam::432112349876:role/Other"

  /// A role that was named by hand and is the wrong one.
  private func withRole(_ fault: Fault, at step: StepID?) -> Model {
    var model = Scene.handRequest.model(size: size)
    model.apply([.input(.paste(Self.otherARN))])
    model.press(.enter)
    model.apply([.event(.failed(step, fault))])
    return model
  }

  @Test(arguments: [
    (Fault(.roleNotKnown), StepID?.some(.role)), (Fault(.iamUnexpected), .some(.role)),
    (Fault(.roleAccountNotConfirmed), nil), (Fault(.listingNotYet), .some(.modelListing)),
    (Fault(.connectionDiffers), .some(.connection)),
  ])
  func aRoleNamedByHandCanBeNamedAnew(_ fault: Fault, _ step: StepID?) {
    var model = withRole(fault, at: step)
    #expect(model.place == .fault)
    model.draft.marked =
      (model.questionableAnswer == .roleARN ? WayOut.change : .roleARN).rawValue
    #expect(model.waysOut.map(\.rawValue).contains(model.draft.marked ?? ""))
    model.press(.enter)
    #expect(model.place == .question(.roleARN))
    #expect(model.draft.field.text == Self.otherARN)
    model.press(.control("u"))
    model.apply([.input(.paste(Sample.roleARN))])
    #expect(model.press(.enter).first == .command(.answer(.roleARN, Sample.roleARN)))
    #expect(model.answers[.roleARN] == Sample.roleARN)
  }

  @Test func aConflictOverARoleNamedByHandLeadsToTheName() {
    var model = withRole(Fault(.trustDiffers), at: .role)
    model.place = .conflict(.role)
    #expect(model.resolutions(for: .role).first == .choose)
    model.press(.enter)
    #expect(model.place == .question(.roleARN))
  }

  @Test func backFromThePlanLeadsToWhatWasTypedByHand() {
    var model = Scene.handRequest.model(size: size)
    model.apply([.input(.paste(Self.otherARN))])
    model.press(.enter)
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place == .question(.roleARN))
    #expect(model.draft.field.text == Self.otherARN)
  }

  @Test func allOfAPlanCanBeReached() {
    let small = Size(rows: 16, columns: 60)
    var model = Scene.plan.model(size: small)
    var plan = Sample.plan
    plan.notices = [Notice(.warning, "This must be known before anybody agrees.")]
    model.apply([.event(.planned(plan))])
    let more = "more below, 2 of them changes, 1 warning"
    #expect(view(model, size: small).text.contains(more))
    for _ in 0..<20 { model.press(.down) }
    #expect(view(model, size: small).text.contains("This must be known"))
  }

  @Test func whatWasLeftToAPersonIsDoneHereAfterAll() {
    var model = Scene.person.model(size: size)
    guard case .person(let step) = model.place else {
      Issue.record("\(model.place)")
      return
    }
    model.trail = [.home, .plan]
    model.draft.marked = PersonChoice.here.rawValue
    #expect(model.press(.enter) == [.command(.takeBack(step)), .command(.plan)])
    #expect(model.place == .plan && model.run.handedSteps.isEmpty)
    #expect(model.trail == [.home])
    // Who is not signed in to that side does so first.
    model = Scene.person.model(size: size)
    model.answers[step.side == .aws ? .awsAccess : .vertesiaAccess] = "by-hand"
    model.draft.marked = PersonChoice.here.rawValue
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .question(step.side == .aws ? .aws : .vertesia))
  }

  @Test func whatWasEnabledIsSaidAndShown() {
    var model = Scene.models.model(size: size)
    model.press(.home)
    model.press(.character("x"))
    var report = Sample.report
    report.rows[0].ways[0].isEnabled = true
    model.apply([.event(.listed(report))])
    let told = "\(report.rows[0].name) is enabled in Vertesia."
    #expect(model.status?.words == told + " * sets the default, t tries it.")
    model.size = Size(rows: 16, columns: 60)
    #expect(model.status?.words == told)
    #expect(view(model, size: size).text.contains("enabled  "))
  }
}
