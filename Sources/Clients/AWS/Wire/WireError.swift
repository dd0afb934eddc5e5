/// An answer that is not in the shape its operation promises; `detail` is one line in our words.
struct WireError: Error, Equatable {
  let detail: String

  init(_ detail: String) { self.detail = detail }
}
