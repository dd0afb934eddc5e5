import Clients
import Federation

/// The policies of a role that a person has made. They need not be written as the request has them:
/// what may list models will do.
extension PermissionsStep {
  /// `nil` where one of them could not be read: it may be the one that allows it.
  func written(_ role: String, _ aws: AWSSide) async -> [String: String]? {
    do throws(AWSError) {
      var all: [String: String] = [:]
      for name in try await aws.iam.listRolePolicies(role: role) {
        all[name] = try await aws.iam.getRolePolicy(role: role, name: name)
      }
      return all
    } catch { return nil }
  }

  func shortfall(_ sight: Sight, _ inputs: Inputs) -> Fault? {
    if sight.isRoleMissing { return RoleStep.missing(inputs) }
    // What an attached policy allows cannot be read here.
    guard sight.attached.isEmpty, sight.refusal == nil else { return nil }
    guard let policies = sight.written, !policies.values.contains(where: Self.mayList) else {
      return nil
    }
    let names = policies.keys.sorted().joined(separator: ", ")
    let action = PermissionPolicy.listActions[0]
    return Fault(
      .listPermissionMissing,
      cause: names.isEmpty
        ? "The role \(inputs.roleName) has no policy."
        : "No policy of the role \(inputs.roleName) allows \(action).",
      remedies: [
        AdministratorRequest.reminder(inputs), Remedy("Or name another role (--role-arn)"),
      ],
      evidence: [
        Evidence(.expected, inputs.permissions.words),
        Evidence(.found, names.isEmpty ? "no policy" : names),
      ]
    )
  }

  /// Whether a policy can be what lets models be listed; one that cannot be read can.
  private static func mayList(_ text: String) -> Bool {
    guard let document = JSONTree.parse(text) else { return true }
    return PermissionPolicy.missing([PermissionPolicy.listActions[0]], in: document).isEmpty
      || (document["Statement"]?.elements ?? []).contains { $0["NotAction"] != nil }
  }
}
