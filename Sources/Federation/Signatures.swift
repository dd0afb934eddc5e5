extension FaultPage {
  static let answers: [FaultPage] = []
  static let signIn: [FaultPage] = []
  static let iam: [FaultPage] = []
  static let vertesia: [FaultPage] = []
  static let federation: [FaultPage] = []
  static let models: [FaultPage] = []
  static let network: [FaultPage] = []
  static let disk: [FaultPage] = []
  static let terminal: [FaultPage] = []
}
public enum Questionnaire {
  public static func questions(_ answers: Answers, _ survey: Survey) -> [Question] { [] }
  public static func question(_ id: QuestionID, _ answers: Answers, _ survey: Survey) -> Question?
  { nil }
  public static func next(_ answers: Answers, _ survey: Survey) -> Question? { nil }
  public static func settle(
    _ id: QuestionID, with value: String, _ answers: Answers, _ survey: Survey
  ) throws(Fault) -> Answers { answers }
  public static func unsettle(_ id: QuestionID, _ answers: Answers) -> Answers { answers }
  public static func value(of id: QuestionID, _ answers: Answers) -> String? { nil }
  public static func words(for id: QuestionID, _ answers: Answers, _ survey: Survey) -> String? {
    nil
  }
  public static func missing(_ answers: Answers, _ survey: Survey) -> [AnswerKey] { [] }
  public static func filled(_ answers: Answers, _ survey: Survey) -> Answers { answers }
}
public enum Pairing {
  public static func contradiction(_ answers: Answers, _ survey: Survey) -> SetupSummary? { nil }
  public static func isConfirmed(_ answers: Answers, _ survey: Survey) -> Bool { true }
}
public struct Prediction: Equatable, Sendable {
  public static let snapshot = "2026-08-21"
  public var listed: [String] = []
  public static func predict(_ catalogue: RegionCatalogue) -> Prediction { Prediction() }
}
public struct ListedModel: Equatable, Sendable {
  public var id: String
  public var name: String
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
extension ListingReport {
  public static func make(
    catalogue: RegionCatalogue?, listed: [ListedModel], enabled: Set<String>,
    defaultModel: String?, tested: [String: ModelRow.State] = [:]
  ) -> ListingReport {
    ListingReport(rows: [], listed: [], missing: [], folded: 0, findings: [])
  }
}
extension HandForm {
  public static func organization(site: String?) -> HandForm {
    HandForm(step: .organization, title: "", instructions: [], values: [])
  }
  public static func environment(region: String, name: String?, site: String?) -> HandForm {
    HandForm(step: .environment, title: "", instructions: [], values: [])
  }
  public static func connection(environment: String, roleARN: String, site: String?) -> HandForm {
    HandForm(step: .connection, title: "", instructions: [], values: [])
  }
  public static func modelListing(environment: String, site: String?) -> HandForm {
    HandForm(step: .modelListing, title: "", instructions: [], values: [])
  }
}
