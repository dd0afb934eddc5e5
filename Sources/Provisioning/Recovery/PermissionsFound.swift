import Clients
import Federation

/// Which permissions a found role has, in the words of the question.
enum PermissionsFound {
  /// - Returns: `nil` when it has none that can be read, and the default applies.
  static func choice(
    of role: String,
    partition: String,
    account: String,
    _ aws: AWSSide
  ) async -> String? {
    let inline = try? await aws.iam.getRolePolicy(role: role, name: PermissionPolicy.name)
    if let found = inline.flatMap(JSONTree.parse) {
      for choice in [PermissionChoice.inference, .listing] {
        if let document = choice.document(partition: partition, account: account),
          document.isSame(as: found)
        {
          return choice.answer
        }
      }
    }
    guard let attached = try? await aws.iam.listAttachedRolePolicies(role: role) else { return nil }
    let full = PermissionChoice.fullAccess
    if attached.contains(where: { $0.arn == full.managedPolicyARN(partition: partition) }) {
      return full.answer
    }
    return attached.first.flatMap { PermissionChoice($0.arn)?.answer }
  }
}
