import Clients
import Federation

/// Environments that a request has made which arrived twice, or late: no key of Vertesia's keeps the
/// second one from being made. They have this set-up's marker and no key, so nobody uses them; they
/// are told, each with the command that removes it, and stay.
extension EnvironmentStep {
  func strays(_ sight: [VertesiaEnvironment], _ inputs: Inputs) -> [Notice] {
    guard let own = inputs.environment else { return [] }
    let names = [inputs.environmentName, inputs.fact(.environment, .name)]
    return sight.filter {
      $0.id != own && $0.description.flatMap(Marker.parse) == inputs.setup
        && $0.provider == Self.provider && $0.endpointURL == inputs.region && $0.keyHint == nil
        && names.contains($0.name)
    }.map { stray in
      let command = VertesiaCommand.curl("DELETE", "/environments/\(stray.id)", inputs)
      return Notice(
        .warning,
        "A request that arrived twice has made a second environment \(stray.name), "
          + "\(stray.id). It has no key, and nothing uses it. To remove it: \(command)"
      )
    }
  }
}

extension EnvironmentStep {
  /// Environments of the same name that another set-up has made: whoever starts on two machines at
  /// the same moment finds the name free on both. Both stand, and neither touches the other's.
  func twins(_ sight: [VertesiaEnvironment], _ inputs: Inputs) -> [Notice] {
    guard let own = inputs.environment else { return [] }
    return sight.filter {
      $0.id != own && $0.name == inputs.environmentName && $0.provider == Self.provider
        && $0.endpointURL == inputs.region
    }.compactMap { twin in
      guard let maker = twin.description.flatMap(Marker.parse), maker != inputs.setup else {
        return nil
      }
      return Notice(
        .warning,
        "Set-up \(maker) of this program has made another environment \(twin.name), \(twin.id). "
          + "It is left as it is"
      )
    }
  }
}

extension Engine {
  var twins: [Notice] {
    let step = EnvironmentStep()
    return sight(of: step).map { step.twins($0, inputs) } ?? []
  }

  /// What the last look at the environments told of them.
  var strays: [Notice] {
    let step = EnvironmentStep()
    return sight(of: step).map { step.strays($0, inputs) } ?? []
  }

  /// Where the making of the environment was sent again, the first request may have arrived since:
  /// that is found out before the set-up counts as done. One that arrived twice at once shows in the
  /// look that followed it.
  func lookForStrays() async {
    if await tools.journal?.record(.environment).facts[.resent] == "true" {
      let step = EnvironmentStep()
      do throws(Fault) {
        keep(try await observe(step), of: step)
      } catch {
        tools.emit(
          .noticed(
            Notice(
              .warning,
              "The environment was asked for twice, and whether two were made could not be looked "
                + "at: " + error.summary
            )
          )
        )
        return
      }
    }
    for stray in strays where !toldStrays.contains(stray) { tools.emit(.noticed(stray)) }
  }
}
