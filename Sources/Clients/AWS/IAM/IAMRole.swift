#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A role of an account.
public struct IAMRole: Sendable, Equatable {
  /// Unique in the account, whatever its case.
  public var name: String
  /// `/`, or `/.../`.
  public var path: String
  public var id: String
  public var arn: String
  public var createdAt: Date?
  /// The trust policy as JSON text, with IAM's percent-encoding undone.
  public var trustPolicy: String?
  public var description: String?
  /// Seconds, 3600...43200.
  public var maxSessionDuration: Int?
  /// The ARN of the policy that bounds the role; only `getRole` tells it.
  public var permissionsBoundary: String?
  /// Only `getRole` and `createRole` tell them.
  public var tags: [AWSTag]
  /// Only `getRole` tells it; it lags by hours.
  public var lastUsedAt: Date?

  public init(
    name: String,
    path: String = "/",
    id: String,
    arn: String,
    createdAt: Date? = nil,
    trustPolicy: String? = nil,
    description: String? = nil,
    maxSessionDuration: Int? = nil,
    permissionsBoundary: String? = nil,
    tags: [AWSTag] = [],
    lastUsedAt: Date? = nil
  ) {
    self.name = name
    self.path = path
    self.id = id
    self.arn = arn
    self.createdAt = createdAt
    self.trustPolicy = trustPolicy
    self.description = description
    self.maxSessionDuration = maxSessionDuration
    self.permissionsBoundary = permissionsBoundary
    self.tags = tags
    self.lastUsedAt = lastUsedAt
  }

  init(_ element: XMLElement) throws(WireError) {
    self.init(
      name: try element.required("RoleName"),
      path: element.string("Path") ?? "/",
      id: try element.required("RoleId"),
      arn: try element.required("Arn"),
      createdAt: element.date("CreateDate"),
      trustPolicy: element.policy("AssumeRolePolicyDocument"),
      description: element.string("Description"),
      maxSessionDuration: element.int("MaxSessionDuration"),
      permissionsBoundary: element.child("PermissionsBoundary")?.string("PermissionsBoundaryArn"),
      tags: try AWSTag.list("Tags", in: element),
      lastUsedAt: element.child("RoleLastUsed")?.date("LastUsedDate")
    )
  }
}
