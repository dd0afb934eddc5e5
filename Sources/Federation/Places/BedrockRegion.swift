/// Regions where Bedrock is known to be: for a menu, never to refuse one that was typed.
public struct BedrockRegion: Equatable, Sendable, Identifiable {
  /// `us-east-1`.
  public let id: String
  /// `N. Virginia`.
  public let place: String

  init(_ id: String, _ place: String) {
    self.id = id
    self.place = place
  }

  public static let all: [BedrockRegion] = [
    BedrockRegion("us-east-1", "N. Virginia"),
    BedrockRegion("us-east-2", "Ohio"),
    BedrockRegion("us-west-1", "N. California"),
    BedrockRegion("us-west-2", "Oregon"),
    BedrockRegion("eu-central-1", "Frankfurt"),
    BedrockRegion("eu-central-2", "Zurich"),
    BedrockRegion("eu-north-1", "Stockholm"),
    BedrockRegion("eu-south-1", "Milan"),
    BedrockRegion("eu-south-2", "Spain"),
    BedrockRegion("eu-west-1", "Ireland"),
    BedrockRegion("eu-west-2", "London"),
    BedrockRegion("eu-west-3", "Paris"),
    BedrockRegion("ap-east-2", "Taipei"),
    BedrockRegion("ap-northeast-1", "Tokyo"),
    BedrockRegion("ap-northeast-2", "Seoul"),
    BedrockRegion("ap-northeast-3", "Osaka"),
    BedrockRegion("ap-south-1", "Mumbai"),
    BedrockRegion("ap-south-2", "Hyderabad"),
    BedrockRegion("ap-southeast-1", "Singapore"),
    BedrockRegion("ap-southeast-2", "Sydney"),
    BedrockRegion("ap-southeast-3", "Jakarta"),
    BedrockRegion("ap-southeast-4", "Melbourne"),
    BedrockRegion("ap-southeast-5", "Malaysia"),
    BedrockRegion("ap-southeast-6", "New Zealand"),
    BedrockRegion("ap-southeast-7", "Thailand"),
    BedrockRegion("ca-central-1", "Montreal"),
    BedrockRegion("ca-west-1", "Calgary"),
    BedrockRegion("sa-east-1", "Sao Paulo"),
    BedrockRegion("mx-central-1", "Mexico"),
    BedrockRegion("il-central-1", "Tel Aviv"),
    BedrockRegion("me-central-1", "UAE"),
    BedrockRegion("me-south-1", "Bahrain"),
    BedrockRegion("af-south-1", "Cape Town"),
    BedrockRegion("us-gov-east-1", "GovCloud East"),
    BedrockRegion("us-gov-west-1", "GovCloud West"),
    BedrockRegion("us-iso-east-1", "Secret partition"),
    BedrockRegion("us-isob-east-1", "Secret partition"),
    BedrockRegion("us-isof-east-1", "Secret partition"),
    BedrockRegion("us-isof-south-1", "Secret partition"),
    BedrockRegion("eusc-de-east-1", "European Sovereign Cloud"),
  ]

  /// Those of one partition.
  public static func all(in partition: String) -> [BedrockRegion] { byPartition[partition] ?? [] }

  /// Sorted out once: the menu is made anew for every frame.
  private static let byPartition = Dictionary(grouping: all) {
    AWSPartition.of(region: $0.id)?.id ?? ""
  }
}
