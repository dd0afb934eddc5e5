import FaultProxy

/// Which kind meets which request.
enum Choice {
  /// The access of each model is asked for in a call of its own, all alike: one of them will do.
  private static let alike = "GET /foundation-model-availability/{id}"

  /// Much like another kind; they meet every third request.
  private static let siblings: Set<FaultKind> = [
    .resetOnAccept, .closedBefore, .resetInStatus, .closedInHeaders, .resetAfterHeaders,
    .cutInChunk, .hangAfterHeaders, .informationalFlood, .lateAnswer, .page503Before,
    .page502After, .page504After, .empty500Before, .redirectToPlain, .wrongType, .emptyBefore,
    .hugeChunks, .throttledNegative, .throttledEndless, .informational, .tlsSelfSigned,
    .tlsOutdated, .tlsClosed, .tlsReset, .tlsPlainText, .tlsHang,
  ]

  /// Every kind at every request, but for the siblings; and each lasting at every eighth operation,
  /// another one for the next kind. All of it when `isLong`.
  static func pairs(_ reference: [Aim], isLong: Bool) -> [(kind: FaultKind, aim: Aim)] {
    let once = reference.filter { isLong || $0.operation != alike || $0.number == 1 }
    let lasting = once.filter { $0.number == 1 }.map { aim in
      var aim = aim
      aim.lasts = true
      return aim
    }
    return FaultKind.allCases.enumerated().flatMap { number, kind in
      let share = isLong || !siblings.contains(kind) ? 1 : 3
      return every(share, of: once, from: number).map { (kind, $0) }
        + every(isLong ? 1 : 8, of: lasting, from: number).map { (kind, $0) }
    }
  }

  private static func every(_ share: Int, of aims: [Aim], from start: Int) -> [Aim] {
    aims.enumerated().filter { ($0.offset + start) % share == 0 }.map(\.element)
  }
}
