import Federation
import Testing

struct PermissionTests {
  @Test func inferenceIsWhatVertesiaNeedsAndNoMore() throws {
    let tree = try #require(
      PermissionChoice.inference.document(partition: "aws-us-gov", account: Sample.account)
    )
    let text = tree.compact
    let actions =
      PermissionPolicy.listActions + PermissionPolicy.getActions + PermissionPolicy.invokeActions
    #expect(actions.count == 8)
    #expect(PermissionPolicy.missing(actions, in: tree).isEmpty)
    #expect(text.contains("arn:aws-us-gov:bedrock:*::foundation-model/*"))
    #expect(text.contains("arn:aws-us-gov:bedrock:*:\(Sample.account):inference-profile/*"))
    #expect(!text.contains("bedrock:*\""))
    #expect(PermissionChoice.inference.surplus.isEmpty)
  }

  @Test func listingCannotInvoke() throws {
    let tree = try #require(PermissionChoice.listing.document(partition: "aws", account: "1"))
    #expect(PermissionPolicy.missing(PermissionPolicy.listActions, in: tree).isEmpty)
    #expect(
      PermissionPolicy.missing(PermissionPolicy.invokeActions, in: tree)
        == PermissionPolicy.invokeActions
    )
  }

  @Test func managedPoliciesFollowThePartition() {
    #expect(
      PermissionChoice.fullAccess.managedPolicyARN(partition: "aws-cn")
        == "arn:aws-cn:iam::aws:policy/AmazonBedrockFullAccess"
    )
    #expect(PermissionChoice.fullAccess.document(partition: "aws", account: "1") == nil)
    #expect(PermissionChoice.fullAccess.surplus.joined().contains("iam:PassRole"))
    let own = "arn:aws:iam::432112349876:policy/team/Bedrock"
    #expect(PermissionChoice(own)?.managedPolicyARN(partition: "aws") == own)
    #expect(PermissionChoice(own)?.words == "Bedrock")
  }

  @Test(arguments: ["inference", "full-access", "listing", "arn:aws:iam::aws:policy/X"])
  func answersGoRound(_ answer: String) {
    #expect(PermissionChoice(answer)?.answer == answer)
  }
}
