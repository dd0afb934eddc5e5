import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// Every fault as its screen tells it, one after the other.
@Suite("Golden faults")
struct GoldenFaultTests {
  /// The first one whole; of each other the rows that are not as in the first, by number.
  @Test(arguments: GoldenTests.sizes)
  func faults(_ size: Size) throws {
    var first: [String] = []
    let told = FaultCode.allCases.map { code in
      let lines = Self.frame(code, size).lines
      let heading = "== \(code.rawValue) \(code)"
      guard !first.isEmpty else {
        first = lines
        return ([heading] + lines).joined(separator: "\n")
      }
      let rows = lines.indices.filter { lines[$0] != first[$0] }.map { row in
        TextWidth.pad("\(row)", to: 2, .right) + (lines[row].isEmpty ? "" : "|" + lines[row])
      }
      return ([heading] + rows).joined(separator: "\n")
    }
    try Golden.check(told.joined(separator: "\n"), "faults-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: GoldenTests.sizes.prefix(2))
  func asciiIsTheSameByTheTable(_ size: Size) {
    let table = AsciiTable()
    for code in FaultCode.allCases {
      table.expect(
        Self.frame(code, size, .ascii),
        from: Self.frame(code, size),
        code.rawValue
      )
    }
  }

  private static func frame(_ code: FaultCode, _ size: Size, _ glyphs: Glyphs = .unicode) -> Frame {
    view(Sample.fault(code, size: size, glyphs: glyphs), size: size)
  }
}

extension Sample {
  /// A fault in the words of its page, found while the plan was worked out.
  static func fault(_ code: FaultCode, size: Size, glyphs: Glyphs = .unicode) -> Model {
    var model = answered(size: size, glyphs: glyphs)
    model.place = .plan
    let evidence = [
      Evidence(.requestID, "7b0c5d1e"), Evidence(.time, "2026-11-23T18:04:31Z"),
    ]
    model.apply([
      .event(.planned(plan)), .event(.failed(step(of: code), Fault(code, evidence: evidence))),
    ])
    return model
  }

  /// The step in which such a fault is met as a rule.
  private static func step(of code: FaultCode) -> StepID? {
    switch code.rawValue.dropFirst(2).first {
    case "2": .awsIdentity
    case "3": .role
    case "4": .environment
    case "5": .identityProvider
    case "6": .modelListing
    default: nil
    }
  }
}
