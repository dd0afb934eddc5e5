/// The organization's id, when no key tells it.
enum OrganizationQuestion: Asking {
  static let id = QuestionID.organization
  static let keys: [AnswerKey] = [.organization]

  static func applies(_ moment: Moment) -> Bool { moment.isVertesiaByHand }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What is the Organization ID?",
      why: "It names your organization in the tokens that Vertesia signs, and the role trusts "
        + "nobody else. Studio shows it behind the user icon at the top right.",
      form: .text,
      suggestion: moment.answers[.organization],
      flag: .organization,
      dependsOn: Dependants.of(.organization),
      byHand: .organization(site: moment.answers[.site])
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    if let link = StudioURL.parse(value), link.organization != nil {
      return Pasted.take(link, moment.answers)
    }
    var answers = moment.answers
    answers[.organization] = try AnswerCheck.check(.organization, value)
    return answers
  }
}

/// An issuer on a host that is not Vertesia's.
enum IssuerQuestion: Asking {
  static let id = QuestionID.issuer
  static let keys: [AnswerKey] = [.issuer]

  static func applies(_ moment: Moment) -> Bool {
    moment.organization.map { !Issuer.isTrusted($0.issuer) } ?? false
  }

  static func question(_ moment: Moment) -> Question {
    let issuer = moment.organization?.issuer ?? Issuer.assumed
    return Question(
      id: id,
      title: "Is \(issuer) the issuer of your Vertesia?",
      why: "AWS will trust tokens signed there. The host is not one of Vertesia's own, so it is "
        + "used only when you say so. Type yes, or the right issuer.",
      form: .typed(expected: "yes"),
      allowsTyping: true,
      flag: .issuer,
      dependsOn: Dependants.of(.issuer),
      notices: [
        Notice(.warning, "It comes from \(moment.organization?.issuerSource ?? "the key")")
      ]
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    if value.lowercased() == "yes", let organization = moment.organization {
      answers[.issuer] = try AnswerCheck.check(.issuer, organization.issuer)
    } else if value.hasPrefix("https://") {
      answers[.issuer] = try AnswerCheck.check(.issuer, value)
    } else if ["no", "n"].contains(value.lowercased()) {
      throw Fault(
        .issuerNotConfirmed,
        cause: "Then the key, or the site it belongs to, is another one: go back to change it, or "
          + "type the issuer that is right"
      )
    } else {
      throw Fault(.issuerNotConfirmed)
    }
    return answers
  }
}

/// The project that may use the environment. Asked where the key belongs to none that it may use;
/// else on request, beside the environment.
enum ProjectQuestion: Asking {
  static let id = QuestionID.project
  static let keys: [AnswerKey] = [.project]

  /// While the organization is being read, it is not known whether there is a choice. Nothing after
  /// this is asked until then: not everybody is slower than Vertesia.
  static func applies(_ moment: Moment) -> Bool {
    moment.isReadingOrganization || moment.usableProjects.count > 1
  }

  static func isSettled(_ moment: Moment) -> Bool {
    !moment.isReadingOrganization && moment.project != nil
      && !moment.answers.doubtful.contains(.project)
  }

  static func question(_ moment: Moment) -> Question {
    guard !moment.isReadingOrganization else {
      return .held(
        id,
        "Reading what the key opens",
        "Vertesia is asked for the organization, its projects and its environments. What is there "
          + "is offered in a moment."
      )
    }
    let own = moment.organization?.keyProject
    let open = moment.openProjects
    let choices = (moment.organization?.projects ?? []).map { project in
      let detail =
        switch own {
        case _ where project.isRestricted: "you may not use it"
        case project.id: "the project of the key"
        case nil: project.id
        case .some: "not the project of the key"
        }
      return Question.Choice(
        id: project.id,
        label: project.name,
        detail: open.contains(project.id) ? detail + ", may use it already" : detail,
        isAvailable: !project.isRestricted
      )
    }
    let usable = moment.usableProjects.map(\.id)
    let wanted = [moment.answers[.project], own].compactMap { $0 }
    return Question(
      id: id,
      title: "Which project should use the models?",
      why: "A Vertesia environment is open to the projects it names, and to no others. "
        + "More projects can be added later.",
      form: .choice(choices),
      suggestion: wanted.first { usable.contains($0) } ?? usable.first,
      flag: .project,
      dependsOn: Dependants.of(.project),
      isOnRequest: moment.project != nil && moment.project == moment.ownProject
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    if let known = moment.organization {
      let named = known.projects.first { $0.id == value || $0.name == value }
      guard let named, !named.isRestricted else {
        throw Fault(
          .projectUnknown,
          evidence: [Evidence(.value, AnswerCheck.shown(value))]
        )
      }
      answers[.project] = named.id
    } else {
      answers[.project] = try AnswerCheck.check(.project, value)
    }
    return answers
  }

  static func words(_ moment: Moment) -> String? {
    let id = moment.answers[.project]
    return moment.organization?.projects.first { $0.id == id }?.name ?? id
  }
}
