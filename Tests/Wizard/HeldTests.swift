import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// A person who is faster than Vertesia.
@Suite("Waiting for what a question is made from")
struct HeldTests {
  private let key = Message.input(.enter)

  /// Past the AWS questions, at the organization; nothing is known of Vertesia yet.
  private func atVertesia() -> Model {
    var model = Sample.start()
    model.apply([.event(.answered(Answers())), .event(.surveyed(unread))])
    model.press(.enter, .enter)
    return model
  }

  private var unread: Survey {
    var survey = Sample.survey
    survey.organization = .notAsked
    survey.environments = .notAsked
    return survey
  }

  private func survey(
    projects: Int = 1,
    _ environments: Reading<[EnvironmentSummary]>
  ) -> Survey {
    var survey = Sample.survey
    var organization = Sample.organization
    for number in 1..<projects {
      organization.projects.append(.init(id: "66000000000000000000000\(number)", name: "More"))
    }
    survey.organization = .known(organization)
    survey.environments = environments
    return survey
  }

  private let there = Sample.environment

  @Test func theFasterPersonIsHeld() throws {
    var model = atVertesia()
    #expect(model.place == .question(.vertesia))
    model.press(.enter)
    #expect(model.question?.isHeld == true && model.needsTicks)
    // Enter has nothing to take, and the keys that work are shown.
    #expect(model.press(.enter, .enter, .down).isEmpty)
    let shown = view(model, size: model.size).text
    #expect(shown.contains("Reading what the key opens") && shown.contains("Esc back"))
    model.apply([.event(.surveyed(survey(projects: 2, .asking)))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == true)
    model.apply([.event(.surveyed(survey(projects: 2, .known([there]))))])
    #expect(model.place == .question(.environment))
    #expect(view(model, size: model.size).text.contains("made before"))
  }

  @Test func theSlowerPersonIsNot() {
    var model = atVertesia()
    model.apply([.event(.surveyed(survey(projects: 2, .known([there]))))])
    #expect(model.place == .question(.vertesia))
    model.press(.enter)
    #expect(model.place == .question(.environment) && model.rows.first == there.id)
  }

  /// Who asks for a list anew is there to see it.
  @Test func whoLooksAgainStaysWhereTheyAre() {
    var model = atVertesia()
    model.apply([.event(.surveyed(survey(.known([]))))])
    model.press(.enter, .enter)
    #expect(model.place == .question(.permissions))
    model.press(.escape)
    model.apply([.event(.surveyed(survey(.asking)))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == true)
    model.apply([.event(.surveyed(survey(.known([there]))))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == false)
  }

  @Test func oneProjectIsNotAskedFor() {
    var model = atVertesia()
    model.press(.enter)
    model.apply([.event(.surveyed(survey(.asking)))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == true)
    model.apply([.event(.surveyed(survey(.known([]))))])
    #expect(model.question?.isHeld == false)
    model.press(.enter)
    #expect(model.place == .question(.permissions))
    model.press(.escape)
    model.press(.escape)
    #expect(model.place == .question(.vertesia))
  }

  @Test func backWorksMeanwhile() {
    var model = atVertesia()
    model.press(.enter, .escape)
    #expect(model.place == .question(.vertesia))
    model.apply([.event(.surveyed(survey(.known([]))))])
    #expect(model.place == .question(.vertesia))
    model.press(.enter)
    #expect(model.place == .question(.environment))
  }

  @Test(arguments: [FaultCode.vertesiaUnavailable, .noVertesiaCredential, .wrongSite])
  func aReadThatFailsLeadsOn(_ code: FaultCode) {
    var model = atVertesia()
    model.press(.enter)
    var failed = unread
    failed.organization = .failed(Fault(code))
    model.apply([.event(.surveyed(failed))])
    let expected: [FaultCode: QuestionID] = [
      .noVertesiaCredential: .vertesia, .wrongSite: .site,
    ]
    #expect(model.place == .question(expected[code] ?? .environment))
    #expect(model.question?.isHeld == false)
  }

  /// With every answer given, what was waited for leads to the plan.
  @Test func nothingLeftToAskIsThePlan() {
    var model = Sample.answered()
    model.place = .question(.vertesia)
    var asking = Sample.survey
    asking.organization = .asking
    model.apply([.event(.surveyed(asking))])
    model.press(.enter)
    #expect(model.question?.isHeld == true)
    #expect(model.apply([.event(.surveyed(Sample.survey))]) == [.command(.plan)])
    #expect(model.place == .plan)
  }

  /// What was read with one key says nothing of another.
  @Test func anotherSignInIsWaitedFor() {
    var model = Sample.answered()
    model.answers[.environmentName] = nil
    model.answers[.vertesiaAccess] = "typed"
    model.place = .question(.vertesiaKey)
    model.apply([.input(.paste("sk-0123456789abcdef0123456789")), .input(.enter)])
    #expect(model.question?.isHeld == true)
    // Told before the session had it.
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.question?.isHeld == true)
    var taken = Sample.survey
    taken.held = [.vertesiaKey]
    model.apply([.event(.surveyed(taken))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == false)
    model.place = .question(.vertesia)
    model.draft.marked = Choose.key
    model.press(.enter)
    model.apply([.event(.surveyed(taken))])
    #expect(model.question?.isHeld == true)
  }

  /// The question that waits for another sign-in goes on when the session does not take it.
  @Test func aSignInThatIsRefusedHoldsNothing() {
    var model = Sample.answered()
    model.answers[.environmentName] = nil
    let before = model.answers
    model.answers[.vertesiaAccess] = Choose.byHand
    model.place = .question(.vertesia)
    _ = model.answer(.vertesia, Choose.key)
    #expect(model.question?.isHeld == true)
    model.apply([
      .event(.refused(.vertesia, Fault(.unknownAnswer))), .event(.answered(before)),
      .event(.surveyed(Sample.survey)),
    ])
    #expect(model.place == .question(.vertesia))
    model.press(.enter)
    model.apply([.event(.answered(before)), .event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == false)
  }

  /// Read while Vertesia is answered; the mark is not on what cannot be picked.
  @Test func aRegionThatOffersNothingLeadsBack() {
    var model = Sample.answered()
    model.answers[.environmentName] = nil
    model.place = .question(.region)
    model.press(.character("/"))
    model.type("eu-central-1")
    model.press(.enter)
    #expect(model.place == .question(.environment))
    var empty = Sample.survey
    empty.emptyRegions = ["eu-central-1"]
    model.apply([.event(.surveyed(empty))])
    #expect(model.place == .question(.region))
    #expect(model.markedRow == "us-east-1")
    model.draft.marked = "eu-central-1"
    #expect(model.press(.enter).isEmpty)
    #expect(model.remark?.words.contains("cannot be used") == true)
  }

  /// One region is one set-up: what was made for the first stays with it.
  @Test func anotherRegionBeginsASecondSetup() {
    var model = Sample.answered()
    model.answers[.roleName] = Sample.roleName
    model.answers[all: .tag] = ["owner=ml"]
    let made: Facts = [.id: Sample.environmentID, .region: "us-east-1"]
    model.apply([.event(.settled(.environment, .created, made))])
    model.place = .question(.region)
    #expect(view(model, size: model.size).text.contains("This set-up stays with us-east-1"))
    var same = model
    #expect(same.answer(.region, "us-east-1").first == .command(.answer(.region, "us-east-1")))
    let effects = model.answer(.region, "eu-west-1")
    var second = Sample.answers
    second[.region] = "eu-west-1"
    second[.environmentName] = nil
    second[all: .tag] = ["owner=ml"]
    #expect(effects == [.command(.begin(second)), .command(.prefetch)])
    #expect(model.remark?.words.contains("us-east-1 stays as it is") == true)
    #expect(model.setup == nil && model.madeRegion == nil && model.question?.isHeld == true)
    model.apply([.event(.surveyed(survey(.known([]))))])
    #expect(model.place == .question(.environment))
  }

  /// Somebody has signed in again elsewhere and takes the same sign-in once more.
  @Test(arguments: [QuestionID.aws, .vertesia])
  func aSignInThatFailedIsTriedAgain(_ id: QuestionID) {
    var model = Sample.answered()
    model.answers[.environmentName] = nil
    var failed = Sample.survey
    if id == .aws {
      failed.identity = .failed(Fault(.awsSessionExpired))
    } else {
      failed.organization = .failed(Fault(.vertesiaKeyRejected))
    }
    model.place = .question(.permissions)
    model.apply([.event(.surveyed(failed))])
    #expect(model.place == .question(id))
    model.draft.marked = model.answer(to: id)
    let effects = model.press(.enter)
    #expect(effects.first == .command(.prefetch) && effects.count == 2)
    #expect(model.place != .question(id))
    model.apply([.event(.surveyed(failed))])
    #expect(model.place == .question(id))
    model.draft.marked = model.answer(to: id)
    model.press(.enter)
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.environment))
  }

  /// What failed with one sign-in does not hold who takes another.
  @Test(arguments: ["legacy", Choose.pasteKeys, Choose.byHand])
  func anotherAWSSignInIsTakenAtOnce(_ other: String) {
    var model = Sample.answered()
    model.answers[.region] = nil
    var failed = Sample.survey
    failed.identity = .failed(Fault(.awsSessionExpired))
    model.apply([.event(.surveyed(failed))])
    model.place = .question(.aws)
    model.draft.marked = other
    #expect(model.press(.enter) == [.command(.answer(.aws, other))])
    let next: QuestionID = other == Choose.pasteKeys ? .awsKeys : .region
    #expect(model.place == .question(next) && model.question?.notices.isEmpty != false)
    // Told before the session had the answer.
    model.apply([.event(.surveyed(failed))])
    #expect(model.place == .question(next) && model.survey.identity.fault == nil)
    var again = Sample.survey
    again.identity = other == "legacy" ? .failed(Fault(.awsKeysRejected)) : .notAsked
    model.apply([.event(.answered(model.answers)), .event(.surveyed(again))])
    #expect(model.place == .question(other == "legacy" ? .aws : next))
  }

  /// It was used before anybody chose it, and has been put right since.
  @Test func aFoundKeyThatFailedIsTriedAgainAtTheFirstEnter() {
    var model = Sample.answered()
    (model.answers[.vertesiaAccess], model.answers[.environmentName]) = (nil, nil)
    var failed = Sample.survey
    failed.organization = .failed(Fault(.vertesiaKeyRejected))
    model.place = .question(.vertesia)
    model.apply([.event(.surveyed(failed))])
    model.draft.marked = Choose.key
    let given: [Effect] = [.command(.prefetch), .command(.answer(.vertesia, Choose.key))]
    #expect(model.press(.enter) == given)
    #expect(model.question?.isHeld == true)
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.environment) && model.question?.isHeld == false)
  }

  /// Lines that were typed ahead stay where they are until their question is there.
  @Test func noLineIsAskedForMeanwhile() {
    let prompts = { (effects: [PlainEffect]) in
      effects.contains { if case .prompt = $0 { true } else { false } }
    }
    var (plain, _) = PlainModel.start(
      survey: Sample.firstSurvey,
      timeline: Sample.timeline,
      stateDirectory: "/state",
      mode: PlainModel.mode(setBy: "--plain")
    )
    _ = update(&plain, .event(.surveyed(unread)))
    for _ in 0..<2 { #expect(prompts(update(&plain, .line("")))) }
    let held = update(&plain, .line(""))
    #expect(!prompts(held))
    #expect(held.contains(.print(["Reading what the key opens."])))
    #expect(!prompts(update(&plain, .event(.surveyed(survey(.asking))))))
    #expect(prompts(update(&plain, .event(.surveyed(survey(.known([there])))))))
    _ = update(&plain, .line("1"))
    #expect(plain.model.answers[.environmentID] == there.id)
  }
}
