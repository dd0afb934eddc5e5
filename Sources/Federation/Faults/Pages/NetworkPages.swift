extension FaultPage {
  /// VB7: network and TLS.
  static let network: [FaultPage] = [
    FaultPage(
      .nameNotFound,
      "A host name was not found",
      meaning: "Nothing was sent",
      cause: "The machine is offline, or the name is wrong",
      remedies: [Remedy("Check the network and the host that is named")]
    ),
    FaultPage(
      .connectionRefused,
      "A host refused the connection",
      meaning: "Nothing was sent",
      cause: "Nothing listens there, or a firewall is in the way",
      remedies: [Remedy("Check the endpoint and the proxy settings")]
    ),
    FaultPage(
      .connectTimeout,
      "A host did not answer in time",
      meaning: "Nothing was sent",
      cause: "The network drops the packets; often a proxy is needed",
      remedies: [Remedy("Check the network, and HTTPS_PROXY where a proxy is needed")]
    ),
    FaultPage(
      .tlsFailed,
      "A secure connection could not be made",
      meaning: "Nothing was sent",
      cause: "The certificate is not trusted here; company proxies bring their own",
      remedies: [Remedy("Start again with your company's certificates: --ca-bundle FILE")]
    ),
    FaultPage(
      .proxyFailed,
      "The proxy refused the connection",
      meaning: "Nothing was sent",
      cause: "The proxy wants other credentials, or forbids the host",
      remedies: [Remedy("Check HTTPS_PROXY, and NO_PROXY for hosts without it")]
    ),
    FaultPage(
      .connectionLost,
      "The connection broke",
      meaning: "What is done so far stays; what was under way is looked up first",
      cause: "The network or the service ended it before the answer was complete",
      remedies: [Remedy("Run the command again: it looks first and makes nothing twice")]
    ),
    FaultPage(
      .answerTimeout,
      "The answer took too long",
      meaning: "What is done so far stays; what was under way is looked up first",
      cause: "The service or the network is slow",
      remedies: [Remedy("Run the command again: it looks first and makes nothing twice")]
    ),
    FaultPage(
      .answerTooLarge,
      "An answer was too large",
      meaning: "It was dropped, as no answer of these services is that large",
      cause: "Something else than the service answered",
      remedies: [Remedy("Check the endpoint and the proxy settings")]
    ),
    FaultPage(
      .answerMalformed,
      "An answer cannot be read",
      meaning: "What is done so far stays",
      cause: "It is not in the format of the service; a proxy may have answered",
      remedies: [
        Remedy("Run the command again"), Remedy("Check the endpoint and the proxy settings"),
      ]
    ),
    FaultPage(
      .plainHTTPRefused,
      "Plain http is refused",
      meaning: "Nothing was sent: keys would travel readable",
      cause: "An endpoint begins with http:// and is not on this machine",
      remedies: [Remedy("Use https in the endpoint that is named")],
      exit: .usage
    ),
    FaultPage(
      .outcomeUnknown,
      "It is not known whether a change was made",
      meaning: "The request was sent and its answer never came; it is not sent again blindly",
      cause: "The connection broke at that moment, and looking did not settle it",
      remedies: [Remedy("Run the command again: it looks first and makes nothing twice")]
    ),
  ]
}
