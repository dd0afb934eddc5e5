/// Everything the sandbox knows: a value, changed only by `respond`.
package struct World: Sendable {
  package let scenario: Scenario
  var timing = Timing()
  var accounts: [String: Account] = [:]
  var accessKeys: [String: AccessKey] = [:]
  var vertesia: VertesiaSite
  var faults = FaultPlan()
  var pace = Pace()
  var calls = CallLog()
  /// Milliseconds added before every request that is not a control call.
  package internal(set) var latency = 0
  var random: SeededRandom

  init(scenario: Scenario, vertesia: VertesiaSite, random: SeededRandom) {
    self.scenario = scenario
    self.vertesia = vertesia
    self.random = random
  }

  struct Timing: Sendable {
    /// Milliseconds until a written role, policy or provider is used by STS and Bedrock.
    var spread = 0
    /// Milliseconds until IAM's own reads show a write.
    var readLag = 0
    /// Milliseconds for which Vertesia repeats a failed model listing.
    var failedListingKept = 0
  }
}
