/// One HTTP answer, and how it reaches the client.
package struct Reply: Sendable, Equatable {
  /// What the server does to the answer on its way out.
  package enum Ending: Sendable, Equatable {
    case whole
    /// The head promises the whole body, half of it is sent, and the connection closes.
    case truncated
    /// The connection closes without a byte.
    case dropped
  }

  package var status: Int
  package var headers: [String: String]
  package var body: [UInt8]
  /// Milliseconds between the effect and the first byte of the answer.
  package var delay = 0
  package var ending = Ending.whole

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  static func json(_ status: Int, _ value: JSON, headers: [String: String] = [:]) -> Reply {
    let type = ["content-type": "application/json"]
    return Reply(
      status: status,
      headers: headers.merging(type) { own, _ in own },
      body: value.bytes
    )
  }

  static func html(_ status: Int) -> Reply {
    let page = "<html><head><title>\(status)</title></head><body><h1>\(status)</h1></body></html>\n"
    return Reply(
      status: status,
      headers: ["content-type": "text/html"],
      body: Array(page.utf8)
    )
  }

  package var json: JSON? { JSON(parsing: body) }
  package var text: String { String(decoding: body, as: UTF8.self) }
}
