/// An error as Vertesia answers it.
struct VertesiaFault: Error, Equatable {
  var status: Int
  var error: String
  var message: String

  init(_ status: Int, _ error: String, _ message: String) {
    self.status = status
    self.error = error
    self.message = message
  }

  static func badRequest(_ message: String) -> VertesiaFault {
    VertesiaFault(400, "Bad Request", message)
  }

  static func unauthorized(_ message: String) -> VertesiaFault {
    VertesiaFault(401, "Unauthorized", message)
  }

  static func forbidden(_ message: String) -> VertesiaFault {
    VertesiaFault(403, "Forbidden", message)
  }

  static func notFound(_ message: String) -> VertesiaFault {
    VertesiaFault(404, "Not Found", message)
  }

  func reply(headers: [String: String] = [:]) -> Reply {
    .json(
      status,
      ["error": .string(error), "status": .integer(status), "message": .string(message)],
      headers: headers
    )
  }
}
