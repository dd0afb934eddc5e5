/// Where Bedrock is called.
enum RegionQuestion: Asking {
  static let id = QuestionID.region
  static let keys: [AnswerKey] = [.region]

  static func isSettled(_ moment: Moment) -> Bool {
    moment.answers.has(.region) && isUsable(moment.answers[.region], moment)
  }

  /// Nothing can come of a region that offers nothing; by hand nobody has looked.
  private static func isUsable(_ region: String?, _ moment: Moment) -> Bool {
    fits(region, moment) && !isEmpty(region, moment)
  }

  private static func isEmpty(_ region: String?, _ moment: Moment) -> Bool {
    !moment.isAWSByHand && region.map(moment.survey.emptyRegions.contains) ?? false
  }

  /// A region belongs to one partition, and so does the account.
  private static func fits(_ region: String?, _ moment: Moment) -> Bool {
    guard let region else { return false }
    guard let partition = moment.identity?.partition else { return true }
    return AWSPartition.of(region: region)?.id == partition
  }

  static func question(_ moment: Moment) -> Question {
    let suggestion = suggestion(moment)
    let regions = BedrockRegion.all(in: moment.identity?.partition ?? "aws")
    // What has been answered meanwhile is marked where it stands: a list that is told again keeps its
    // order.
    let home = configured(moment).first { id in regions.contains { $0.id == id } }
    let first = regions.filter { $0.id == home }
    var choices = (first + regions.filter { $0.id != home }).map { choice($0, moment) }
    if !regions.contains(where: { $0.id == suggestion }) {
      choices.append(Question.Choice(id: suggestion, label: suggestion))
    }
    return Question(
      id: id,
      title: "Which AWS region should Vertesia use?",
      why: "Bedrock's models live in regions, and a Vertesia environment uses one of them. "
        + "Choose one near your users, or the one your data must stay in.",
      form: .choice(choices),
      allowsTyping: true,
      suggestion: suggestion,
      flag: .region,
      isLooking: moment.survey.identity == .asking,
      notices: notices(moment)
    )
  }

  private static func choice(_ region: BedrockRegion, _ moment: Moment) -> Question.Choice {
    let isEmpty = isEmpty(region.id, moment)
    return Question.Choice(
      id: region.id,
      label: region.id,
      detail: isEmpty ? "\(region.place), offers no models" : detail(region, moment),
      tone: isEmpty ? .bad : .info,
      isAvailable: !isEmpty
    )
  }

  private static func detail(_ region: BedrockRegion, _ moment: Moment) -> String {
    let here = (moment.survey.environments.value ?? []).filter { $0.region == region.id }.count
    let environments = here == 0 ? nil : here == 1 ? "1 environment" : "\(here) environments"
    return [region.place, saved(in: region, moment), environments].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// The saved set-ups of the region in this account, as far as that is known.
  private static func saved(in region: BedrockRegion, _ moment: Moment) -> String? {
    let account = moment.identity?.account
    let names = moment.survey.saved.filter { setup in
      setup.region == region.id && (account == nil || setup.account ?? account == account)
    }.map { AnswerCheck.shown($0.name) }
    guard let first = names.first else { return nil }
    // A narrow list ends at the comma.
    return "set up here already, " + (names.count == 1 ? "as \(first)" : "\(names.count) set-ups")
  }

  /// What the environment and the sign-in are set to.
  private static func configured(_ moment: Moment) -> [String] {
    let signIn = moment.survey.signIns.first { $0.id == moment.answers[.profile] ?? "" }
    return [moment.survey.configuredRegion, signIn?.region].compactMap(\.self)
  }

  private static func suggestion(_ moment: Moment) -> String {
    let wanted = [moment.answers[.region]].compactMap(\.self) + configured(moment)
    let partition = moment.identity?.partition ?? "aws"
    let known = BedrockRegion.all(in: partition).map(\.id)
    return (wanted + known).first { isUsable($0, moment) } ?? "us-east-1"
  }

  private static func notices(_ moment: Moment) -> [Notice] {
    var notices: [Notice] = []
    if let region = moment.answers[.region], isEmpty(region, moment) {
      notices.append(Notice(.bad, "Bedrock offers no models in \(region) to this account"))
    }
    if let identity = moment.identity {
      let account = identity.alias.map { "\(identity.account) (\($0))" } ?? identity.account
      notices.append(Notice(.good, "Signed in to AWS account \(account), by \(identity.source)"))
      notices.append(Notice(.info, identity.arn))
    }
    if !fits(moment.answers[.region] ?? suggestion(moment), moment) {
      notices.append(
        Notice(.bad, "\(moment.answers[.region] ?? "") is in another part of AWS than the account")
      )
    }
    return notices + abilities(moment)
  }

  /// What the sign-in may not do, told before anything is made.
  private static func abilities(_ moment: Moment) -> [Notice] {
    guard !moment.isAWSByHand, let abilities = moment.survey.abilities.value else { return [] }
    let denied = abilities.denied
    if !denied.isEmpty {
      return [
        Notice(
          .warning,
          "This sign-in may not \(denied.joined(separator: ", ")). "
            + "Go on without AWS to hand that part to an administrator."
        )
      ]
    }
    return abilities.verdicts.values.contains(.unknown)
      ? [Notice(.info, "What this sign-in may do is not fully known (\(abilities.source))")]
      : [Notice(.good, "It may make everything that is needed (\(abilities.source))")]
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    let region = try AnswerCheck.check(.region, value)
    guard fits(region, moment) else {
      throw Fault(
        .partitionMismatch,
        evidence: [
          Evidence(.region, region), Evidence(.expected, moment.identity?.partition ?? ""),
        ]
      )
    }
    guard !isEmpty(region, moment) else {
      throw Fault(.regionOffersNothing, evidence: [Evidence(.region, region)])
    }
    var answers = moment.answers
    answers[.region] = region
    return answers
  }
}
