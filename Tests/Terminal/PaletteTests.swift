import Screen
import Testing

@testable import Terminal

struct PaletteTests {
  private static let dark: [Int32] = [0x000000, 0x1E1E1E, 0x282C34, 0x002B36]
  private static let light: [Int32] = [0xFFFFFF, 0xF5F5F5, 0xFDF6E3]

  @Test(arguments: [
    (0, ColourChoice.auto, [:], ColourMode.none),
    (8, .auto, [:], .eight),
    (16, .auto, [:], .eight),
    (256, .auto, [:], .indexed),
    (16_777_216, .auto, [:], .direct),
    (256, .auto, ["NO_COLOR": "1"], .none),
    (256, .auto, ["NO_COLOR": ""], .indexed),
    (256, .always, ["NO_COLOR": "1"], .none),
    (256, .never, [:], .none),
    (0, .always, [:], .none),
  ])
  func choosesTheMode(
    colours: Int,
    choice: ColourChoice,
    environment: [String: String],
    mode: ColourMode
  ) {
    #expect(ColourMode(colours: colours, choice: choice, environment: environment) == mode)
  }

  @Test(arguments: [
    ("15;0", Background.dark), ("0;15", .light), ("0;default;15", .light), ("12;8", .dark),
    ("7", .light), ("", .unknown), ("a;b", .unknown), ("0;99", .unknown),
  ])
  func readsTheBackground(value: String, background: Background) {
    #expect(Background(colorfgbg: value) == background)
  }

  @Test func anUnknownBackgroundGetsOnlyItsOwnColours() {
    for mode in [ColourMode.none, .eight, .indexed, .direct] {
      for role in Role.allCases {
        let look = Palette(mode: mode, background: .unknown)[role]
        #expect(look.foreground == -1 && look.background == -1)
      }
    }
  }

  @Test(arguments: [ColourMode.eight, .indexed, .direct])
  func whoWantsColoursGetsThemOnAnUnknownBackground(mode: ColourMode) {
    let palette = Palette(mode: mode, background: .unknown, isForced: true)
    for role in [Role.accent, .warning, .error] {
      #expect(palette[role].foreground != -1, "\(role)")
    }
    #expect(palette[.focus].flags == .reverse)
  }

  @Test func noColoursCannotBeForced() {
    for role in Role.allCases {
      let look = Palette(mode: .none, background: .unknown, isForced: true)[role]
      #expect(look.foreground == -1 && look.background == -1)
    }
  }

  @Test func statesThatMatterAreToldApartWithoutColour() {
    let palette = Palette(mode: .none, background: .dark)
    #expect(palette[.focus].flags == .reverse)
    #expect(palette[.error].flags == .bold)
    #expect(palette[.title].flags == .bold)
    #expect(palette[.link].flags == .underline)
  }

  @Test(
    arguments: [(16, 0x000000), (24, 0x005F87), (117, 0x87D7FF), (231, 0xFFFFFF)]
      as [(Int32, Int32)]
  )
  func directColoursMatchTheCube(index: Int32, rgb: Int32) {
    #expect(Palette.rgb(ofIndex: index) == rgb)
  }

  @Test func directColoursMatchTheGreys() {
    #expect(Palette.rgb(ofIndex: 232) == 0x080808)
    #expect(Palette.rgb(ofIndex: 255) == 0xEEEEEE)
    #expect(Palette.rgb(ofIndex: -1) == -1)
  }

  /// Foreground against the worst of the common backgrounds, after WCAG 2. The text of a terminal is
  /// its own, and so is its contrast.
  @Test(
    arguments: [ColourMode.indexed, .direct],
    [(Background.dark, dark), (.light, light)]
  )
  func contrastIsEnough(mode: ColourMode, on screens: (background: Background, colours: [Int32])) {
    let palette = Palette(mode: mode, background: screens.background)
    #expect(palette[.text] == Palette.Look())
    for role in Role.allCases where role != .text {
      let look = palette[role]
      // A colour that is the same on every terminal, and so can be measured.
      #expect(look.foreground >= 16 && !look.flags.contains(.reverse), "\(role)")
      let behind = look.background == -1 ? screens.colours : [rgb(look.background, mode)]
      let worst = behind.map { contrast(rgb(look.foreground, mode), $0) }.min() ?? 0
      #expect(
        worst >= (role == .rule ? 3 : 4.5),
        "\(role) on \(screens.background): \(worst)"
      )
    }
  }

  /// The formula, by pairs whose ratio is known.
  @Test(
    arguments: [
      (0x000000, 0xFFFFFF, 21), (0x767676, 0xFFFFFF, 4.54), (0x777777, 0xFFFFFF, 4.48),
      (0xFF0000, 0xFFFFFF, 4.0), (0x123456, 0x123456, 1),
    ] as [(Int32, Int32, Double)]
  )
  func contrastIsComputedAsWCAGSays(one: Int32, other: Int32, ratio: Double) {
    #expect(abs(contrast(one, other) - ratio) < 0.005)
  }

  private func rgb(_ colour: Int32, _ mode: ColourMode) -> Int32 {
    mode == .direct ? colour : Palette.rgb(ofIndex: colour)
  }

  /// Nothing reaches 4.5 on black and on white alike.
  @Test func middleTonesShowOnEveryBackground() {
    let palette = Palette(mode: .direct, background: .unknown, isForced: true)
    for role in Role.allCases where palette[role].foreground != -1 {
      let worst = (Self.dark + Self.light).map { contrast(palette[role].foreground, $0) }.min() ?? 0
      #expect(worst >= 3, "\(role): \(worst)")
    }
  }

  private func contrast(_ one: Int32, _ other: Int32) -> Double {
    let (low, high) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
  }

  private func luminance(_ rgb: Int32) -> Double {
    let levels = [16, 8, 0].map { shift -> Double in
      let value = Double(rgb >> shift & 0xFF) / 255
      // The 2.4th power, near enough by a polynomial: there is no pow without a C library.
      return value <= 0.03928 ? value / 12.92 : power(value)
    }
    return 0.2126 * levels[0] + 0.7152 * levels[1] + 0.0722 * levels[2]
  }

  private func power(_ value: Double) -> Double {
    let base = (value + 0.055) / 1.055
    // x^2.4 = x^2 * (x^2)^(1/5), the root by Newton's method.
    let square = base * base
    var root = 0.5
    for _ in 0..<60 {
      root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
    }
    return square * root
  }
}
