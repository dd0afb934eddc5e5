import Federation

/// A call to IAM as a person would make it with the AWS CLI, under the sign-in of this set-up.
enum AWSCommand {
  static func iam(_ arguments: [String], _ inputs: Inputs) -> String {
    ShellCommand(["aws", "iam"] + arguments + profile(inputs) + partition(inputs)).text
  }

  /// Without one, the CLI finds the same keys in the environment that were found here.
  private static func profile(_ inputs: Inputs) -> [String] {
    guard inputs.answers[.awsAccess] != "pasted", let profile = inputs.answers[.profile],
      !profile.isEmpty
    else { return [] }
    return ["--profile", profile]
  }

  /// IAM has no regions, but another partition has another IAM, which the CLI finds by a region.
  private static func partition(_ inputs: Inputs) -> [String] {
    inputs.partition == "aws" ? [] : ["--region", inputs.region]
  }
}

extension Inputs {
  /// For commands that somebody else runs, with a sign-in of their own.
  var forAnotherPerson: Inputs {
    var inputs = self
    inputs.answers[.profile] = nil
    // Whatever the role may do beyond the choice is theirs to take away.
    inputs.provesListing = false
    return inputs
  }
}
