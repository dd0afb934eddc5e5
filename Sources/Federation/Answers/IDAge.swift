/// What the moments in two pasted ids say of them. An id of Vertesia is a MongoDB ObjectId: its first
/// eight hex digits are the second it was made in
/// (https://www.mongodb.com/docs/manual/reference/bson-types/#objectid).
package enum IDAge {
  /// What is doubtful about ids that a person has brought and nothing else can confirm, at the moment
  /// `now`, ISO-8601 in UTC; nothing about ids of another shape.
  package static func doubts(_ answers: Answers, now: String) -> [Notice] {
    let organization = answers[.organization].flatMap(seconds)
    let environment = answers[.environmentID].flatMap(seconds)
    if let organization, let environment, environment < organization {
      return [
        Notice(
          .warning,
          "The Environment ID is older than the Organization ID, as if one stood in the other's "
            + "place: compare both with Studio"
        )
      ]
    }
    guard let organization, let now = Age.seconds(now), now - organization < 3600 else { return [] }
    let words =
      now < organization
      ? "The Organization ID names a moment that is still to come"
      : "The Organization ID was made within the last hour, as that of an environment would be"
    return [Notice(.warning, words + ": compare it with Studio")]
  }

  /// Seconds since 1970.
  private static func seconds(_ id: String) -> Int? {
    AnswerCheck.isObjectID(id) ? Int(id.prefix(8), radix: 16) : nil
  }
}
