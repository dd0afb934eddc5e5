import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a person wants of every start on this machine, whichever set-up it is for.
public struct Preferences: Codable, Equatable, Sendable {
  /// Lines in place of the full screen.
  public var plain: Bool

  public init(plain: Bool = false) {
    self.plain = plain
  }
}

/// One file beside the set-ups, by a name that no set-up can have. Nothing rests on it: where it
/// cannot be read or written, the program goes on as if nothing had been chosen.
extension StateDirectory {
  private static let preferences = "preferences.json"
  private static let largestPreferences = 4096
  private var preferencesPath: String { "\(path)/\(Self.preferences)" }

  /// What was chosen, and what is to be told where that cannot be read.
  public func preferences() -> (chosen: Preferences, notice: String?) {
    do throws(DiskError) {
      guard let bytes = try disk.read(preferencesPath, limit: Self.largestPreferences) else {
        return (Preferences(), nil)
      }
      if let chosen = try? JSONDecoder().decode(Preferences.self, from: Data(bytes)) {
        return (chosen, nil)
      }
    } catch {}
    return (Preferences(), "\(preferencesPath) cannot be read, so it is ignored.")
  }

  /// Keeps a choice for the next start, where that can be done; the usual one needs no file.
  public func keep(_ chosen: Preferences) {
    guard preferences() != (chosen, nil) else { return }
    do throws(DiskError) {
      guard chosen != Preferences() else {
        try disk.remove(preferencesPath)
        return
      }
      guard let json = try? JSONEncoder().encode(chosen) else { return }
      try disk.makeDirectory(path)
      let new = "\(path)/.\(Self.preferences).new"
      // One that was left by a start that was cut off.
      try disk.remove(new)
      try disk.create(new, Array(json) + [0x0A])
      try disk.rename(new, preferencesPath)
    } catch {}
  }
}
