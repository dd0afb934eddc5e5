import Federation
import Provisioning

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A process that opens a set-up, and holds it until it is killed; one that comes too late names the
/// holder and ends with 3.
enum Take {
  static func hold(in directory: String) async {
    let state = StateDirectory(
      path: directory,
      disk: PosixDisk(),
      tool: "test",
      random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }
    )
    do throws(Fault) {
      let store = try await state.open(
        "k3vq7m2d",
        note: "a test",
        waitingOn: ContinuousClock()
      )
      say("holds \(getpid())")
      while true { pause() }
      _ = store
    } catch {
      say(error.code.rawValue + " " + error.evidence.map(\.text).joined(separator: " "))
      exit(3)
    }
  }

  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
