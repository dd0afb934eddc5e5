import Chance
import Testing

@testable import Screen

struct RectTests {
  let screen = Rect(Size(rows: 24, columns: 80))

  @Test func splitsFromEitherEnd() {
    let (top, bottom) = screen.split(rows: 1)
    #expect(top == Rect(row: 0, column: 0, rows: 1, columns: 80))
    #expect(bottom == Rect(row: 1, column: 0, rows: 23, columns: 80))
    let (left, right) = screen.split(columns: -20)
    #expect(left == Rect(row: 0, column: 0, rows: 24, columns: 60))
    #expect(right == Rect(row: 0, column: 60, rows: 24, columns: 20))
  }

  @Test func insetsAndLines() {
    let pane = screen.inset(rows: 2, columns: 3)
    #expect(pane == Rect(row: 2, column: 3, rows: 20, columns: 74))
    #expect(pane.line(1) == Rect(row: 3, column: 3, rows: 1, columns: 74))
    #expect(pane.line(20).isEmpty)
    #expect(pane.line(-1).isEmpty)
    #expect(screen.limited(columns: 76).columns == 76)
  }

  @Test func intersectsOnlyWhatIsShared() {
    let other = Rect(row: 20, column: 70, rows: 9, columns: 90)
    #expect(screen.intersection(other) == Rect(row: 20, column: 70, rows: 4, columns: 10))
    #expect(screen.intersection(Rect(row: 30, column: 0, rows: 4, columns: 4)).isEmpty)
  }

  @Test(arguments: 1...200)
  func staysInsideForAnyNumbers(seed: UInt64) {
    var random = SplitMix64(seed)
    let rect = Rect(
      row: random.coordinate(),
      column: random.coordinate(),
      rows: random.coordinate(),
      columns: random.coordinate()
    )
    let number = random.coordinate()
    let parts = [
      rect.split(rows: number).top, rect.split(rows: number).bottom,
      rect.split(columns: number).left, rect.split(columns: number).right,
      rect.inset(top: number, left: number, bottom: number, right: number),
      rect.line(number), rect.limited(columns: number),
    ]
    for part in parts where !part.isEmpty {
      #expect(rect.intersection(part) == part, "seed \(seed), number \(number)")
    }
    let (top, bottom) = rect.split(rows: number)
    #expect(top.rows + bottom.rows == rect.rows)
  }
}
