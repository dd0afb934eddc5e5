import LibFuzzer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Throws mutated bytes at one parser of outside data until a promise of it breaks.
///
///     fuzz                     names the parsers
///     fuzz PARSER [FLAG...]    libFuzzer on it; a file in place of a flag is played once
///     fuzz PARSER --large      plays what is larger than a corpus may be, at and beyond each cap
///
/// A broken promise ends the process, and libFuzzer writes down the input that broke it.
@_cdecl("fuzz_main")
func main(
  _ count: Int32,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  guard let arguments, count > 1, let name = arguments[1].map({ String(cString: $0) }) else {
    for parser in Parser.all { print(parser.name) }
    return 0
  }
  // libFuzzer starts itself again to shrink an input, and passes over flags with two dashes.
  guard let parser = Parser.all.first(where: { name == $0.name || name == "--\($0.name)" }) else {
    print("there is no parser \(name)")
    return 64
  }
  if count > 2, let flag = arguments[2], String(cString: flag) == "--large" {
    return parser.playLarge()
  }
  chosen = parser
  arguments[1] = strdup("--\(parser.name)")
  var passedCount = count
  var passed: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
  return LLVMFuzzerRunDriver(&passedCount, &passed) { data, size in
    let began = clock()
    chosen?.check(Array(UnsafeBufferPointer(start: data, count: size)))
    // Of this process: others may have the cores meanwhile.
    promise(clock() - began < CLOCKS_PER_SEC, "it took more than a second")
    return 0
  }
}

/// Written once, before the first input.
nonisolated(unsafe) private var chosen: Parser?
