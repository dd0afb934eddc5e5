import Clients
import Federation

extension Session {
  func answer(_ question: QuestionID, _ value: String) async {
    let before = answers
    let settled: Answers
    do throws(Fault) {
      settled = try Questionnaire.settle(question, with: value, answers, survey)
    } catch {
      return refuse(question, error)
    }
    keepDone()
    answers = settled
    followEnvironment(from: before)
    await takeBack(question)
    await answersChanged()
  }

  /// A face may have gone ahead by what is not taken: it is told what is so.
  private func refuse(_ question: QuestionID, _ fault: Fault) {
    emit(.refused(question, fault))
    emit(.answered(answers))
    tellSurvey()
  }

  /// Who signs in after all no longer waits for a person on that side.
  private func takeBack(_ question: QuestionID) async {
    switch question {
    case .aws where answers[.awsAccess] != Access.byHand: await stopWaiting(.aws)
    case .vertesia where answers[.vertesiaAccess] != Access.byHand: await stopWaiting(.vertesia)
    default: break
    }
  }

  func reconsider(_ question: QuestionID) async {
    answers = Questionnaire.unsettle(question, answers)
    await answersChanged()
  }

  /// Saves, tells, and reads ahead what the new answers allow.
  func answersChanged() async {
    plan = nil
    engine = nil
    nameAgain()
    do throws(Fault) { try await save() } catch { fail(nil, error) }
    emit(.answered(answers))
    let configuration = readConfiguration()
    survey.configuredRegion = configuredRegion(configuration)
    try? followProfile(configuration)
    survey.overrides = overrides(configuration)
    dropStale()
    tellSurvey()
    await prefetch()
  }

  /// Keeps a secret in memory and gives it to whoever waits for it.
  func take(_ question: QuestionID, _ text: SecretText) async {
    let checked: SecretText
    do throws(Fault) {
      checked = SecretText(try SecretCheck.check(question, text.reveal()))
    } catch {
      return refuse(question, error)
    }
    survey.held.insert(question)
    if let waiting = questions.removeValue(forKey: question) {
      keep(question, checked)
      waiting.resume(returning: checked)
      return tellSurvey()
    }
    keep(question, checked)
    secretCounts[question == .vertesiaKey ? .vertesia : .aws, default: 0] += 1
    if question == .vertesiaKey { doubtSite() }
    dropStale()
    tellSurvey()
    await prefetch()
  }

  /// The site was answered for a key that it refuses as well: perhaps that key was mistyped from
  /// the first, and the site says nothing of the new one.
  private func doubtSite() {
    guard survey.organization.fault?.code == .vertesiaKeyRejected, answers.has(.site) else {
      return
    }
    answers.doubtful.insert(.site)
    emit(.answered(answers))
  }

  private func keep(_ question: QuestionID, _ text: SecretText) {
    switch question {
    case .awsKeys: pastedKeys = text
    case .vertesiaKey: typedKey = text
    default: break
    }
  }

  /// A secret that its service refused is not used again.
  func release(_ question: QuestionID) {
    survey.held.remove(question)
    switch question {
    case .awsKeys: pastedKeys = nil
    case .vertesiaKey: typedKey = nil
    default: break
    }
  }

  /// A decision about a conflict; renaming changes the answer, so that it is remembered.
  func resolve(_ step: StepID, _ word: String) async {
    guard let decision = Decision(rawValue: word) else {
      return fail(step, Fault(.unknownAnswer, evidence: [Evidence(.value, word)]))
    }
    decisions[step] = decision
    if decision == .rename {
      keepDone()
      rename(step)
      do throws(Fault) { try await save() } catch { fail(nil, error) }
    }
    await makePlan()
  }

  /// A name that nobody has: the set-up id in it is ours alone. That of an environment that is gone
  /// is free again.
  func rename(_ step: StepID) {
    guard let setup else { return }
    let inputs = inputs(setup)
    switch step {
    case .environment:
      let name = inputs.environmentName
      answers[.environmentName] = isEnvironmentGone ? name : "\(name) \(setup.text)"
      answers[.environmentID] = nil
      giveUp(Self.ofEnvironment)
    default:
      let name = keptRoleName(setup) ?? inputs.roleName
      answers[.roleARN] = nil
      answers[.roleName] = Self.otherName(name, setup)
      giveUp([.role, .permissions])
    }
    emit(.answered(answers))
  }

  /// The next free name, still with the set-up id at its end: `Vertesia-acme-alt2-k3vq7m2d`.
  static func otherName(_ name: String, _ setup: SetupID) -> String {
    let tail = "-\(setup.text)"
    var head = name.hasSuffix(tail) ? String(name.dropLast(tail.count)) : name
    var number = 2
    if let mark = head.firstRange(of: "-alt"), let old = Int(head[mark.upperBound...]), old < 99 {
      head = String(head[..<mark.lowerBound])
      number = old + 1
    }
    let end = "-alt\(number)\(tail)"
    return String(head.prefix(RoleName.limit - end.count)) + end
  }

  /// A set-up is one environment's journey, and an environment is for one region.
  func checkRegion() throws(Fault) {
    guard let environment = records[.environment]?.facts,
      let made = environment[.region], let region = answers[.region], made != region
    else { return }
    let others = answers.moved(from: made, to: region).withoutDefaults()
    // All of it goes into the set-up for there.
    unsaved = Answers()
    throw Fault(
      .environmentDiffers,
      "This set-up is for \(made)",
      cause: "Its environment calls Bedrock in \(made). Another region is another set-up, with an "
        + "environment and a role of its own.",
      remedies: [
        Remedy(
          "Start a set-up for \(region) with the other answers of this one",
          ProductCommand(.apply, others)
        ),
        Remedy("Go on with this one", ProductCommand(.apply, of: .own)),
      ],
      evidence: [Evidence(.expected, made), Evidence(.found, region)]
    )
  }

  func inputs(_ setup: SetupID) -> Inputs {
    Inputs(
      setup: setup,
      answers: answers,
      facts: [:],
      records: records,
      decisions: decisions,
      provesListing: scope.contains(.modelListing),
      bearer: signIns.vertesia?.side.bearer
    )
  }
}
