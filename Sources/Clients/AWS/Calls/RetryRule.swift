/// Which failures of a read are worth another try, by AWS's standard retry mode.
enum RetryRule {
  static let attempts = 3

  /// What a retry costs; `nil` when the failure is final.
  static func cost(of error: AWSError) -> Int? {
    switch error {
    case .service(let error): isTransient(error) ? 5 : nil
    case .transport(let error, _, _): cost(of: error.kind)
    case .unreadable, .credentials: nil
    }
  }

  /// Before retry `number` (1, 2): up to 1 s, then up to 2 s, and never more than 20 s; `fraction`
  /// is random, from 0 up to 1.
  static func pause(before number: Int, fraction: Double) -> Duration {
    .seconds(1) * (fraction * Double(min(1 << (number - 1), 20)))
  }

  private static func cost(of kind: TransportError.Kind) -> Int? {
    switch kind {
    case .connectTimeout, .idleTimeout, .deadline: 10
    case .nameNotFound, .connectionRefused, .connectionLost, .malformedResponse, .proxy: 5
    case .refusedLocally, .tls, .tooLarge, .cancelled: nil
    }
  }

  private static func isTransient(_ error: AWSError.ServiceError) -> Bool {
    [500, 502, 503, 504].contains(error.status) || transientCodes.contains(error.code)
      || throttlingCodes.contains(error.code)
      || (error.service == AWSService.sts.rawValue && error.code == "IDPCommunicationError")
  }

  private static let transientCodes: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete",
  ]

  /// IAM's `LimitExceeded` is a quota and not among them.
  private static let throttlingCodes: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded",
    "BandwidthLimitExceeded", "ProvisionedThroughputExceededException",
    "TransactionInProgressException", "SlowDown", "EC2ThrottledException",
    "LimitExceededException",
  ]
}
