/// What stands between an account and a model. Words of AWS's enumerations are kept as they come.
public struct ModelAvailability: Sendable, Equatable, Decodable {
  public var modelID: String?
  /// The Marketplace agreement.
  public var agreement: Agreement?
  /// `AUTHORIZED`, `NOT_AUTHORIZED`.
  public var authorization: String?
  /// `AVAILABLE`, `NOT_AVAILABLE`.
  public var entitlement: String?
  /// `AVAILABLE`, `NOT_AVAILABLE`; the latter also for models offered through profiles only.
  public var region: String?

  public struct Agreement: Sendable, Equatable, Decodable {
    /// `AVAILABLE`, `PENDING`, `NOT_AVAILABLE`, `ERROR`.
    public var status: String?
    /// With `ERROR`: AWS's words.
    public var errorMessage: String?

    public init(status: String? = nil, errorMessage: String? = nil) {
      self.status = status
      self.errorMessage = errorMessage
    }
  }

  public init(
    modelID: String? = nil,
    agreement: Agreement? = nil,
    authorization: String? = nil,
    entitlement: String? = nil,
    region: String? = nil
  ) {
    self.modelID = modelID
    self.agreement = agreement
    self.authorization = authorization
    self.entitlement = entitlement
    self.region = region
  }

  /// True when all four fields are positive: likely usable, proven only by a call.
  public var isPositive: Bool {
    agreement?.status == "AVAILABLE" && authorization == "AUTHORIZED"
      && entitlement == "AVAILABLE" && region == "AVAILABLE"
  }

  enum CodingKeys: String, CodingKey {
    case modelID = "modelId"
    case agreement = "agreementAvailability"
    case authorization = "authorizationStatus"
    case entitlement = "entitlementAvailability"
    case region = "regionAvailability"
  }
}
