extension IAMService {
  mutating func createProvider(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let url = try Self.providerURL(try parameters.requiredText("Url", 1...255))
    let arn = account.providerARN(url)
    let tags = try Naming.tags(parameters, limit: account.quotas.tags)
    let clientIDs = try Self.clientIDs(parameters.list("ClientIDList"))
    let thumbprints = try Self.thumbprints(parameters.list("ThumbprintList"))
    let context = Self.tagContext(tags)
    try authorize(.createOpenIDConnectProvider, on: arn, context: context)
    if !tags.isEmpty { try authorize(.tagOpenIDConnectProvider, on: arn, context: context) }
    guard account.providers[url]?.latest == nil else {
      throw .alreadyExists("Provider with url https://\(url) already exists.")
    }
    let quotas = account.quotas
    guard account.providers.values.count(where: { $0.latest != nil }) < quotas.providers else {
      throw .quota("OpenIdConnectProvidersPerAccount", quotas.providers)
    }
    guard clientIDs.count <= quotas.clientIDsPerProvider else {
      throw .quota("ClientIdsPerOpenIdConnectProvider", quotas.clientIDsPerProvider)
    }
    // Without one, IAM reads the thumbprint of the issuer's certificate authority itself.
    let read = thumbprints.isEmpty ? [Hex.encode(random.bytes(20))] : thumbprints
    let provider = IdentityProvider(
      url: url,
      clientIDs: clientIDs,
      thumbprints: read,
      created: now,
      tags: tags
    )
    write(provider, url: url)
    return [.text(arn, in: "OpenIDConnectProviderArn")] + (tags.isEmpty ? [] : [Self.xml(tags)])
  }

  func getProvider(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let provider = try provider(parameters, for: .getOpenIDConnectProvider, seen: true)
    return [
      .text(provider.url, in: "Url"), .list("ClientIDList", texts: provider.clientIDs),
      .list("ThumbprintList", texts: provider.thumbprints),
      .text(provider.created.iso, in: "CreateDate"), Self.xml(provider.tags),
    ]
  }

  func listProviders() throws(AWSFault) -> [XML] {
    try authorize(.listOpenIDConnectProviders, on: account.providerARN("*"))
    let urls = account.providers.filter { $0.value.seen(at: now, lag: readLag) != nil }.keys
    return [
      .list(
        "OpenIDConnectProviderList",
        urls.sorted().map { [.text(account.providerARN($0), in: "Arn")] }
      )
    ]
  }

  mutating func addClientID(_ parameters: Parameters) throws(AWSFault) {
    var provider = try provider(parameters, for: .addClientID)
    let clientID = try parameters.requiredText("ClientID", 1...255)
    guard !provider.clientIDs.contains(clientID) else { return }
    guard provider.clientIDs.count < account.quotas.clientIDsPerProvider else {
      throw .quota("ClientIdsPerOpenIdConnectProvider", account.quotas.clientIDsPerProvider)
    }
    provider.clientIDs.append(clientID)
    write(provider, url: provider.url)
  }

  mutating func removeClientID(_ parameters: Parameters) throws(AWSFault) {
    var provider = try provider(parameters, for: .removeClientID)
    let clientID = try parameters.requiredText("ClientID", 1...255)
    provider.clientIDs.removeAll { $0 == clientID }
    write(provider, url: provider.url)
  }

  mutating func tagProvider(_ parameters: Parameters) throws(AWSFault) {
    let tags = try Naming.tags(parameters, limit: account.quotas.tags)
    var provider = try provider(
      parameters,
      for: .tagOpenIDConnectProvider,
      context: Self.tagContext(tags)
    )
    provider.tags = try merged(tags, into: provider.tags)
    write(provider, url: provider.url)
  }

  mutating func untagProvider(_ parameters: Parameters) throws(AWSFault) {
    var provider = try provider(parameters, for: .untagOpenIDConnectProvider)
    let keys = parameters.list("TagKeys")
    provider.tags = provider.tags.filter { !keys.contains($0.key) }
    write(provider, url: provider.url)
  }

  func listProviderTags(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let provider = try provider(parameters, for: .listOpenIDConnectProviderTags, seen: true)
    return try Page(parameters).cut(Array(provider.tags), by: \.key) { page in
      Self.xml(Dictionary(page.map { ($0.key, $0.value) }) { $1 })
    }
  }

  mutating func updateThumbprint(_ parameters: Parameters) throws(AWSFault) {
    var provider = try provider(parameters, for: .updateThumbprint)
    let thumbprints = try Self.thumbprints(parameters.list("ThumbprintList"))
    guard !thumbprints.isEmpty else {
      throw .invalidInput("Thumbprint list must contain at least one entry.")
    }
    provider.thumbprints = thumbprints
    write(provider, url: provider.url)
  }

  /// Deleting what is not there succeeds.
  mutating func deleteProvider(_ parameters: Parameters) throws(AWSFault) {
    let (arn, url) = try providerARN(parameters)
    try authorize(.deleteOpenIDConnectProvider, on: arn)
    if account.providers[url]?.latest != nil { write(nil, url: url) }
  }

  private mutating func write(_ provider: IdentityProvider?, url: String) {
    if account.providers[url] != nil {
      account.providers[url]?.write(provider, at: now)
    } else if let provider {
      account.providers[url] = Replicated(provider, at: now)
    }
  }

  private func providerARN(_ parameters: Parameters) throws(AWSFault) -> (String, String) {
    let arn = try parameters.requiredText("OpenIDConnectProviderArn", 20...2048)
    let prefix = account.providerARN("")
    guard arn.hasPrefix(prefix), arn.count > prefix.count else {
      throw .invalidInput("Invalid ARN: \(arn)")
    }
    return (arn, String(arn.dropFirst(prefix.count)))
  }

  /// The provider a call is about, once the caller may do it. `seen` reads behind the writes.
  private func provider(
    _ parameters: Parameters,
    for operation: IAMOperation,
    context: [String: [String]] = [:],
    seen: Bool = false
  ) throws(AWSFault) -> IdentityProvider {
    let (arn, url) = try providerARN(parameters)
    let stored = account.providers[url]
    let provider = seen ? stored?.seen(at: now, lag: readLag) : stored?.latest
    let held = Self.resourceContext(provider?.tags ?? [:])
    try authorize(operation, on: arn, context: held.merging(context) { $1 })
    guard let provider else {
      throw .noSuchEntity("OpenIDConnect Provider not found for arn \(arn)")
    }
    return provider
  }

  /// Without the scheme. The rest is kept as typed: case and a trailing slash make another
  /// provider.
  private static func providerURL(_ url: String) throws(AWSFault) -> String {
    let rest = url.dropFirst("https://".count)
    let host = rest.prefix { $0 != "/" }
    guard url.hasPrefix("https://"), !host.isEmpty, host.contains("."),
      !rest.contains("?"), !rest.contains("#"), !rest.contains("@"),
      rest.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
    else { throw .validation("Invalid Open ID Connect Provider URL") }
    return String(rest)
  }

  private static func clientIDs(_ listed: [String]) throws(AWSFault) -> [String] {
    for id in listed where !(1...255).contains(id.unicodeScalars.count) {
      throw .validation(
        "1 validation error detected: Value at 'clientIDList' failed to satisfy constraint: Member "
          + "must have length between 1 and 255"
      )
    }
    var seen = Set<String>()
    return listed.filter { seen.insert($0).inserted }
  }

  private static func thumbprints(_ listed: [String]) throws(AWSFault) -> [String] {
    guard listed.count <= 5 else {
      throw .invalidInput("Thumbprint list must contain fewer than 5 entries.")
    }
    for print in listed {
      guard print.utf8.count == 40, print.utf8.allSatisfy({ Hex.value($0) != nil }) else {
        throw .validation(
          "1 validation error detected: Value at 'thumbprintList' failed to satisfy constraint: "
            + "Member must have length 40"
        )
      }
    }
    return listed
  }
}
