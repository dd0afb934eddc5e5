/// Which of Vertesia's sites the organization lives on.
enum SiteQuestion: Asking {
  static let id = QuestionID.site
  static let keys: [AnswerKey] = [.site]

  static func applies(_ moment: Moment) -> Bool {
    !moment.isVertesiaByHand && (isRefused(moment) || moment.answers[.site] != nil)
  }

  /// A doubtful site is tried before it is asked again.
  static func isSettled(_ moment: Moment) -> Bool {
    (moment.answers.has(.site) || moment.isReadingOrganization) && !isRefused(moment)
  }

  private static func isRefused(_ moment: Moment) -> Bool {
    moment.survey.organization.fault?.code == .wrongSite
  }

  static func question(_ moment: Moment) -> Question {
    let sites = [
      ("api.vertesia.io", "global"), ("api.us1.vertesia.io", "United States"),
      ("api.eu1.vertesia.io", "Europe"), ("api.jp1.vertesia.io", "Japan"),
    ]
    let tried = moment.answers[.site] ?? "api.vertesia.io"
    let suggestion = isRefused(moment) ? sites.map(\.0).first { $0 != tried } : tried
    return Question(
      id: id,
      title: "Which Vertesia site does the key belong to?",
      why: "Vertesia runs several sites, and a key is good for one of them only. "
        + "The address bar of Studio shows yours: paste it here, or pick the site.",
      form: .choice(sites.map { Question.Choice(id: $0.0, label: $0.0, detail: $0.1) }),
      allowsTyping: true,
      suggestion: suggestion,
      flag: .site,
      notices: isRefused(moment)
        ? moment.survey.organization.fault.map { [.of($0)] } ?? [] : []
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    if let link = StudioURL.parse(value) { return Pasted.take(link, moment.answers) }
    var answers = moment.answers
    answers[.site] = try AnswerCheck.check(.site, value)
    return answers
  }
}

/// What a pasted address of Studio answers at once.
enum Pasted {
  static func take(_ link: StudioURL, _ answers: Answers) -> Answers {
    var answers = answers
    answers[.site] = link.site
    let found: [(AnswerKey, String?)] = [
      (.organization, link.organization), (.project, link.project),
      (.environmentID, link.environment),
    ]
    for (key, id) in found { if let id { answers[key] = id } }
    return answers
  }
}
