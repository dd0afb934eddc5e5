import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

@Suite struct AWSSignerTests {
  @Test func thereAreEnoughVectors() throws {
    let vectors = try AWSVectors.read("signer.json", as: SignerVector.self)
    #expect(vectors.count >= 40)
    #expect(vectors.contains { $0.token != nil } && Set(vectors.map(\.region)).count >= 8)
  }

  @Test(arguments: try AWSVectors.read("signer.json", as: SignerVector.self))
  func signsAsBotocoreDoes(_ vector: SignerVector) throws {
    let signer = RequestSigner(
      date: try #require(Timestamp.iso8601(vector.time)),
      region: vector.region,
      service: vector.service
    )
    let credentials = vector.credentials
    let signed = signer.sign(
      try vector.request,
      with: credentials,
      key: signer.deriveKey(credentials.secretAccessKey)
    )
    #expect(signed.canonicalRequest == vector.canonicalRequest)
    #expect(signed.stringToSign == vector.stringToSign)
    #expect(signed.request.headers["authorization"] == vector.authorization)
  }

  @Test func signingLeavesTheWireAlone() throws {
    let vectors = try AWSVectors.read("signer.json", as: SignerVector.self)
    for vector in vectors {
      let signer = RequestSigner(date: Date(), region: vector.region, service: vector.service)
      let request = try vector.request
      let signed = signer.sign(
        request,
        with: vector.credentials,
        key: signer.deriveKey(Secret(vector.secret))
      ).request
      #expect(signed.target == request.target && signed.body == request.body)
      #expect(signed.headers["x-amz-security-token"] == vector.token)
    }
  }

  @Test func signingAgainReplacesTheFirstSignature() throws {
    let signer = RequestSigner(date: Date(), region: "us-east-1", service: "iam")
    let credentials = AWSCredentials(
      accessKeyID: "AKIDEXAMPLE",
      secretAccessKey: Secret("s"),
      sessionToken: Secret("t")
    )
    let key = signer.deriveKey(credentials.secretAccessKey)
    let request = HTTPRequest(.post, Origin(host: "iam.amazonaws.com"), path: "/")
    let once = signer.sign(request, with: credentials, key: key)
    let twice = signer.sign(once.request, with: credentials, key: key)
    #expect(twice.canonicalRequest == once.canonicalRequest)
    #expect(twice.request.headers.fields.count == once.request.headers.fields.count)
  }

  /// A secret typed wrong and then right comes under the same key id.
  @Test func aKeptKeyBelongsToItsSecretAndDay() throws {
    var keys = SigningKeys()
    let day = try #require(Timestamp.iso8601("2026-03-01T00:00:00Z"))
    let signer = RequestSigner(date: day, region: "us-east-1", service: "iam")
    let later = RequestSigner(
      date: day.addingTimeInterval(86_400),
      region: "us-east-1",
      service: "iam"
    )
    let wrong = AWSCredentials(accessKeyID: "AKID", secretAccessKey: Secret("wrong"))
    let right = AWSCredentials(accessKeyID: "AKID", secretAccessKey: Secret("right"))
    let first = keys.key(for: wrong, signer: signer)
    #expect(keys.key(for: wrong, signer: signer) == first)
    #expect(
      keys.key(for: right, signer: signer) == signer.deriveKey(right.secretAccessKey)
    )
    #expect(
      keys.key(for: right, signer: later) == later.deriveKey(right.secretAccessKey)
    )
  }
}
