/// One call that reached the sandbox, as `GET /_sandbox/calls` shows it.
package struct CallEntry: Sendable, Equatable {
  package var service: String
  package var operation: String
  package var status: Int
  /// Whether the operation changes the world when it succeeds.
  package var isMutation: Bool
  package var at: Moment
  /// `client`, or `vertesia` for what the sandbox's own Vertesia asks of its AWS.
  package var by = "client"

  var json: JSON {
    [
      "service": .string(service), "operation": .string(operation), "status": .integer(status),
      "mutation": .bool(isMutation), "at": .string(at.isoMilliseconds), "by": .string(by),
    ]
  }
}
