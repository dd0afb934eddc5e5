@testable import Clients
@testable import Federation
@testable import Networking

extension Parser {
  /// One address, as each of their readers takes it: endpoints, sites, links to Studio, issuers,
  /// ARNs, proxies and hosts without one.
  static let url = Parser(
    name: "url",
    check: { bytes in
      let source = string(bytes)
      checkOrigin(source)
      checkEndpoint(source)
      checkSites(source)
      checkStudio(source)
      checkIssuer(source)
      checkARN(source)
      checkPercent(source)
      checkProxy(source)
    },
    large: [
      { Array("https://\("a.".times(2000))/".utf8) },
      { Array("https://\("[".times(2000))".utf8) },
      { Array("https://a\("/".times(2000))".utf8) },
      { Array("https://cloud.vertesia.io/\("?a=".times(3000))".utf8) },
      { Array("arn:aws:iam::123456789012:role/\("a".times(2048))".utf8) },
      { Array("%".times(2000).utf8) },
      { Array("a:b@".times(3000).utf8) },
      { Array("1.2.3.4/8,".times(2000).utf8) },
    ]
  )

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func checkOrigin(_ source: String) {
    guard let (origin, path) = Origin.parse(source) else { return }
    promise(isPlain(origin.host) && isPlain(path), "an address holds blanks or controls")
    promise((1...65_535).contains(origin.port), "a port is none")
    let again = Origin.parse(origin.description)
    promise(again?.origin == origin && again?.path == "", "an origin has two normal forms")
    promise(path.isEmpty || path.hasPrefix("/"), "a path begins in the host")
  }

  /// An endpoint is https or this machine, and a password in it is shown to nobody.
  private static func checkEndpoint(_ source: String) {
    let resolver = EndpointResolver(environment: ["AWS_ENDPOINT_URL": source])
    for override in resolver.overridesInForce where source.contains("@") {
      promise(!override.url.contains("@"), "a password in an address is shown")
    }
    for region in ["us-east-1", String(source.prefix(70))] {
      guard let endpoint = try? resolver.endpoint(of: .iam, region: region) else { continue }
      let origin = endpoint.origin
      promise(origin.scheme == .https || origin.isLoopback, "plain http leaves this machine")
      promise(isPlain(endpoint.pathPrefix) && !endpoint.pathPrefix.hasSuffix("/"), "an odd path")
      promise(isPlain(endpoint.signingRegion), "a region breaks a header")
    }
  }

  /// A key goes to Vertesia and this machine, and elsewhere only where the command line says so.
  private static func checkSites(_ source: String) {
    for from in [VertesiaSite.Source.commandLine, .answer] {
      guard let site = try? VertesiaSite.resolve(named: source, source: from, environment: [:])
      else { continue }
      for origin in [site.api.origin, site.sts.origin] {
        promise(origin.scheme == .https || origin.isLoopback, "a key leaves by plain http")
        promise(from == .commandLine || VertesiaSite.isTrusted(origin), "a key leaves to \(origin)")
      }
      let again = try? VertesiaSite.resolve(named: site.name, source: from, environment: [:])
      promise(again?.api == site.api, "a site has two normal forms")
    }
    if let site = try? AnswerCheck.check(.site, source) {
      promise((try? AnswerCheck.check(.site, site)) == site, "a site has two normal forms")
    }
  }

  /// Both readers of a link, the one that asks and the one that calls, see the same site.
  private static func checkStudio(_ source: String) {
    guard let link = StudioLink(source), let other = StudioURL.parse(source) else { return }
    promise(link.site.name == other.site, "a link to Studio means two sites")
    for id in [link.organization, link.project, link.environment].compactMap(\.self) {
      promise(AnswerCheck.isObjectID(id), "an id of a link is none")
    }
  }

  private static func checkIssuer(_ source: String) {
    if let issuer = VertesiaSTS.normalizedIssuer(source) {
      promise(VertesiaSTS.normalizedIssuer(issuer) == issuer, "an issuer has two normal forms")
    }
    guard let issuer = try? AnswerCheck.check(.issuer, source) else { return }
    promise((try? AnswerCheck.check(.issuer, issuer)) == issuer, "an issuer has two normal forms")
    promise(VertesiaSTS.normalizedIssuer(issuer) == issuer, "an issuer that was taken is refused")
    let arn = ARN.provider(issuer: issuer, partition: "aws", account: "123456789012").text
    promise(ARN(arn)?.text == arn, "a provider's ARN is none")
  }

  private static func checkARN(_ source: String) {
    guard let arn = ARN(source) else { return }
    promise(arn.text == source, "an ARN is written otherwise")
    promise(Partition.of(arn: source) != nil, "an ARN of no partition")
    _ = (arn.path, arn.name, arn.kind)
    if let choice = PermissionChoice(source) {
      promise(PermissionChoice(choice.answer) == choice, "permissions have two normal forms")
    }
  }

  private static func checkPercent(_ source: String) {
    promise(PercentEncoding.decode(PercentEncoding.encode(source)) == source, "an escape is lost")
    let strict = PercentEncoding.decode(source, strict: true)
    promise(strict == nil || strict == PercentEncoding.decode(source), "two readings of an escape")
  }

  private static func checkProxy(_ source: String) {
    do throws(NetworkSettingsError) {
      let proxy = try Proxy(source, source: "HTTPS_PROXY")
      promise(isPlain(proxy.host), "a proxy's name holds blanks or controls")
      promise(proxy.hasCredentials == source.contains("@"), "credentials of a proxy are lost")
      promise(!"\(proxy)".contains("@"), "a password of a proxy is shown")
      let again = try? Proxy("\(proxy)", source: "HTTPS_PROXY")
      promise(again?.host == proxy.host && again?.port == proxy.port, "a proxy is another")
      promise(!ProxyExceptions("").covers(host: proxy.host, port: proxy.port), "nothing covers")
      promise(ProxyExceptions("*").covers(host: proxy.host, port: proxy.port), "* does not cover")
    } catch {
      promise(!"\(error)".holds(canary), "an error repeats a secret")
    }
    let list = ProxyExceptions(source)
    _ = list.covers(host: "api.vertesia.io", port: 443)
    _ = list.covers(host: "10.1.2.3", port: 443)
    _ = list.covers(host: source, port: 443)
  }
}
