/// A model that the account trained or imported on the base of another.
public struct CustomModel: Sendable, Equatable, Decodable {
  public var arn: String
  public var name: String
  public var baseModelARN: String?
  public var baseModelName: String?
  /// `FINE_TUNING`, `CONTINUED_PRE_TRAINING`, `DISTILLATION`, `IMPORTED`.
  public var customization: String?
  /// Twelve digits.
  public var ownerAccount: String?
  /// `Active`, `Creating`, `Failed`.
  public var status: String?

  public init(
    arn: String,
    name: String,
    baseModelARN: String? = nil,
    baseModelName: String? = nil,
    customization: String? = nil,
    ownerAccount: String? = nil,
    status: String? = nil
  ) {
    self.arn = arn
    self.name = name
    self.baseModelARN = baseModelARN
    self.baseModelName = baseModelName
    self.customization = customization
    self.ownerAccount = ownerAccount
    self.status = status
  }

  enum CodingKeys: String, CodingKey {
    case arn = "modelArn"
    case name = "modelName"
    case baseModelARN = "baseModelArn"
    case baseModelName
    case customization = "customizationType"
    case ownerAccount = "ownerAccountId"
    case status = "modelStatus"
  }
}
