#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Calls AWS: finds the endpoint, signs, sends, reads errors, and records every attempt.
///
/// Reads are tried up to three times, as AWS's standard retry mode does. Anything that changes
/// something is sent exactly once: only the caller can tell whether sending it again is safe. An
/// MFA code is not shown to AWS twice. A clock that is off is corrected once, for all later calls.
///
/// ```swift
/// let caller = AWSCaller(
///   transport: transport, surroundings: surroundings, credentials: provider,
///   endpoints: EndpointResolver(environment: surroundings.environment),
///   region: "us-east-1", record: { record in log(record) })
/// let identity = try await STSClient(caller).getCallerIdentity()
/// ```
///
/// A value: copies share the clock's correction, the retry budget and the derived keys.
public struct AWSCaller: Sendable {
  public private(set) var region: String
  public let endpoints: EndpointResolver
  private let surroundings: Surroundings
  private let transport: any Transport
  private var credentials: (any CredentialProvider)?
  private let record: CallSink
  private let session: CallSession

  /// - Parameters:
  ///   - transport: sends each attempt once.
  ///   - surroundings: time, clock and randomness.
  ///   - credentials: `nil` for a caller that makes unsigned calls only.
  ///   - endpoints: overrides and the partition table.
  ///   - region: of the regional services, and of the partition whose IAM is called.
  ///   - record: gets one record per attempt.
  public init(
    transport: any Transport,
    surroundings: Surroundings,
    credentials: (any CredentialProvider)?,
    endpoints: EndpointResolver,
    region: String,
    record: @escaping CallSink
  ) {
    self.transport = transport
    self.surroundings = surroundings
    self.credentials = credentials
    self.endpoints = endpoints
    self.region = region
    self.record = record
    session = CallSession()
  }

  /// The same caller for another region.
  public func inRegion(_ region: String) -> AWSCaller {
    var caller = self
    caller.region = region
    return caller
  }

  /// The same caller with other credentials, such as those of a role it assumed.
  public func signed(by credentials: any CredentialProvider) -> AWSCaller {
    var caller = self
    caller.credentials = credentials
    return caller
  }

  /// Seconds that AWS's clock is ahead of this machine's; `nil` unless a call was refused for it.
  public var clockOffset: TimeInterval? {
    get async { await session.clockOffset }
  }

  /// Makes `call` and reads its 2xx with `decode`.
  func send<Value: Sendable>(
    _ call: AWSCall,
    decode: (HTTPResponse) throws(WireError) -> Value
  ) async throws(AWSError) -> Value {
    var attempts = 0
    var retries = 0
    var paid = 0
    var clockCorrected = false
    while true {
      attempts += 1
      let failure: Attempt.Failure
      switch try await attempt(call, number: attempts, decode: decode) {
      case .success(let value):
        await session.giveBack(paid == 0 ? 1 : paid)
        return value
      case .failure(let what):
        failure = what
      }
      // Learnt even when this call is not sent again: the next one will be right.
      let corrected = await correctClock(after: failure)
      guard call.repeats.allow(after: failure) else { throw failure.error }
      if corrected, !clockCorrected {
        clockCorrected = true
        continue
      }
      retries += 1
      guard retries < RetryRule.attempts, let cost = RetryRule.cost(of: failure.error),
        await session.takeRetry(cost: cost), await pause(before: retries)
      else { throw failure.error }
      paid = cost
    }
  }

  private func attempt<Value: Sendable>(
    _ call: AWSCall,
    number: Int,
    decode: (HTTPResponse) throws(WireError) -> Value
  ) async throws(AWSError) -> Result<Value, Attempt.Failure> {
    let endpoint: AWSEndpoint
    do {
      endpoint = try endpoints.endpoint(of: call.service, region: region)
    } catch {
      throw .transport(error, service: call.service.rawValue, operation: call.operation)
    }
    var request = call.request(to: endpoint)
    let offset = await session.clockOffset
    if call.isSigned {
      request = try await sign(request, call, region: endpoint.signingRegion, offset: offset)
    }
    let session = request.headers["X-Amz-Security-Token"].map { Secret($0) }
    let attempt = Attempt(
      call,
      number: number,
      offset: offset,
      secrets: call.secrets + [session].compactMap(\.self),
      surroundings: surroundings
    )
    do {
      return attempt.finish(try await transport.send(request), decode: decode, record: record)
    } catch {
      let setting = endpoints.setting(of: call.service)
      return .failure(attempt.fail(error.naming(setting), record: record))
    }
  }

  private func sign(
    _ request: HTTPRequest,
    _ call: AWSCall,
    region: String,
    offset: TimeInterval?
  ) async throws(AWSError) -> HTTPRequest {
    guard let credentials = try await credentials?.credentials() else {
      throw .credentials(
        CredentialError(.none, source: "none", detail: "No AWS credentials were given")
      )
    }
    let signer = RequestSigner(
      date: surroundings.now().addingTimeInterval(offset ?? 0),
      region: region,
      service: call.service.signingName
    )
    let key = await session.key(for: credentials, signer: signer)
    return signer.sign(request, with: credentials, key: key).request
  }

  /// - Returns: whether signing again with the corrected clock may help.
  private func correctClock(after failure: Attempt.Failure) async -> Bool {
    guard let server = failure.serverTime else { return false }
    return await session.correctClock(
      server: server,
      now: surroundings.now(),
      used: failure.offset
    )
  }

  /// - Returns: false when the task was cancelled meanwhile.
  private func pause(before retry: Int) async -> Bool {
    let bytes = surroundings.random(2)
    let fraction = bytes.reduce(0.0) { ($0 + Double($1)) / 256 }
    do {
      try await surroundings.clock.sleep(
        for: RetryRule.pause(before: retry, fraction: fraction)
      )
      return true
    } catch {
      return false
    }
  }
}
