import Federation
import Samples
import Screen

@testable import Wizard

/// Every screen in the state that a golden file holds.
enum Scene: String, CaseIterable, Sendable {
  case home, homeDone = "home-done", homeFilter = "home-filter", homeOpen = "home-open"
  case setup, setupChanged = "setup-changed", setupMade = "setup-made"
  case setupBegun = "setup-begun", setupDiscard = "setup-discard", setupRename = "setup-rename"
  case account, accountFilter = "account-filter", region, vertesia, vertesiaKey = "vertesia-key"
  case environment, environmentName = "environment-name", permissions, rules
  case organizationByHand = "organization-by-hand", refused, mfa
  case planning, plan, planDetails = "plan-details", planResumed = "plan-resumed"
  case planEmpty = "plan-empty", planCommands = "plan-commands", planWhole = "plan-whole"
  case planReplacing = "plan-replacing"
  case acting, waiting, leaving, person, conflict, conflictRole = "conflict-role"
  case hand, handRequest = "hand-request", fault
  case faultDetails = "fault-details", evidence, result, resultUnverified = "result-unverified"
  case alone, models, modelsFiltered = "models-filtered", modelDetails = "model-details"
  case trial, trialRefused = "trial-refused"
  case help, log, leave

  func model(size: Size, glyphs: Glyphs = .unicode) -> Model {
    var model = Sample.answered(size: size, glyphs: glyphs)
    switch self {
    case .home, .homeDone, .homeFilter, .homeOpen, .setup, .setupChanged, .setupMade, .setupBegun,
      .setupDiscard, .setupRename:
      model = home(size: size, glyphs: glyphs)
    case .account: model = Sample.start(size: size, glyphs: glyphs)
    case .accountFilter, .region, .vertesia, .vertesiaKey, .environment, .environmentName,
      .permissions, .rules, .organizationByHand, .refused, .mfa:
      ask(&model)
    case .planning: model.place = .plan
    case .plan, .planDetails, .planResumed, .planEmpty, .planCommands, .planWhole,
      .planReplacing:
      plan(&model)
    case .acting, .waiting, .leaving, .leave, .log: run(&model)
    case .person, .conflict, .conflictRole, .hand, .handRequest, .fault, .faultDetails, .evidence:
      stop(&model)
    case .result, .resultUnverified, .alone, .models, .modelsFiltered, .modelDetails, .trial,
      .trialRefused, .help:
      finish(&model)
    }
    return model
  }

  private func home(size: Size, glyphs: Glyphs) -> Model {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    survey.found = Sample.found
    if self == .homeFilter { survey.found = Sample.foundMany }
    var model = Sample.start(survey, size: size, glyphs: glyphs)
    switch self {
    case .homeDone: model.press(.down)
    case .homeFilter:
      model.press(.character("/"))
      model.type("labs")
    case .homeOpen:
      model.press(.enter)
      model.apply(Sample.opened(survey.saved[0]).map(Message.event))
      model.press(.escape, .escape)
    case .setupBegun, .setupDiscard: begun(&model)
    case .setup, .setupChanged, .setupMade, .setupRename:
      model.press(.down, .enter)
      model.apply(Sample.opened(survey.saved[1]).map(Message.event))
    default: break
    }
    if self == .setupMade { model.press(.character("d")) }
    if self == .setupDiscard { model.press(.end, .enter) }
    if self == .setupRename {
      model.press(.end, .up, .enter, .control("u"))
      model.type(Sample.saved[0].name)
    }
    if self == .setupChanged {
      model.survey.doneAnswers = model.answers
      model.answers[.permissions] = "listing"
    }
    return model
  }

  private func begun(_ model: inout Model) {
    model.survey.saved = [Sample.falseStart]
    model.press(.home, .enter)
    model.apply(Sample.opened(Sample.falseStart).map(Message.event))
  }

  private func ask(_ model: inout Model) {
    switch self {
    case .accountFilter:
      model.place = .question(.region)
      model.press(.character("/"))
      model.type("us-")
    case .vertesiaKey:
      var answers = Sample.answers
      answers[.vertesiaAccess] = "typed"
      model.answers = answers
      model.survey.organization = .notAsked
      model.place = .question(.vertesiaKey)
      model.apply([.input(.paste("sk-0123456789abcdef"))])
    case .organizationByHand:
      model.answers[.vertesiaAccess] = "by-hand"
      model.answers[.organization] = nil
      model.survey.organization = .notAsked
      model.place = .question(.organization)
    case .refused:
      model.place = .question(.rolePath)
      model.apply([.input(.paste("no slash")), .input(.enter)])
    case .mfa:
      model.place = .plan
      model.apply([.event(.asked(.mfaCode, because: "prod-platform asks for a code of iphone."))])
    case .environmentName:
      model.place = .question(.environmentName)
      model.apply([.tick(.seconds(122))])
    case .region: model.place = .question(.region)
    case .vertesia: model.place = .question(.vertesia)
    case .environment: model.place = .question(.environment)
    case .permissions: model.place = .question(.permissions)
    default: model.place = .rules
    }
  }

  private func plan(_ model: inout Model) {
    model.place = .plan
    var plan = Sample.plan
    if self == .planResumed {
      model.resumed = Sample.saved[0]
      plan.changes = Array(plan.changes.suffix(3))
      plan.stays += [
        .init(step: .identityProvider, words: "identity provider sts.becomposable.com"),
        .init(step: .environment, words: "environment bedrock-us-east-1, \(Sample.environmentID)"),
      ]
    }
    if self == .planEmpty { plan.changes = [] }
    if self == .planReplacing {
      plan.changes = Sample.replacing
      model.resumed = Sample.saved[1]
    }
    model.apply([.event(.planned(plan))])
    if self == .planDetails { model.press(.down, .enter) }
    if self == .planReplacing { model.press(.down) }
    if self == .planWhole { model.press(.character("d")) }
    if self == .planCommands { model.press(.character("y")) }
  }

  private func run(_ model: inout Model) {
    model.place = .plan
    model.apply([.event(.planned(Sample.plan)), .input(.character("a"))])
    for (index, event) in Sample.settledEvents.enumerated() {
      model.apply([.tick(.milliseconds(122_000 + index * 400)), .event(event)])
    }
    model.apply([Sample.at(126)])
    if self == .acting {
      model.apply(Sample.roleEvents.prefix(2).map(Message.event))
      return
    }
    for (index, event) in Sample.roleEvents.enumerated() {
      model.apply([.tick(.milliseconds(126_000 + index * 300)), .event(event)])
    }
    model.apply([Sample.at(163), .event(Sample.roleWait), Sample.at(165)])
    if self == .leaving { model.press(.character("q")) }
    if self == .leave { model.press(.control("c")) }
    if self == .log { model.press(.character("l")) }
  }

  private func stop(_ model: inout Model) {
    model.place = .plan
    model.apply([.event(.planned(Sample.plan)), .input(.character("a"))])
    model.apply(Sample.settledEvents.map(Message.event))
    model.apply([.event(.called(Sample.call(31, "iam", "CreateRole", 403, 121, "AccessDenied")))])
    switch self {
    case .conflict:
      model.apply([
        .event(.failed(.role, Sample.conflictFault)),
        .event(.finished(Sample.result(.conflict, fault: Sample.conflictFault, step: .role))),
      ])
    case .conflictRole:
      let fault = Sample.roleMadeOtherwise([Sample.keptRole, Sample.anotherRole])
      model.apply([
        .event(.failed(.role, fault)),
        .event(.finished(Sample.result(.conflict, fault: fault, step: .role))),
      ])
    case .person:
      let wait = Wait(
        .awsAdministrator,
        attempt: 1,
        elapsed: .seconds(180_000),
        next: nil,
        handedOut: Sample.requestForm.document
      )
      model.apply([
        .event(.waiting(.role, wait)), .event(.finished(Sample.result(.stopped))),
      ])
    default:
      model.apply([
        .event(.failed(.role, Sample.roleFault)),
        .event(.finished(Sample.result(.failed, fault: Sample.roleFault, step: .role))),
      ])
    }
    if self == .hand { model.apply([.event(.handed(Sample.handForm))]) }
    if self == .handRequest { model.apply([.event(.handed(Sample.requestForm))]) }
    if self == .evidence { model.press(.character("e")) }
    if self == .faultDetails { model.press(.character("d")) }
  }

  private func finish(_ model: inout Model) {
    run(&model)
    if self == .resultUnverified {
      model.apply([
        Sample.at(238), .event(.settled(.modelListing, .byHand, [.verified: "false"])),
        .event(.finished(Sample.byHand(Sample.result(.done)))),
      ])
    } else {
      model.apply([
        .event(.listed(Sample.report)), Sample.at(238),
        .event(.settled(.modelListing, .created, [:])), .event(.finished(Sample.result(.done))),
      ])
    }
    if self == .help { model.press(.character("?")) }
    if self == .alone { model.press(.character("p")) }
    guard [.models, .modelsFiltered, .modelDetails, .trial, .trialRefused].contains(self) else {
      return
    }
    model.place = .models
    if [.trial, .trialRefused].contains(self) { return tryOut(&model) }
    if self == .modelsFiltered {
      model.press(.tab, .tab, .tab)
    } else {
      model.press(.down, .down, .down, .down, .down, .down)
    }
    if self == .modelDetails { model.press(.enter) }
  }

  private func tryOut(_ model: inout Model) {
    model.press(.home, .character("t"))
    guard self == .trialRefused else { return }
    model.press(.character("a"))
    model.apply([.event(.tried(Sample.refusedTrial))])
  }
}
