extension World {
  /// The whole readable world. Environment keys are unmasked here, and nowhere else.
  var json: JSON {
    [
      "scenario": .string(scenario.rawValue), "latency": .integer(latency),
      "accounts": .object(accounts.mapValues(\.json)),
      "organizations": .array(
        vertesia.organizations.map {
          ["id": .string($0.id), "name": .string($0.name), "projects": $0.projectsJSON]
        }
      ),
      "environments": .array(vertesia.environments.map(\.unmasked)),
      "counts": [
        "providers": .integer(accounts.values.map(\.liveProviders.count).reduce(0, +)),
        "roles": .integer(accounts.values.map(\.liveRoles.count).reduce(0, +)),
        "environments": .integer(vertesia.environments.count),
        "calls": .integer(calls.total), "mutations": .integer(calls.mutations),
      ],
    ]
  }
}

extension Account {
  fileprivate var liveProviders: [IdentityProvider] {
    providers.values.compactMap(\.latest).sorted { $0.url < $1.url }
  }

  fileprivate var liveRoles: [Role] {
    roles.values.compactMap(\.latest).sorted { $0.name < $1.name }
  }

  fileprivate var json: JSON {
    .sparse([
      "id": .string(id), "alias": alias.map(JSON.string), "partition": .string(partition),
      "providers": .array(
        liveProviders.map {
          [
            "arn": .string(providerARN($0.url)), "url": .string($0.url),
            "clientIds": JSON(strings: $0.clientIDs), "thumbprints": JSON(strings: $0.thumbprints),
            "created": .string($0.created.iso), "tags": .object($0.tags.mapValues(JSON.string)),
          ]
        }
      ),
      "roles": .array(liveRoles.map(json(of:))),
      "useCaseForm": .bool(bedrock.useCase != nil),
    ])
  }

  private func json(of role: Role) -> JSON {
    .sparse([
      "name": .string(role.name), "arn": .string(roleARN(path: role.path, role.name)),
      "path": .string(role.path), "created": .string(role.created.iso),
      "description": role.description.map(JSON.string),
      "trust": JSON(parsing: role.trust.text) ?? .string(role.trust.text),
      "attached": JSON(strings: role.attached),
      "inline": .object(role.inline.mapValues { JSON(parsing: $0.text) ?? .string($0.text) }),
      "boundary": role.boundary.map(JSON.string),
      "maxSessionDuration": .integer(role.maxSession),
      "tags": .object(role.tags.mapValues(JSON.string)),
    ])
  }
}

extension Environment {
  fileprivate var unmasked: JSON {
    var members = json.members ?? [:]
    members["apiKey"] = apiKey.map(JSON.string)
    return .object(members)
  }
}
