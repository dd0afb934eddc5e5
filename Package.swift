// swift-tools-version: 6.2
import PackageDescription

/// The rules every target of ours is compiled under. Dependencies keep their own.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Set for Tests/fuzz alone: the rooms that read outside data are built for libFuzzer.
let isFuzzing = Context.environment["VERTESIA_BEDROCK_FUZZ"] != nil
let instrumented: [SwiftSetting] =
  isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])] : []

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house + instrumented)
}

func tests(
  of name: String,
  _ dependencies: [Target.Dependency] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name)] + dependencies,
    path: "Tests/\(name)",
    exclude: exclude,
    swiftSettings: house
  )
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")

let package = Package(
  name: "vertesia-bedrock",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "vertesia-bedrock", targets: ["vertesia-bedrock"]),
    .library(
      name: "Provisioning",
      targets: ["Federation", "Clients", "Provisioning", "Networking"]
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: []
    ),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // Values: no I/O, nothing imported.
    room("Screen"),
    room("Federation"),

    // Codecs and logic over injected seams.
    room("Clients", ["CExpat", crypto, logging]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),

    // The shared library.
    room("Provisioning", ["Federation", "Clients", logging]),

    // The edges: sockets and children, the terminal, the screens, the local cloud.
    // Not `Network`: async-http-client imports Apple's module of that name wherever it finds one.
    room(
      "Networking",
      [
        "Clients", nioCore, nioPosix, nioHTTP1,
        nioSSL,
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
    .target(
      name: "CTerminal",
      cSettings: [
        .define("_XOPEN_SOURCE_EXTENDED"),
        .define("_GNU_SOURCE", .when(platforms: [.linux])),
        .define("_DARWIN_C_SOURCE", .when(platforms: [.macOS])),
      ],
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]
    ),
    room("Terminal", ["Screen", "CTerminal"]),
    room("Wizard", ["Screen", "Federation"]),
    room(
      "Sandbox",
      [
        crypto, logging, nioCore, nioPosix,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
      ]
    ),

    // The composition root.
    .executableTarget(
      name: "vertesia-bedrock",
      dependencies: [
        "Screen", "Federation", "Clients", "Provisioning", "Networking", "Terminal", "Wizard",
        "Sandbox", logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house,
      // What no other program looks up is left out, and what stands there twice stands once: a tenth
      // of its size. Both of Swift's linkers, gold and lld, know how.
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe"],
          .when(platforms: [.linux], configuration: .release)
        )
      ]
    ),

    // Chance that a seed decides, for every test that draws.
    .target(name: "Chance", path: "Tests/Chance", swiftSettings: house),

    // What screens looked like when somebody last agreed with them.
    .target(
      name: "GoldenFiles",
      path: "Tests/Golden",
      exclude: ["Terminal", "Wizard"],
      swiftSettings: house
    ),

    // A customer, a session and a person for the screens, and keys pressed at random.
    .target(
      name: "Samples",
      dependencies: ["Chance", "Screen", "Federation", "Wizard"],
      path: "Tests/Samples",
      swiftSettings: house
    ),
    .executableTarget(
      name: "keys",
      dependencies: ["Samples", "Wizard"],
      path: "Tests/Keys",
      swiftSettings: house
    ),

    // The cloud, the disk and the time in memory, and what can go wrong with them.
    .target(
      name: "Simulation",
      dependencies: ["Chance", "Federation", "Clients", "Provisioning"],
      path: "Tests/Simulation",
      swiftSettings: house + instrumented
    ),
    .executableTarget(
      name: "schedules",
      dependencies: ["Simulation", "Federation", "Provisioning"],
      path: "Tests/Schedules",
      swiftSettings: house
    ),

    // Servers that misbehave on purpose, and whole set-ups against them.
    .target(
      name: "FaultProxy",
      dependencies: ["Clients", "Networking", nioCore, nioPosix, nioSSL],
      path: "Tests/FaultProxy",
      swiftSettings: house
    ),
    .executableTarget(
      name: "faults",
      dependencies: [
        "FaultProxy", "Simulation", "Federation", "Clients", "Provisioning", "Networking",
        "Sandbox", nioSSL,
      ],
      path: "Tests/Faults",
      swiftSettings: house
    ),

    tests(of: "Screen", ["Chance"]),
    tests(of: "Federation", ["Chance"]),
    tests(of: "Clients", exclude: ["Vectors"]),
    tests(of: "Provisioning", ["Federation", "Clients", "Simulation"]),
    tests(
      of: "Networking",
      ["Clients", "FaultProxy", nioCore, nioPosix, nioSSL]
    ),
    tests(of: "Terminal", ["Screen", "GoldenFiles"]),
    tests(of: "Wizard", ["Chance", "Screen", "Federation", "GoldenFiles", "Samples"]),
    tests(of: "Sandbox", [crypto, nioCore, nioPosix]),
    // As another package sees the product: public declarations only.
    .testTarget(
      name: "ConsumerTests",
      dependencies: ["Federation", "Clients", "Provisioning", "Networking"],
      path: "Tests/Consumer",
      packageAccess: false,
      swiftSettings: house
    ),
  ]
)

if isFuzzing {
  package.targets += [
    .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/Driver"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "LibFuzzer", "Screen", "Federation", "Clients", "Provisioning", "Terminal", "Networking",
        "Simulation",
      ],
      path: "Tests/Fuzz",
      exclude: ["Corpus", "Driver", "Words"],
      swiftSettings: house + [
        .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
      ],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
    ),
  ]
  // Of this room only what reads proxies: the rest would have TLS built once more.
  for target in package.targets where target.name == "Networking" {
    target.dependencies = ["Clients"]
    target.sources = [
      "IPAddress", "NetworkSettingsError", "Proxy", "ProxyExceptions",
    ].map { "Settings/\($0).swift" }
  }
}
