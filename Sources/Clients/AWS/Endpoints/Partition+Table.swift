extension Partition {
  /// As botocore 1.43 lists them.
  public static let all: [Partition] = [
    commercial, china, govCloud, iso, isoB, isoE, isoF, europeanSovereign,
  ]

  public static let commercial = Partition(
    id: "aws",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    iamRegion: "us-east-1",
    bedrockRegions: [
      "af-south-1",
      "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
      "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
      "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
      "ca-central-1", "ca-west-1",
      "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1",
      "eu-west-2", "eu-west-3",
      "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
      "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ],
    iam: IAMHosts(
      standard: "iam.amazonaws.com",
      dualStack: "iam.global.api.aws",
      fips: "iam-fips.amazonaws.com",
      fipsDualStack: "iam-fips.global.api.aws"
    ),
    regionPrefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"]
  )

  static let china = Partition(
    id: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    dualStackSuffix: "api.amazonwebservices.com.cn",
    iamRegion: "cn-north-1",
    bedrockRegions: [],
    iam: IAMHosts(
      standard: "iam.cn-north-1.amazonaws.com.cn",
      dualStack: "iam.global.api.amazonwebservices.com.cn"
    ),
    regionPrefixes: ["cn"]
  )

  static let govCloud = Partition(
    id: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    iamRegion: "us-gov-west-1",
    bedrockRegions: ["us-gov-east-1", "us-gov-west-1"],
    iam: IAMHosts(
      standard: "iam.us-gov.amazonaws.com",
      dualStack: "iam.us-gov.api.aws",
      fips: "iam.us-gov.amazonaws.com",
      fipsDualStack: "iam.us-gov.api.aws"
    ),
    regionPrefixes: ["us-gov"]
  )

  static let iso = Partition(
    id: "aws-iso",
    dnsSuffix: "c2s.ic.gov",
    dualStackSuffix: "api.aws.ic.gov",
    iamRegion: "us-iso-east-1",
    bedrockRegions: ["us-iso-east-1"],
    iam: IAMHosts(
      standard: "iam.us-iso-east-1.c2s.ic.gov",
      dualStack: "iam.api.aws.ic.gov"
    ),
    regionPrefixes: ["us-iso"]
  )

  static let isoB = Partition(
    id: "aws-iso-b",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackSuffix: "api.aws.scloud",
    iamRegion: "us-isob-east-1",
    bedrockRegions: ["us-isob-east-1"],
    iam: IAMHosts(
      standard: "iam.us-isob-east-1.sc2s.sgov.gov",
      dualStack: "iam.api.aws.scloud"
    ),
    regionPrefixes: ["us-isob"]
  )

  static let isoE = Partition(
    id: "aws-iso-e",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackSuffix: nil,
    iamRegion: "eu-isoe-west-1",
    bedrockRegions: [],
    iam: IAMHosts(standard: "iam.eu-isoe-west-1.cloud.adc-e.uk"),
    regionPrefixes: ["eu-isoe"]
  )

  static let isoF = Partition(
    id: "aws-iso-f",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackSuffix: nil,
    iamRegion: "us-isof-south-1",
    bedrockRegions: ["us-isof-east-1", "us-isof-south-1"],
    iam: IAMHosts(standard: "iam.us-isof-south-1.csp.hci.ic.gov"),
    regionPrefixes: ["us-isof"]
  )

  static let europeanSovereign = Partition(
    id: "aws-eusc",
    dnsSuffix: "amazonaws.eu",
    dualStackSuffix: "api.amazonwebservices.eu",
    iamRegion: "eusc-de-east-1",
    bedrockRegions: ["eusc-de-east-1"],
    iam: IAMHosts(
      standard: "iam.eusc-de-east-1.amazonaws.eu",
      dualStack: "iam.api.amazonwebservices.eu"
    ),
    regionPrefixes: ["eusc-de"]
  )
}
