import Clients
import Federation

extension Session {
  /// Takes over a set-up that was found in the cloud: rebuilds its checkpoint and opens it.
  func adopt(_ id: String) async {
    do throws(Fault) {
      try await rebuild(id)
    } catch { end([(nil, error)]) }
  }

  func rebuild(_ id: String) async throws(Fault) {
    guard let organization = survey.organization.value, let identity = survey.identity.value,
      let environments = survey.environments.value, let aws = try await awsSide()
    else {
      throw Fault(
        .noSuchSetup,
        cause: "The cloud has not been read yet, so nothing found can be taken over.",
        evidence: [Evidence(.value, id)]
      )
    }
    let roles = try await Fault.reading { () async throws(AWSError) in
      try await aws.iam.listRoles()
    }
    let recovery = Recovery(
      organization: organization,
      identity: identity,
      environments: environments,
      roles: roles
    )
    guard let join = recovery.joins().first(where: { $0.setup.text == id }) else {
      throw Fault(.noSuchSetup, evidence: [Evidence(.value, id)])
    }
    var checkpoint = recovery.checkpoint(join, now: now())
    if let profile = answers[.profile] { checkpoint.answers[.profile] = profile }
    if let role = join.role {
      checkpoint.answers[.permissions] = await PermissionsFound.choice(
        of: role.name,
        partition: identity.partition,
        account: identity.account,
        aws
      )
    }
    // Who was stopped has not read all of it.
    guard !Task.isCancelled else { throw Fault(.connectionLost) }
    let store = try await opened(id, note: "recovered \(now())")
    do throws(Fault) {
      // Somebody may have saved it since the cloud was read: that knows more.
      if try await !isThere(store) { try await store.save(checkpoint) }
      await store.close()
    } catch {
      await store.close()
      throw error
    }
    try await reopen(id)
  }

  /// Whether a checkpoint that can be read stands under the id. One that cannot is kept beside what
  /// is rebuilt.
  private func isThere(_ store: CheckpointStore) async throws(Fault) -> Bool {
    do throws(Fault) {
      return try await store.load() != nil
    } catch {
      guard error.code == .checkpointCorrupt else { throw error }
      let kept = try await store.setAside()
      emit(
        .noticed(
          Notice(
            .warning,
            "The damaged file was kept as \(kept.joined(separator: " and "))"
          )
        )
      )
      return false
    }
  }
}
