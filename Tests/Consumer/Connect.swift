import Clients
import Federation
import Networking
import Provisioning

/// Connects the organization of the key in the environment to Bedrock; answers the role's ARN.
func connect(
  region: String,
  stateDirectory: String,
  in machine: Surroundings = .live()
) async throws -> String? {
  try await withTransport(NetworkSettings(environment: machine.environment)) { transport in
    let session = Session(
      world: World(transport: transport, surroundings: machine),
      state: StateDirectory(
        path: stateDirectory,
        disk: PosixDisk(),
        tool: "our-platform 1.0",
        random: machine.random
      )
    )
    var answers = Answers()
    answers[.region] = try AnswerCheck.check(.region, region)
    let result = await session.run(answers: answers) { plan in
      for change in plan.changes { print(change.sentence) }
      return true
    }
    if let fault = result.steps.compactMap(\.fault).first { throw fault }
    return result.roleARN
  }
}
