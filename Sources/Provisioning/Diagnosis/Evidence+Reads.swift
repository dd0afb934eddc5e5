import Federation

extension [Evidence] {
  /// What was found was found by this read; the session adds its request id and time.
  static let roleRead = [Evidence(.service, "IAM"), Evidence(.operation, "GetRole")]
}
