import FaultProxy
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Trait where Self == ConditionTrait {
  static var needsOpenSSL: Self {
    .enabled(
      if: TestAuthority.searchPath.contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
      },
      "the openssl command is not installed"
    )
  }
}
