import Clients
import Federation

/// The clients of one sitting, made for the answers at hand. A side that is missing is done by a
/// person, or could not be signed in to.
struct Cloud: Sendable {
  var aws: AWSSide?
  var vertesia: VertesiaSide?

  /// - Throws: VB201 when nobody is signed in to AWS.
  func requireAWS() throws(Fault) -> AWSSide {
    guard let aws else { throw Fault(.noAWSCredentials) }
    return aws
  }

  /// - Throws: VB401 when there is no Vertesia credential.
  func requireVertesia() throws(Fault) -> VertesiaSide {
    guard let vertesia else { throw Fault(.noVertesiaCredential) }
    return vertesia
  }
}

struct AWSSide: Sendable {
  var caller: AWSCaller
  /// Where the credentials came from, in words.
  var source: @Sendable () async -> String

  var iam: IAMClient { IAMClient(caller) }
  var sts: STSClient { STSClient(caller) }
  func bedrock(_ region: String) -> BedrockClient { BedrockClient(caller.inRegion(region)) }
  func runtime(_ region: String) -> BedrockRuntimeClient {
    BedrockRuntimeClient(caller.inRegion(region))
  }

  /// Where this machine's clock is off by as much as AWS refuses: calls are signed by AWS's time
  /// then, and nothing else on the machine is.
  func clockNotice() async -> Notice? {
    guard let offset = await caller.clockOffset else { return nil }
    let minutes = Int((abs(offset) / 60).rounded())
    return Notice(
      .warning,
      "This machine's clock is \(minutes) minutes \(offset < 0 ? "ahead of" : "behind") AWS's. Calls "
        + "are signed by AWS's time; set the clock, for whatever else goes by it"
    )
  }
}

struct VertesiaSide: Sendable {
  var client: VertesiaClient
  var sts: VertesiaSTS
  /// Where the key came from, in words.
  var source: String
  /// The same for a command that a person runs.
  var bearer: ShellBearer
  /// The site was answered for another key.
  var isSiteDoubtful = false

  var site: VertesiaSite { client.site }
}

extension Fault {
  /// Runs a read of AWS; its error becomes a fault.
  static func reading<Value>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(AWSError) -> Value
  ) async throws(Fault) -> Value {
    do throws(AWSError) { return try await body() } catch {
      throw AWSDiagnosis.fault(error, reading: true)
    }
  }

  /// Runs a read of AWS in which "no such thing" is an answer.
  static func finding<Value>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(AWSError) -> Value
  ) async throws(Fault) -> Value? {
    do throws(AWSError) { return try await body() } catch {
      if AWSDiagnosis.isAbsent(error) { return nil }
      throw AWSDiagnosis.fault(error, reading: true)
    }
  }

  /// Runs a read of Vertesia; its error becomes a fault.
  static func asking<Value>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws(VertesiaError) -> Value
  ) async throws(Fault) -> Value {
    do throws(VertesiaError) { return try await body() } catch {
      throw VertesiaDiagnosis.fault(error)
    }
  }
}
