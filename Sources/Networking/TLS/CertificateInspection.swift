internal import Clients
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Asks a server for its certificate once more, to say why it was refused: the library reports only
/// that it was.
///
/// The second handshake never succeeds, so nothing of a request can follow it.
struct CertificateInspection {
  let loop: any EventLoop
  let trustRoots: TrustRoots?
  /// For the whole of it: connecting and shaking hands.
  let patience: Duration

  /// The certificate that the server shows, or `nil` when it does not show one in time.
  func certificate(of origin: Origin) async -> NIOSSLCertificate? {
    let found = loop.makePromise(of: NIOSSLCertificate?.self)
    let timer = loop.scheduleTask(in: TimeAmount(patience)) { found.succeed(nil) }
    found.futureResult.whenComplete { _ in timer.cancel() }
    let isName = IPAddress(origin.host) == nil
    guard let context = try? NIOSSLContext(configuration: ClientPair.tls(trustRoots)) else {
      found.succeed(nil)
      return nil
    }
    let channel = ClientBootstrap(group: loop)
      .connectTimeout(TimeAmount(patience))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = try NIOSSLClientHandler(
            context: context,
            serverHostname: isName ? origin.host : nil,
            customVerificationCallback: { chain, verdict in
              found.succeed(chain.first)
              verdict.succeed(.failed)
            }
          )
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      }
      .connect(host: origin.host, port: origin.port)
    channel.whenFailure { _ in found.succeed(nil) }
    let certificate = try? await found.futureResult.get()
    channel.whenSuccess { $0.close(promise: nil) }
    return certificate ?? nil
  }
}
