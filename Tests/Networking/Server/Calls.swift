import Clients
import FaultProxy
import Networking

extension ScriptedServer {
  var origin: Origin { Origin(scheme: .http, host: "127.0.0.1", port: port) }
}

/// Limits short enough for a test that must run into one of them; the others stay out of the way,
/// on a busy machine too.
func limits(
  connect: Duration = .seconds(120),
  idle: Duration = .seconds(120),
  overall: Duration = .seconds(120)
) -> Limits {
  Limits(connect: connect, idle: idle, overall: overall)
}

/// Sends one request over a transport of its own.
func send(
  _ request: HTTPRequest,
  settings: NetworkSettings = NetworkSettings()
) async throws(TransportError) -> HTTPResponse {
  // As long as it takes: what a certificate lacks is compared word by word.
  try await withTransport(settings, inspectionPatience: .seconds(120)) {
    transport async throws(TransportError) in
    try await transport.send(request)
  }
}

/// The failure of one request, or `nil` when it succeeded.
func failure(
  of request: HTTPRequest,
  settings: NetworkSettings = NetworkSettings()
) async -> TransportError? {
  do {
    _ = try await send(request, settings: settings)
    return nil
  } catch {
    return error
  }
}
