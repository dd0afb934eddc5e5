import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// Each way in which everything can be made and Vertesia still lists nothing, told apart.
struct ListingDiagnosisTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let code: FaultCode
    let testDescription: String
    /// What differs by the time that Vertesia is asked.
    let change: @Sendable (inout MemoryCloud.State) -> Void

    init(
      _ code: FaultCode,
      _ words: String,
      change: @escaping @Sendable (inout MemoryCloud.State) -> Void
    ) {
      self.code = code
      testDescription = words
      self.change = change
    }
  }

  static let host = MemoryCloud.issuerHost

  static let rows = [
    Row(.roleNotKnown, "the role is gone") { $0.roles = [:] },
    Row(.issuerMismatch, "the provider is gone") { $0.providers = [:] },
    Row(.issuerMismatch, "the role trusts another provider") {
      $0.everyTrust { $0.replacing(host, with: "sts.other.example") }
    },
    Row(.issuerMismatch, "the site signs as another issuer") { $0.signsAs = "sts.vertesia.io" },
    Row(.audienceMismatch, "the provider takes another audience") { state in
      for arn in state.providers.keys { state.providers[arn]?.audiences = ["blobs"] }
    },
    Row(.audienceMismatch, "the role wants another audience") {
      $0.everyTrust { $0.replacing("\"bedrock\"", with: "\"blobs\"") }
    },
    Row(.subjectMismatch, "the role trusts another environment") {
      $0.everyTrust { $0.replacing("env:", with: "env:x") }
    },
    Row(.listPermissionMissing, "the policy is gone") { state in
      for name in state.roles.keys { state.roles[name]?.inline = [:] }
    },
    Row(.emptyListing, "nothing of what there is can be used") { $0.listsModels = false },
    Row(.connectionDiffers, "the key is another") { state in
      state.environments[0].apiKey = "arn:aws:iam::111122223333:role/Another"
    },
    Row(.environmentDiffers, "the environment is of another region") { state in
      state.environments[0].endpoint_url = "eu-west-1"
      state.failedListings = 10_000
    },
    Row(.listingNotYet, "nothing differs") { $0.failedListings = 10_000 },
    Row(.connectionLost, "no answer ever comes") { state in
      state.troubles["GET /environments/{id}/models"] = Array(repeating: .loseRequest, count: 1000)
    },
    Row(.notTheAPI, "something else answers") { state in
      state.troubles["GET /environments/{id}/models"] = Array(repeating: .html(502), count: 1000)
    },
  ]

  @Test(arguments: rows)
  func whyNothingIsListed(row: Row) async throws {
    let bench = Bench()
    bench.cloud.watcher.withLock { watcher in
      watcher = { call in
        if call.operation == "GET /environments/{id}/models" { bench.cloud.change(row.change) }
      }
    }
    let result = await bench.run()
    #expect(result.exit == row.code.exit)
    #expect(!result.verified)
    let fault = try #require(result.steps.first { $0.id == .modelListing }?.fault)
    #expect(fault.code == row.code)
    #expect(!fault.evidence.isEmpty)
    #expect(bench.clock.seconds >= 180)
  }

  /// What cannot be read may well be there.
  @Test(
    arguments: [
      ("GetOpenIDConnectProvider", "the identity provider"), ("GetRole", "the role"),
      ("GetRolePolicy", "the role's policies"),
    ],
    [
      MemoryCloud.Trouble.refuse(403, "AccessDenied", "User is not authorized to perform: it"),
      .refuse(400, "Throttling", "Rate exceeded"), .loseRequest,
    ]
  )
  func whatCannotBeReadIsNotAbsent(
    _ read: (operation: String, words: String),
    _ trouble: MemoryCloud.Trouble
  ) async throws {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 10_000 }
    bench.cloud.watcher.withLock { watcher in
      watcher = { call in
        guard call.operation == "GET /environments/{id}/models" else { return }
        bench.cloud.change { $0.troubles[read.operation] = Array(repeating: trouble, count: 50) }
      }
    }
    let result = await bench.run()
    let fault = try #require(result.steps.first { $0.id == .modelListing }?.fault)
    #expect(fault.code == .listingNotYet)
    #expect(fault.cause.contains("What could not be read: \(read.words) ("))
    #expect(!fault.cause.contains("read as they should"))
    #expect(fault.evidence.contains(Evidence(.operation, read.operation)))
  }

  /// Nothing of another account is asked for, and its absence here says nothing.
  @Test func aRoleElsewhereIsNotLookedForHere() async throws {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 10_000 }
    let result = await bench.run(
      Answers([
        .roleARN: ["arn:aws:iam::111122223333:role/Elsewhere"],
        .confirmed: ["role-account:111122223333"],
      ])
    )
    let fault = try #require(result.steps.first { $0.id == .modelListing }?.fault)
    #expect(fault.code == .listingNotYet)
    #expect(fault.cause.contains("another account"))
    let log = bench.cloud.read(\.log)
    #expect(!log.contains("GetOpenIDConnectProvider") && !log.contains("GetRole"))
  }

  /// It is told before anything is made, and nobody waits for a listing.
  @Test func aRegionThatOffersNothing() async {
    let bench = Bench()
    bench.cloud.change {
      $0.offersModels = false
      $0.listsModels = false
    }
    let result = await bench.run()
    #expect(result.exit == .failed)
    #expect(result.code(.modelAccess) == .regionOffersNothing)
    #expect(bench.cloud.writes.isEmpty)
    #expect(bench.cloud.read { !$0.log.contains("GET /environments/{id}/models") })
  }

  @Test func aRegionThatOffersNothingAnyMore() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change {
      $0.offersModels = false
      $0.listsModels = false
    }
    let result = await bench.session().run(resuming: first.setup)
    #expect(result.code(.modelListing) == .regionOffersNothing)
  }

  /// Everything reads as it should there, and Vertesia asks AWS itself.
  @Test func anotherAWSThanVertesiasIsNamed() async {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 10_000 }
    let elsewhere = ["AWS_ENDPOINT_URL_IAM": "https://iam.elsewhere.example"]
    let result = await bench.session(environment: elsewhere).run(answers: Answers())
    let fault = result.steps.first { $0.id == .modelListing }?.fault
    #expect(fault?.code == .roleNotKnown)
    #expect(fault?.cause.contains("AWS_ENDPOINT_URL_IAM sends iam") == true)
  }

  /// Why it waits, as far as that is known.
  @Test(arguments: [(false, Wait.Reason.roleSpreading), (true, .listing)])
  func onlyANewRoleIsSaidToBeSpreading(isOld: Bool, reason: Wait.Reason) async throws {
    let bench = Bench()
    var setup: String?
    if isOld {
      setup = await bench.run().setup
      try await bench.clock.sleep(for: .seconds(600))
    }
    bench.cloud.change { $0.failedListings = 1 }
    let session = bench.session()
    if let setup {
      _ = await session.run(resuming: setup)
    } else {
      _ = await session.run(answers: Answers())
    }
    await session.end()
    var reasons: [Wait.Reason] = []
    for await event in session.events {
      if case .waiting(.modelListing, let wait) = event { reasons.append(wait.reason) }
    }
    #expect(reasons == [reason])
  }

  /// The printed way out is walked: the role trusts the issuer that signs, and once
  /// that is proven no other.
  @Test func anIssuerThatSignsIsTrustedToo() async throws {
    let bench = Bench()
    bench.cloud.change { $0.signsAs = "sts.vertesia.io" }
    let first = await bench.run()
    let fault = try #require(first.steps.first { $0.id == .modelListing }?.fault)
    #expect(
      fault.remedies.map(\.command) == [
        "vertesia-bedrock apply --setup \(first.setup) --issuer https://sts.vertesia.io --yes"
      ]
    )
    let second = await bench.session().run(
      resuming: first.setup,
      answers: Answers([.issuer: ["https://sts.vertesia.io"]])
    )
    #expect(second.exit == .done)
    let trusts = bench.cloud.read { $0.roles.values.map(\.trust) }
    #expect(trusts.allSatisfy { !$0.contains(MemoryCloud.issuerHost) })
    #expect(bench.world.providers == 2)
    #expect(bench.world.roles == 1)
  }
}

extension MemoryCloud.State {
  mutating func everyTrust(_ change: (String) -> String) {
    roles = roles.mapValues { role in
      var role = role
      role.trust = change(role.trust)
      return role
    }
  }
}
