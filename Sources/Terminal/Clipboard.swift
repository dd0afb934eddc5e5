#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

enum Clipboard {
  /// OSC 52, plain also inside tmux: it takes the sequence itself and may refuse a passed one.
  static func sequence(_ text: String) -> String {
    "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
  }
}
