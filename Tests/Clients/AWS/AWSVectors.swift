import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

/// The files beside this one that botocore wrote.
enum AWSVectors {
  static func read<Vector: Decodable>(_ name: String, as type: Vector.Type) throws -> [Vector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Vectors").appending(path: name)
    return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
  }
}

struct SignerVector: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let service: String
  let region: String
  let method: String
  let scheme: String
  let host: String
  let path: String
  let query: String?
  let headers: [[String]]
  let body: String
  let accessKey: String
  let secret: String
  let token: String?
  let time: String
  let canonicalRequest: String
  let stringToSign: String
  let authorization: String

  var testDescription: String { name }

  var request: HTTPRequest {
    get throws {
      let method = try #require(HTTPMethod(rawValue: method))
      let (origin, _) = try #require(Origin.parse("\(scheme)://\(host)"))
      var headers = HTTPHeaders()
      for header in self.headers { headers.add(header[0], header[1]) }
      return HTTPRequest(
        method,
        origin,
        path: path,
        query: query,
        headers: headers,
        body: Array(body.utf8)
      )
    }
  }

  var credentials: AWSCredentials {
    AWSCredentials(
      accessKeyID: accessKey,
      secretAccessKey: Secret(secret),
      sessionToken: token.map(Secret.init)
    )
  }
}

struct EndpointVector: Decodable, Sendable, CustomTestStringConvertible {
  let service: String
  let region: String
  let fips: Bool
  let dualStack: Bool
  let host: String?
  let signingRegion: String?

  var testDescription: String {
    "\(service) \(region)\(fips ? " FIPS" : "")\(dualStack ? " dual-stack" : "")"
  }
}
