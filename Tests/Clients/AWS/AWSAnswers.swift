/// Answers as AWS writes them, its example account in them.
enum AWSAnswers {
  static let account = "123456789012"
  static let policy = #"{"Version":"2012-10-17","Statement":[{"Sid":"a+b"}]}"#

  static let identity = result(
    "GetCallerIdentity",
    "<UserId>AIDA</UserId><Account>123456789012</Account>"
      + "<Arn>arn:aws-us-gov:iam::123456789012:user/u</Arn>"
  )

  static let role = """
    <Role><Path>/team/</Path><RoleName>R</RoleName><RoleId>AROA</RoleId>\
    <Arn>arn:aws:iam::123456789012:role/team/R</Arn><CreateDate>2024-05-01T10:00:00Z</CreateDate>\
    <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Sid\
    %22%3A%22a+b%22%7D%5D%7D</AssumeRolePolicyDocument><Description>d</Description>\
    <MaxSessionDuration>3600</MaxSessionDuration>\
    <PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>\
    <PermissionsBoundaryArn>arn:aws:iam::123456789012:policy/b</PermissionsBoundaryArn>\
    </PermissionsBoundary><Tags><member><Key>k</Key><Value/></member></Tags>\
    <RoleLastUsed><LastUsedDate>2024-05-02T10:00:00.5Z</LastUsedDate><Region>us-east-1</Region>\
    </RoleLastUsed></Role>
    """

  static let getRole = result("GetRole", role)

  static func result(_ operation: String, _ content: String) -> String {
    "<\(operation)Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><\(operation)Result>"
      + "\(content)</\(operation)Result><ResponseMetadata><RequestId>r-1</RequestId>"
      + "</ResponseMetadata></\(operation)Response>"
  }

  static func nothing(_ operation: String) -> String {
    "<\(operation)Response><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
      + "</\(operation)Response>"
  }

  static func error(_ code: String, _ message: String) -> String {
    "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
      + "<Code>\(code)</Code><Message>\(message)</Message></Error><RequestId>r-1</RequestId>"
      + "</ErrorResponse>"
  }
}
