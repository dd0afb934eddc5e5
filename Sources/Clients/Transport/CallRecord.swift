#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One HTTP call as it may be logged: no header, no body, no query, nothing secret.
public struct CallRecord: Sendable, Equatable, Codable {
  /// When the call began.
  public var time: Date
  /// `iam`, `sts`, `bedrock`, `sso`, `vertesia`, `vertesia-sts`.
  public var service: String
  /// The service's own name for it: `GetRole`, `POST /environments`.
  public var operation: String
  /// Absent when no status line arrived.
  public var status: Int?
  public var milliseconds: Int
  public var requestID: String?
  /// The service's error code, or the transport's kind of failure.
  public var errorCode: String?
  /// 1 for the first attempt.
  public var attempt: Int

  public init(
    time: Date,
    service: String,
    operation: String,
    status: Int? = nil,
    milliseconds: Int,
    requestID: String? = nil,
    errorCode: String? = nil,
    attempt: Int = 1
  ) {
    self.time = time
    self.service = service
    self.operation = operation
    self.status = status
    self.milliseconds = milliseconds
    self.requestID = requestID
    self.errorCode = errorCode
    self.attempt = attempt
  }
}

/// Where the record of every call goes; called once a call, from any task.
public typealias CallSink = @Sendable (CallRecord) -> Void
