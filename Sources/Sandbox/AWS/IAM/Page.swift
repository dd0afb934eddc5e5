/// Paging of the query protocol: a marker that only the sandbox understands.
struct Page {
  private let marker: String?
  private let size: Int

  init(_ parameters: Parameters) throws(AWSFault) {
    size = try parameters.integer("MaxItems", in: 1...1000) ?? 100
    guard let text = try parameters.text("Marker", 1...320) else {
      marker = nil
      return
    }
    guard let bytes = Base64.decode(text), let name = String(validating: bytes, as: UTF8.self)
    else {
      throw .validation("Invalid Marker.")
    }
    marker = name
  }

  /// Sorts by key and cuts out this page; the rest of the result says whether there is more.
  func cut<Item>(
    _ items: [Item],
    by key: (Item) -> String,
    _ xml: ([Item]) -> XML
  ) -> [XML] {
    let sorted = items.sorted { key($0) < key($1) }
    let rest = sorted.drop { item in marker.map { key(item) <= $0 } ?? false }
    let page = Array(rest.prefix(size))
    let isTruncated = rest.count > page.count
    let next = isTruncated ? page.last.map { Base64.encode(Array(key($0).utf8)) } : nil
    return [xml(page), .flag(isTruncated, in: "IsTruncated")]
      + (next.map { [.text($0, in: "Marker")] } ?? [])
  }
}
