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
