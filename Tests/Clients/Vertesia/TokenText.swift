#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes tokens of three parts out of claims; the signature is anything.
enum TokenText {
  static func make(_ claims: String) -> String {
    "\(encode(#"{"alg":"ES256"}"#)).\(encode(claims)).c2lnbmF0dXJl"
  }

  /// A token that ends `seconds` after the desk's start, for account `org`.
  static func good(for seconds: Int, org: String = "64f0c1a2b3c4d5e6f7a8b9c0", tag: String = "")
    -> String
  {
    let end = Int(Desk.start.timeIntervalSince1970) + seconds
    return make(
      #"{"iss":"https://sts.vertesia.io","exp":\#(end),"account":{"id":"\#(org)","name":"Acme"}"#
        + #","account_roles":["admin"],"sub":"\#(tag)"}"#
    )
  }

  static func encode(_ text: String) -> String {
    Data(text.utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
