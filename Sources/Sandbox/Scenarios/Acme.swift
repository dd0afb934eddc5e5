/// The company that every scenario is about.
enum Acme {
  static let organization = Organization(
    id: "64f0c1a2b3c4d5e6f7a8b9c0",
    name: "Acme Research",
    created: Moment(year: 2025, 11, 2, 8, 30),
    owner: "user:64f0c1a2b3c4d5e6f7a8b900",
    projects: [
      Project(id: "65aa00112233445566778899", name: "Default"),
      Project(id: "65aa001122334455667788aa", name: "Field Studies"),
    ]
  )

  static let secondOrganization = Organization(
    id: "64f0c1a2b3c4d5e6f7a8b9c1",
    name: "Acme Robotics",
    created: Moment(year: 2026, 2, 17, 13, 5),
    owner: "user:64f0c1a2b3c4d5e6f7a8b901",
    projects: [
      Project(id: "65bb00112233445566778899", name: "Default"),
      Project(id: "65bb001122334455667788aa", name: "Assembly Line"),
    ]
  )

  static let key = APIKey(
    id: "66cc00112233445566778899",
    name: "Platform key",
    organization: organization.id,
    project: organization.projects[0].id,
    role: "admin"
  )

  static let secondKey = APIKey(
    id: "66dd00112233445566778899",
    name: "Robotics key",
    organization: secondOrganization.id,
    project: secondOrganization.projects[0].id,
    role: "admin"
  )

  /// In use since long before, and none of a set-up's business.
  static let otherProviderEnvironment = Environment(
    id: "67ee00112233445566778899",
    organization: organization.id,
    name: "OpenAI",
    provider: "openai",
    description: "Shared by all projects",
    apiKey: "sk-openai-of-acme-research",
    allowedProjects: organization.projects.map(\.id),
    createdBy: organization.owner,
    updatedBy: organization.owner,
    created: Moment(year: 2025, 11, 3, 9, 12),
    updated: Moment(year: 2026, 4, 20, 16, 40)
  )

  /// What a set-up in us-east-1 would be called, made by a colleague.
  static let colleaguesEnvironment = Environment(
    id: "68c4d0e1f2a3b4c5d6e7f809",
    organization: organization.id,
    name: "bedrock-us-east-1",
    provider: "bedrock",
    description: "First try, Dana",
    endpointURL: "us-east-1",
    allowedProjects: [organization.projects[0].id],
    createdBy: "user:64f0c1a2b3c4d5e6f7a8b977",
    updatedBy: "user:64f0c1a2b3c4d5e6f7a8b977",
    created: Moment(year: 2026, 8, 6, 10, 0),
    updated: Moment(year: 2026, 8, 6, 10, 0)
  )

  static let ssoRole = "AWSReservedSSO_\(FakeKeys.ssoRoleName)_0123456789abcdef"
}
