import Chance
import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Plain mode")
struct PlainTests {
  /// A terminal of lines: what was printed, and a session that answers at once.
  struct Talk {
    var plain: PlainModel
    var session = FakeSession()
    var printed: [String] = []
    var exit: ExitCode?
    var reading = PlainReading.line

    init(survey: Survey = Sample.firstSurvey) {
      let (plain, effects) = PlainModel.start(
        survey: survey,
        timeline: Sample.timeline,
        stateDirectory: "/state",
        mode: PlainModel.mode(setBy: "--plain")
      )
      self.plain = plain
      run(effects)
    }

    mutating func run(_ effects: [PlainEffect]) {
      var waiting = effects
      while !waiting.isEmpty {
        switch waiting.removeFirst() {
        case .print(let lines): printed += lines
        case .prompt(let words, let reading):
          printed.append(words)
          self.reading = reading
        case .quit(let code): exit = code
        case .signIn, .copy: break
        case .command(let command):
          for event in session.respond(to: command) { waiting += update(&plain, .event(event)) }
        }
      }
    }

    mutating func line(_ text: String) { run(update(&plain, .line(text))) }

    var text: String { printed.joined(separator: "\n") }
  }

  @Test func theDefaultPathIsLinesAndOneYes() throws {
    var talk = Talk()
    for _ in 0..<10 {
      guard case .question = talk.plain.model.place else { break }
      talk.line("")
    }
    #expect(talk.plain.model.place == .plan)
    talk.line("")
    #expect(talk.plain.model.place == .plan)
    talk.line("yes")
    #expect(talk.plain.model.place == .result)
    talk.line("1")
    talk.line("enable 1")
    talk.line("")
    #expect(talk.exit == .done)
    #expect(talk.text.contains("Role ARN: \(Sample.roleARN)"))
    #expect(talk.text.contains("OK: role, created."))
    #expect(talk.printed.suffix(6).contains { $0.contains("vertesia-bedrock --setup k3vq7m2d") })
    try Golden.check(talk.text, "plain-default-path")
  }

  @Test(arguments: ["no", "N"]) func noIsAnAnswer(_ word: String) {
    var talk = Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.line("perhaps")
    #expect(talk.text.contains("Type yes or no, or < to go back. Nothing was changed."))
    #expect(talk.exit == nil)
    let asked = talk.printed.count { $0.hasPrefix("Apply ") }
    talk.line(word)
    #expect(talk.exit == .stopped)
    #expect(talk.printed.count { $0.hasPrefix("Apply ") } == asked)
    #expect(talk.printed.contains("Nothing was changed."))
    #expect(!talk.session.commands.contains { if case .apply = $0 { true } else { false } })
  }

  @Test func noToAForeignIssuerIsAnAnswer() {
    var survey = Sample.survey
    var organization = Sample.organization
    organization.issuer = "https://sts.example.com"
    survey.organization = .known(organization)
    var talk = Talk()
    talk.session.survey = survey
    talk.run([.command(.prefetch)])
    while talk.plain.model.place != .question(.issuer), talk.printed.count < 100 { talk.line("") }
    talk.line("no")
    #expect(talk.text.contains("go back to change it, or type the issuer that is right"))
    #expect(talk.plain.model.answers[.issuer] == nil)
    talk.line("https://sts.example.org")
    #expect(talk.plain.model.answers[.issuer] == "https://sts.example.org")
    #expect(talk.plain.model.place != .question(.issuer))
  }

  @Test func aListingByHandIsNoProof() {
    var talk = Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.plain.model.run.begin(at: .zero)
    talk.plain.model.place = .acting
    talk.run(
      update(&talk.plain, .event(.finished(Sample.byHand(Sample.result(.done)))))
    )
    #expect(talk.text.contains("Done by hand; not checked from here."))
    #expect(!talk.text.contains("can reach"))
  }

  @Test func everyStopIsToldAndAnswered() throws {
    var talk = Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.plain.model.run.begin(at: .zero)
    talk.plain.model.place = .acting
    talk.run(update(&talk.plain, .event(.failed(.role, Sample.conflictFault))))
    let result = Sample.result(.conflict, fault: Sample.conflictFault, step: .role)
    talk.run(update(&talk.plain, .event(.finished(result))))
    #expect(talk.text.contains("1. Use another name; what is there stays (advised)"))
    talk.line("7")
    #expect(talk.text.contains("Type a number from 1 to 3."))
    talk.line("1")
    #expect(talk.session.commands.contains(.resolve(.role, with: "rename")))
    #expect(talk.plain.model.place == .plan)
    talk.run(update(&talk.plain, .event(.failed(nil, Sample.roleFault))))
    #expect(talk.plain.model.place == .fault)
    talk.line("e")
    #expect(talk.text.contains("7b0c5d1e"))
    talk.line("q")
    #expect(talk.exit != nil)
    try Golden.check(talk.text, "plain-stops")
  }

  @Test func aConflictThatAPlanMeetsIsToldOnce() {
    var talk = Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.printed = []
    talk.run(update(&talk.plain, .event(.failed(.role, Sample.conflictFault))))
    let result = Sample.result(.conflict, fault: Sample.conflictFault, step: .role)
    talk.run(update(&talk.plain, .event(.finished(result))))
    #expect(talk.text.ranges(of: Sample.conflictFault.summary).count == 1)
    #expect(talk.text.contains("1. Use another name; what is there stays (advised)"))
  }

  @Test func backAndQuitWorkEverywhere() {
    var talk = Talk()
    talk.line("")
    #expect(talk.plain.model.place != .question(.aws))
    talk.line("<")
    #expect(talk.plain.model.place == .question(.aws))
    talk.line("?")
    #expect(talk.text.contains("< goes back and loses nothing"))
    talk.line("q")
    #expect(talk.exit == .stopped)
    #expect(update(&talk.plain, .line("more")).isEmpty)
  }

  /// A plan without a change is no proof that all is there: both sides may be left to people.
  @Test func whatIsLeftToOthersIsNotCalledDone() {
    var face = Talk()
    face.plain.model = Scene.planEmpty.model(size: Size(rows: 24, columns: 80))
    #expect(PlainWords(face.plain.model).ask.lines.last == "Nothing has to be changed.")
    (face.plain.model.answers[.awsAccess], face.plain.model.answers[.vertesiaAccess]) = (
      Choose.byHand, Choose.byHand
    )
    let ask = PlainWords(face.plain.model).ask
    #expect(ask.lines.last == "All of this is left to others.")
    #expect(ask.prompt?.hasPrefix("Ask for it?") == true)
    let model = face.plain.model
    #expect(view(model, size: model.size).text.contains("All of this is left to others"))
    #expect(model.offers.first == Offer(.apply, "ask for it"))
  }

  @Test func theARNIsCopiedByAWord() {
    var face = Talk()
    face.plain.model = Scene.result.model(size: Size(rows: 24, columns: 80))
    #expect(update(&face.plain, .line("copy")) == [.copy(Sample.roleARN)])
    let told = update(&face.plain, .copied(.program("wl-copy")))
    #expect(told.first == .print(["Role ARN copied, by wl-copy."]))
    #expect(told.contains { if case .prompt = $0 { true } else { false } })
    let nowhere = update(&face.plain, .copied(.file("/state/copied.txt")))
    #expect(
      nowhere.first
        == .print(["", "There is no clipboard here. Role ARN written to /state/copied.txt."])
    )
    let demo = update(&face.plain, .copied(.demo)).first
    let inADemo = "A demo puts nothing into the clipboard. Role ARN:"
    #expect(demo == .print(["", inADemo, "  \(Sample.roleARN)"]))
    let shown = update(&face.plain, .copied(.nowhere))
    #expect(
      shown.first == .print(["", "There is no clipboard here. Role ARN:", "  \(Sample.roleARN)"])
    )
  }

  @Test func whereTextIsTypedCopyIsText() {
    var face = Talk()
    face.plain.model = Scene.environmentName.model(size: Size(rows: 24, columns: 80))
    #expect(
      update(&face.plain, .line("copy")).contains(.command(.answer(.environmentName, "copy")))
    )
  }

  @Test func theEndOfInputSavesAndQuits() {
    var talk = Talk()
    talk.run(update(&talk.plain, .endOfInput))
    #expect(talk.exit == .stopped)
    #expect(talk.session.commands.last == .stop)
  }

  @Test func aSecretIsAskedUnseen() {
    var talk = Talk()
    talk.plain.model.place = .question(.vertesiaKey)
    talk.run(talk.plain.ask())
    #expect(talk.reading == .secret)
    talk.line("sk-0123456789abcdef0123456789")
    #expect(!talk.text.contains("0123456789abcdef"))
    #expect(
      talk.session.commands.contains(
        .secret(.vertesiaKey, SecretText("sk-0123456789abcdef0123456789"))
      )
    )
  }

  @Test(arguments: [
    "export AWS_ACCESS_KEY_ID=\"ASIA1234567890ABCDEF\"\n"
      + "export AWS_SECRET_ACCESS_KEY=\"canary0123456789\"\n"
      + "export AWS_SESSION_TOKEN=\"canary0123456789==\"",
    "[1_Admin]\naws_access_key_id = ASIA1234567890ABCDEF\n"
      + "aws_secret_access_key = canary0123456789\naws_session_token = canary0123456789==",
    "AWS_ACCESS_KEY_ID=AKIA1234567890ABCDEF; AWS_SECRET_ACCESS_KEY=canary0123456789\n",
  ])
  func theKeysOfThePortalAreOneAnswer(_ text: String) throws {
    var talk = Talk()
    talk.plain.model.answers[.awsAccess] = "pasted"
    talk.plain.model.place = .question(.awsKeys)
    talk.run(talk.plain.ask())
    #expect(talk.reading == .keys)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1...lines.count {
      let soFar = lines.prefix(count).joined(separator: "\n")
      #expect(talk.reading.isWhole(soFar) == (count == lines.count))
    }
    talk.line(text)
    #expect(!talk.text.contains("canary"))
    let given = talk.session.commands.compactMap { command -> SecretText? in
      if case .secret(.awsKeys, let text) = command { text } else { nil }
    }
    let keys = try PastedKeys.parse(try #require(given.first).reveal())
    #expect(keys.secretAccessKey == "canary0123456789")
    #expect(keys.sessionToken == (keys.accessKeyID.hasPrefix("AKIA") ? nil : "canary0123456789=="))
  }

  @Test(arguments: [
    ("", true), ("?", true), ("<", true), ("q", true), ("hello", false), ("hello\n", true),
    ("export AWS_ACCESS_KEY_ID=ASIA1234567890ABCDEF\nq", true),
    ("export AWS_ACCESS_KEY_ID=ASIA1234567890ABCDEF\nquite", false),
  ])
  func aWordOrAnEmptyLineEndsTheKeys(_ text: String, _ isWhole: Bool) {
    #expect(PlainReading.keys.isWhole(text) == isWhole)
  }

  @Test(arguments: UInt64(1)...20)
  func noEscapeOrReturnIsEverPrinted(_ seed: UInt64) {
    var chance = SplitMix64(seed)
    let lines = ["", "1", "2", "9", "yes", "no", "<", "?", "e", "h", "o", "m", "\u{1B}[2J", "x\r"]
    var talk = Talk()
    for _ in 0..<80 {
      if chance.oneIn(2) {
        talk.line(chance.pick(lines))
      } else {
        talk.run(update(&talk.plain, .event(chance.pick(AnyMessage.events))))
      }
    }
    #expect(
      talk.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }
    )
  }
}
