internal import Clients

/// The way a request took, for the words of its failure.
struct Route {
  var origin: Origin
  var proxy: Proxy?

  /// The far end of the first connection.
  var nextHop: String { proxy.map { "the proxy \($0)" } ?? origin.authority }
}
