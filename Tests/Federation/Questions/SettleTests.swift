import Federation
import Testing

struct SettleTests {
  private func settled(_ pairs: [(QuestionID, String)], _ survey: Survey = Sample.survey) throws
    -> Answers
  {
    var answers = Answers()
    for (id, value) in pairs {
      answers = try Questionnaire.settle(id, with: value, answers, survey)
    }
    return answers
  }

  private static var there: Survey {
    var survey = Sample.survey
    survey.environments = .known([
      Sample.environment(name: "B"),
      Sample.environment("68c4d0e1f2a3b4c5d6e7f800", name: "A", hasKey: true),
      Sample.environment("68c4d0e1f2a3b4c5d6e7f801", name: "C", region: "us-east-1"),
    ])
    return survey
  }

  @Test func environmentsOfTheRegionComeFirst() throws {
    let answers = try settled([(.region, "eu-west-1")], Self.there)
    let question = try #require(Questionnaire.question(.environment, answers, Self.there))
    guard case .choice(let choices) = question.form else {
      Issue.record("it is a choice")
      return
    }
    #expect(choices.map(\.label).prefix(2) == ["B", "A"])
    #expect(choices[0].detail == "started 12 minutes ago, no key")
    #expect(choices[1].detail == "working, made 12 minutes ago")
    #expect(choices.contains { $0.id == Choose.newEnvironment })
    #expect(!choices.contains { $0.label == "C" })
  }

  @Test func pickingOneSetsItsIDAndName() throws {
    let answers = try settled([(.region, "eu-west-1"), (.environment, Sample.env)], Self.there)
    #expect(answers[.environmentID] == Sample.env)
    #expect(answers[.environmentName] == "B")
    let fresh = try Questionnaire.settle(
      .environment,
      with: Choose.newEnvironment,
      answers,
      Self.there
    )
    #expect(fresh[.environmentID] == nil)
    #expect(fresh[.environmentName] == "bedrock-eu-west-1")
  }

  @Test func theOneOfTheSetupIsSuggested() throws {
    var survey = Self.there
    survey.ownEnvironment = "68c4d0e1f2a3b4c5d6e7f800"
    // A new one was named, and has been made since.
    let named = Answers([.region: ["eu-west-1"], .environmentName: ["A"]])
    for answers in [named, Questionnaire.unsettle(.environment, named)] {
      let question = try #require(Questionnaire.question(.environment, answers, survey))
      guard case .choice(let choices) = question.form else {
        Issue.record("it is a choice")
        return
      }
      #expect(choices[1].detail == "of this set-up, working, made 12 minutes ago")
      #expect(question.suggestion == survey.ownEnvironment)
      #expect(Questionnaire.value(of: .environment, answers, survey) == survey.ownEnvironment)
    }
    // Another one was picked since.
    let picked = try settled([(.region, "eu-west-1"), (.environment, Sample.env)], survey)
    #expect(Questionnaire.question(.environment, picked, survey)?.suggestion == Sample.env)
    #expect(Questionnaire.value(of: .environment, picked, survey) == Sample.env)
  }

  @Test func anotherNameIsAskedFor() throws {
    let answers = try settled([
      (.aws, "prod"), (.region, "eu-west-1"), (.vertesia, "key"),
      (.environment, Choose.otherName),
    ])
    #expect(Questionnaire.next(answers, Sample.survey)?.id == .environmentName)
    let named = try Questionnaire.settle(.environmentName, with: "Mine", answers, Sample.survey)
    #expect(named[.environmentName] == "Mine")
    #expect(Questionnaire.next(named, Sample.survey)?.id == .permissions)
  }

  @Test func changingTheRegionShakesWhatRestsOnIt() throws {
    let answers = try settled(
      [(.region, "eu-west-1"), (.permissions, "listing"), (.environment, Sample.env)],
      Self.there
    )
    let moved = try Questionnaire.settle(.region, with: "us-east-1", answers, Self.there)
    #expect(moved.doubtful == [.environmentID, .environmentName])
    #expect(moved[.environmentID] == Sample.env)
    #expect(moved.has(.permissions))
    let same = try Questionnaire.settle(.region, with: "eu-west-1", answers, Self.there)
    #expect(same == answers)
  }

  @Test func aStudioAddressAnswersSeveral() throws {
    let url =
      "https://cloud.eu1.vertesia.io/studio/environments/\(Sample.env)"
      + "?p=\(Sample.project)&a=\(Sample.org)#x"
    let answers = try settled([(.vertesia, Choose.byHand), (.organization, url)], Survey())
    #expect(answers[.site] == "api.eu1.vertesia.io")
    #expect(answers[.organization] == Sample.org)
    #expect(answers[.project] == Sample.project)
    #expect(answers[.environmentID] == Sample.env)
    #expect(answers.doubtful.isEmpty)
  }

  @Test(arguments: [
    (QuestionID.aws, "nobody", FaultCode.noSuchProfile),
    (.region, "us-gov-west-1", .partitionMismatch),
    (.region, "here", .badRegion), (.vertesia, "maybe", .badSetting),
    (.environment, Sample.org, .environmentGone),
    (.environment, "68c4d0e1f2a3b4c5d6e7f801", .environmentDiffers),
    (.environmentName, "B", .environmentExists), (.permissions, "all", .badPermissions),
    (.policyARN, "inference", .badPermissions), (.roleName, "a b", .badRoleName),
    (.rolePath, "/two words/", .badRolePath), (.permissionsBoundary, "x", .badBoundary),
    (.tag, "x", .badTag),
    (.roleARN, "x", .badRoleARN), (.site, "::", .badSite), (.project, "Third", .projectUnknown),
    (.issuer, "no", .issuerNotConfirmed), (.awsKeys, "x", .pastedKeysMalformed),
    (.vertesiaKey, "x", .vertesiaKeyUnsupported), (.mfaCode, "x", .mfaNeeded),
    (.organization, "x", .badOrganizationID), (.environmentID, "x", .badEnvironmentID),
  ])
  func refuses(_ id: QuestionID, _ value: String, _ code: FaultCode) {
    let answers = Answers([.region: ["eu-west-1"]])
    let fault = #expect(throws: Fault.self) {
      try Questionnaire.settle(id, with: value, answers, Self.there)
    }
    #expect(fault?.code == code)
  }

  @Test func swappedIDsAreCaught() throws {
    let answers = try settled([(.vertesia, Choose.byHand), (.organization, Sample.org)], Survey())
    let equal = #expect(throws: Fault.self) {
      try Questionnaire.settle(.environmentID, with: Sample.org, answers, Survey())
    }
    #expect(equal?.code == .swappedIDs)
    var survey = Sample.survey
    survey.environments = .asking
    let known = Answers([.region: ["eu-west-1"]])
    for id in [Sample.org, Sample.project] {
      let fault = #expect(throws: Fault.self) {
        try Questionnaire.settle(.environment, with: id, known, survey)
      }
      #expect(fault?.code == .swappedIDs)
    }
  }

  @Test func aForeignIssuerNeedsATypedYes() throws {
    var survey = Sample.survey
    survey.organization = .known(Sample.organization(issuer: "https://sts.example.com"))
    let answers = Answers([
      .awsAccess: ["credentials"], .region: ["eu-west-1"], .vertesiaAccess: ["key"],
    ])
    let question = Questionnaire.next(answers, survey)
    #expect(question?.id == .issuer)
    #expect(question?.form == .typed(expected: "yes"))
    let settled = try Questionnaire.settle(.issuer, with: "YES", answers, survey)
    #expect(settled[.issuer] == "https://sts.example.com")
  }

  @Test func aPairingThatContradictsNeedsATypedName() throws {
    var survey = Sample.survey
    survey.saved = [Sample.saved(account: "111122223333")]
    #expect(Pairing.contradiction(Answers(), survey) != nil)
    let question = try #require(Questionnaire.question(.pairing, Answers(), survey))
    #expect(question.form == .typed(expected: "Acme Research"))
    #expect(throws: Fault.self) {
      try Questionnaire.settle(.pairing, with: "acme", Answers(), survey)
    }
    let typed = try Questionnaire.settle(.pairing, with: "Acme Research", Answers(), survey)
    #expect(Pairing.isConfirmed(typed, survey))
    let again = Questionnaire.unsettle(.pairing, typed)
    #expect(!Pairing.isConfirmed(again, survey))
  }

  @Test(arguments: [
    [], [Sample.saved(account: Sample.account)],
    [Sample.saved(account: "111122223333"), Sample.saved(account: Sample.account)],
    [Sample.saved(account: Sample.account, organization: "64f0c1a2b3c4d5e6f7a8b9ff")],
  ])
  func otherPairingsContradictNothing(_ saved: [SetupSummary]) {
    var survey = Sample.survey
    survey.saved = saved
    #expect(Pairing.contradiction(Answers(), survey) == nil)
  }

  @Test func aRoleElsewhereNeedsItsAccountTyped() throws {
    let arn = "arn:aws:iam::111122223333:role/R"
    let answers = try settled([(.roleARN, arn)])
    #expect(Questionnaire.questions(answers, Sample.survey).contains { $0.id == .roleAccount })
    #expect(throws: Fault.self) {
      try Questionnaire.settle(.roleAccount, with: Sample.account, answers, Sample.survey)
    }
    let typed = try Questionnaire.settle(
      .roleAccount,
      with: "1111 2222 3333",
      answers,
      Sample.survey
    )
    #expect(typed[all: .confirmed] == ["role-account:111122223333"])
    #expect(Questionnaire.unsettle(.roleAccount, answers)[.roleARN] == nil)
  }

  @Test func aFailedSignInIsAskedAgainWithItsFault() throws {
    var survey = Sample.survey
    let answers = try settled([(.aws, "prod")])
    survey.identity = .failed(Fault(.awsSessionExpired))
    let question = try #require(Questionnaire.next(answers, survey))
    #expect(question.id == .aws)
    #expect(question.notices.first?.tone == .bad)
    survey.identity = .failed(Fault(.mfaNeeded))
    #expect(Questionnaire.next(answers, survey)?.id == .mfaCode)
    survey.identity = .known(Sample.identity())
    survey.organization = .failed(Fault(.wrongSite))
    let keyed = try Questionnaire.settle(
      .vertesia,
      with: "key",
      try Questionnaire.settle(
        .region,
        with: "eu-west-1",
        answers,
        survey
      ),
      survey
    )
    #expect(Questionnaire.next(keyed, survey)?.id == .site)
  }

  @Test func aRegionThatOffersNothingIsAskedAgainAndNotTaken() throws {
    var survey = Sample.survey
    let answers = try settled([(.aws, "prod"), (.region, "eu-central-1")])
    #expect(Questionnaire.next(answers, survey)?.id == .vertesia)
    survey.emptyRegions = ["eu-central-1"]
    let question = try #require(Questionnaire.next(answers, survey))
    #expect(question.id == .region && question.suggestion == "eu-west-1")
    #expect(question.notices.first?.tone == .bad)
    #expect(question.notices.first?.words.contains("eu-central-1") == true)
    guard case .choice(let choices) = question.form else { throw Fault(.badSetting) }
    #expect(choices.filter { !$0.isAvailable }.map(\.id) == ["eu-central-1"])
    #expect(throws: Fault(.regionOffersNothing, evidence: [Evidence(.region, "eu-central-1")])) {
      try Questionnaire.settle(.region, with: "eu-central-1", answers, survey)
    }
    // Nobody has looked for who does the AWS side by hand.
    let byHand = try Questionnaire.settle(.aws, with: Choose.byHand, answers, survey)
    #expect(Questionnaire.next(byHand, survey)?.id == .vertesia)
  }

  @Test func tagsAreTypedInOneLine() throws {
    let answers = try settled([(.tag, "Team=Research, Cost=1")])
    #expect(answers[all: .tag] == ["Team=Research", "Cost=1"])
    #expect(Questionnaire.value(of: .tag, answers, Sample.survey) == "Team=Research, Cost=1")
    let none = try Questionnaire.settle(.tag, with: "", answers, Sample.survey)
    #expect(none[all: .tag].isEmpty)
  }

  @Test func railsSpeakInWords() throws {
    let answers = try settled([
      (.aws, "prod"), (.region, "eu-west-1"), (.vertesia, "key"),
      (.environment, Choose.newEnvironment), (.permissions, "full-access"),
    ])
    func words(_ id: QuestionID) -> String? {
      Questionnaire.words(for: id, answers, Sample.survey)
    }
    #expect(words(.aws) == "Acme Production, \(Sample.account)")
    #expect(words(.vertesia) == "Acme Research")
    #expect(words(.environment) == "bedrock-eu-west-1")
    #expect(words(.permissions) == "AmazonBedrockFullAccess")
    #expect(words(.tag) == nil)
  }

  /// What was filled in from one key does not stay when another key takes its place.
  @Test func anotherKeyBringsItsOwnOrganization() throws {
    let first = Questionnaire.filled(Answers([.region: ["eu-west-1"]]), Sample.survey)
    #expect(first[.organization] == Sample.org)
    let typed = try Questionnaire.settle(.vertesia, with: Choose.typeKey, first, Sample.survey)
    #expect(typed.doubtful.isSuperset(of: [.organization, .issuer, .project]))
    var survey = Sample.survey
    var other = Sample.organization(issuer: "https://sts.eu1.vertesia.io")
    other.id = "64f0c1a2b3c4d5e6f7a8b9ff"
    survey.organization = .known(other)
    let second = Questionnaire.filled(typed, survey)
    #expect(second[.organization] == other.id)
    #expect(second[.issuer] == other.issuer)
    other.issuer = "https://sts.example.com"
    survey.organization = .known(other)
    #expect(Questionnaire.missing(typed, survey) == [.issuer])
  }
}
