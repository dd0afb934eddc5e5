/// Ids of the choices that are the same whatever has been found.
public enum Choose {
  public static let byHand = "by-hand"
  public static let environmentKeys = "environment-keys"
  public static let pasteKeys = "paste-keys"
  public static let key = "key"
  public static let typeKey = "type-key"
  public static let newEnvironment = "new-environment"
  public static let otherName = "other-name"
  public static let otherProject = "other-project"
  public static let otherPolicy = "other-policy"
}
