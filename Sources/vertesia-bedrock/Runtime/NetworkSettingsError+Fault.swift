import Federation
import Networking

extension NetworkSettingsError {
  /// What cannot be used, and how it is written.
  var fault: Fault {
    switch self {
    case .malformedProxy, .unsupportedProxy:
      Fault(
        .badSetting,
        "The proxy cannot be used",
        cause: description,
        remedies: [Remedy("Write it as http://host:port, or unset it")]
      )
    case .trustRootsMissing(let path, let source), .trustRootsUnreadable(let path, let source, _),
      .trustRootsEmpty(let path, let source):
      Fault(
        .badSetting,
        "The file cannot be used as certificate authorities",
        cause: description,
        remedies: [
          Remedy("Name a file of certificates in PEM form with \(source)"),
          Remedy("Leave it out to trust the certificate authorities of the system"),
        ],
        evidence: [Evidence(.file, path)]
      )
    }
  }
}
