extension HandForm {
  /// The request to an AWS administrator, in the directory of the set-up.
  package static let requestFileName = "request-for-aws-administrator.md"

  /// Where the Organization ID is.
  package static func organization(site: String?) -> HandForm {
    HandForm(
      step: .organization,
      title: "Copy the Organization ID from Studio",
      instructions: [
        "Open \(StudioURL.studio(of: site)) and sign in",
        "Click the user icon at the top right",
        "Copy the Organization ID that is shown there",
      ],
      values: [],
      returns: [.organization]
    )
  }

  /// How an environment for Bedrock is made.
  package static func environment(region: String, name: String?, site: String?) -> HandForm {
    HandForm(
      step: .environment,
      title: "Make the environment in Studio",
      instructions: [
        "Open \(StudioURL.studio(of: site)) as owner, admin or manager",
        "Go to Environments and create a new one",
        "Choose bedrock as the provider",
        "Put the region into Endpoint URL, just its name",
        "Save, open the environment and copy its ID",
      ],
      values: [
        Value(label: "Name", text: name ?? "bedrock-\(region)"),
        Value(label: "Provider", text: "bedrock"),
        Value(label: "Endpoint URL", text: region),
      ],
      returns: [.environmentID]
    )
  }

  /// Where the role ARN goes.
  package static func connection(
    environment: String,
    roleARN: String,
    site: String?
  ) -> HandForm {
    HandForm(
      step: .connection,
      title: "Give the role to the environment in Studio",
      instructions: [
        "Open \(StudioURL.studio(of: site)) and go to Environments",
        "Open environment \(environment)",
        "Put the role ARN into API Key, all of it",
        "Save",
      ],
      values: [Value(label: "API Key", text: roleARN)]
    )
  }

  /// How a person sees that it works.
  package static func modelListing(environment: String, site: String?) -> HandForm {
    HandForm(
      step: .modelListing,
      title: "Look for the models in Studio",
      instructions: [
        "Open \(StudioURL.studio(of: site)) and go to Environments",
        "Open environment \(environment) and reload the page",
        "The models of the region are listed; a new role can take two minutes",
        "Enable the models you want and choose a default",
      ],
      values: []
    )
  }
}
