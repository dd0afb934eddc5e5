import Clients
import Foundation
import Testing

@testable import Provisioning

@Suite("Call log")
struct CallLogTests {
  @Test func fullCallLogIsPutAsideOnce() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    let call = CallRecord(
      time: Date(timeIntervalSince1970: 0),
      service: "iam",
      operation: "GetRole",
      milliseconds: 1
    )
    for _ in 0..<2 {
      try scratch.put("calls.jsonl", String(repeating: "x", count: CallLog.limit + 1))
      store.calls.record(call)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/k3vq7m2d")
    #expect(Set(names) == ["calls.jsonl", "calls.previous.jsonl", "lock"])
    #expect(try #require(scratch.bytes("calls.jsonl")).count < 200)
  }

  @Test func callsAreOneLineEach() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    for status in [200, 409] {
      store.calls.record(
        CallRecord(
          time: Date(timeIntervalSince1970: 0),
          service: "iam",
          operation: "GetRole",
          status: status,
          milliseconds: 12,
          requestID: "r-1"
        )
      )
    }
    let text = String(decoding: try #require(scratch.bytes("calls.jsonl")), as: UTF8.self)
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.contains(#""status":409"#))
  }
}
