import CExpat

/// Reads an AWS answer into a small tree by Expat.
///
/// Any DOCTYPE is refused, so no entity can be declared and none but the five of XML itself exist.
/// Depth, number of elements and the length of a tag are capped; the size is the transport's to
/// cap.
enum XMLReader {
  static let depthCap = 32
  /// A page of 1,000 roles has some 10,000.
  static let elementCap = 60_000
  /// Of a tag with its attributes, of which Expat keeps a list.
  static let tagCap = 128 << 10

  static func read(_ bytes: [UInt8]) throws(WireError) -> XMLElement {
    guard bytes.count <= Int(Int32.max) else { throw WireError("the XML is too long") }
    guard let parser = XML_ParserCreate(nil) else {
      throw WireError("no memory for the XML reader")
    }
    defer { XML_ParserFree(parser) }
    let builder = XMLTreeBuilder(parser)
    XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, _ in tree(at: data)?.start(name) },
      { data, _ in tree(at: data)?.end() }
    )
    XML_SetCharacterDataHandler(parser) { data, characters, count in
      tree(at: data)?.text(characters, count: count)
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      tree(at: data)?.refuse("the XML has a DOCTYPE")
    }
    let status = withExtendedLifetime(builder) { feed(bytes, to: parser, builder) }
    if let refusal = builder.refusal { throw WireError(refusal) }
    guard status == XML_STATUS_OK, let root = builder.root else {
      throw WireError("the XML is not well-formed at line \(XML_GetCurrentLineNumber(parser))")
    }
    return root
  }

  /// Piece by piece: what Expat has not got through by then is one tag that has not ended.
  private static func feed(
    _ bytes: [UInt8],
    to parser: XML_Parser,
    _ builder: XMLTreeBuilder
  ) -> XML_Status {
    bytes.withUnsafeBytes { raw in
      let characters = raw.bindMemory(to: CChar.self)
      var fed = 0
      while true {
        let count = min(characters.count - fed, tagCap)
        let isLast = fed + count == characters.count
        let start = characters.baseAddress.map { $0 + fed }
        let status = XML_Parse(parser, start, Int32(count), isLast ? 1 : 0)
        fed += count
        if isLast || status != XML_STATUS_OK { return status }
        if fed - Int(XML_GetCurrentByteIndex(parser)) > tagCap {
          builder.refuse("the XML has too long a tag")
          return XML_STATUS_ERROR
        }
      }
    }
  }
}

/// What Expat's callbacks build; lives for one document and on one thread.
private final class XMLTreeBuilder {
  private let parser: XML_Parser
  private var open: [XMLElement] = []
  private var count = 0
  private(set) var root: XMLElement?
  private(set) var refusal: String?

  init(_ parser: XML_Parser) { self.parser = parser }

  func start(_ name: UnsafePointer<CChar>?) {
    guard refusal == nil, let name else { return }
    count += 1
    guard open.count < XMLReader.depthCap else { return refuse("the XML is nested too deeply") }
    guard count <= XMLReader.elementCap else { return refuse("the XML has too many elements") }
    let qualified = String(cString: name)
    open.append(XMLElement(qualified.split(separator: ":").last.map(String.init) ?? qualified))
  }

  func end() {
    guard refusal == nil, let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  func text(_ characters: UnsafePointer<CChar>?, count: Int32) {
    guard refusal == nil, let characters, !open.isEmpty else { return }
    characters.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
      let piece = UnsafeBufferPointer(start: bytes, count: Int(count))
      open[open.count - 1].text += String(decoding: piece, as: UTF8.self)
    }
  }

  func refuse(_ reason: String) {
    if refusal == nil { refusal = reason }
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}

private func tree(at data: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
  data.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
}
