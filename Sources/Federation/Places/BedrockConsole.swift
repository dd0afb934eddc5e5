/// Pages of the Bedrock console that a person may have to open.
package enum BedrockConsole {
  /// Where access to models is seen and, in partitions that still ask for it, requested.
  package static func modelAccess(region: String) -> String? {
    guard let partition = AWSPartition.of(region: region) else { return nil }
    return page(partition.id == "aws" ? "model-catalog" : "modelaccess", region: region)
  }

  /// Where Anthropic's use-case form is sent from: any Anthropic model's page asks for it.
  package static func useCaseForm(region: String) -> String? {
    modelAccess(region: region)
  }

  private static func page(_ name: String, region: String) -> String? {
    guard let host = AWSPartition.of(region: region)?.consoleHost, !host.isEmpty else {
      return nil
    }
    return "https://\(region).\(host)/bedrock/home?region=\(region)#/\(name)"
  }
}
