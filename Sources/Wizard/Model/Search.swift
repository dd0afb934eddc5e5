extension Sequence {
  /// The elements whose text has a search in it; where none has, those that have each word of it:
  /// `claude son` finds `Claude 3.5 Sonnet`.
  func found(by search: String, in text: (Element) -> String) -> [Element] {
    let wanted = search.lowercased()
    guard !wanted.isEmpty else { return Array(self) }
    let whole = filter { text($0).lowercased().contains(wanted) }
    guard whole.isEmpty else { return whole }
    let words = wanted.split(separator: " ")
    return filter { element in
      let text = text(element).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }
}
