import Clients
import Networking
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct LiveSurroundingsTests {
  private let surroundings = Surroundings.live(environment: ["HOME": "/somewhere"])

  private func inDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "surroundings-\(UInt64.random(in: .min ... .max))").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(directory)
  }

  @Test func takesTheHomeFromTheEnvironment() {
    #expect(surroundings.home == "/somewhere")
    #expect(Surroundings.live(environment: ["HOME": ""]).home == nil)
    #expect(Surroundings.live(environment: [:]).home == nil)
    #expect(Surroundings.live().environment["PATH"] != nil)
  }

  @Test func readsFilesOfASaneSize() throws {
    try inDirectory { (directory) throws in
      let path = "\(directory)/file"
      try Data([1, 2, 3]).write(to: URL(filePath: path))
      #expect(try surroundings.readFile(path) == [1, 2, 3])
      try Data().write(to: URL(filePath: path))
      #expect(try surroundings.readFile(path) == [])
      try Data(count: 1 << 20).write(to: URL(filePath: path))
      #expect(try surroundings.readFile(path)?.count == 1 << 20)
      try Data(count: 1 << 20 + 1).write(to: URL(filePath: path))
      let error = #expect(throws: FileError.self) { _ = try surroundings.readFile(path) }
      #expect(error?.reason == .tooLarge(limit: 1 << 20))
    }
  }

  @Test func tellsAbsentFromUnreadable() throws {
    try inDirectory { (directory) throws in
      #expect(try surroundings.readFile("\(directory)/absent") == nil)
      #expect(try surroundings.readFile("\(directory)/absent/deeper") == nil)
      let error = #expect(throws: FileError.self) {
        _ = try surroundings.readFile(directory)
      }
      #expect(error?.reason == .notAFile)
      let endless = #expect(throws: FileError.self) {
        _ = try surroundings.readFile("/dev/zero")
      }
      #expect(endless?.reason == .tooLarge(limit: 1 << 20))
    }
  }

  @Test func refusesAPipeWithoutWaitingForIt() async throws {
    let pipe = FileManager.default.temporaryDirectory
      .appending(path: "pipe-\(UInt64.random(in: .min ... .max))").path
    defer { try? FileManager.default.removeItem(atPath: pipe) }
    let made = try await surroundings.children.run(
      ["mkfifo", pipe],
      environment: ["PATH": "/usr/bin:/bin"],
      deadline: .seconds(10)
    )
    #expect(made.status == 0)
    let error = #expect(throws: FileError.self) { _ = try surroundings.readFile(pipe) }
    #expect(error?.reason == .notAFile)
  }

  @Test(arguments: [
    (0o600, nil), (0o644, nil), (0o400, nil), (0o664, OwnedFile.Doubt.othersMayWrite),
    (0o646, .othersMayWrite), (0o620, .othersMayWrite),
  ])
  func tellsWhoElseMayWrite(_ mode: Int, _ doubt: OwnedFile.Doubt?) throws {
    try inDirectory { (directory) throws in
      let path = "\(directory)/file"
      let link = "\(directory)/link"
      try Data([1]).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      for way in [path, link] {
        #expect(try surroundings.readOwnedFile(way) == OwnedFile(bytes: [1], doubt: doubt))
      }
    }
    #expect(try surroundings.readOwnedFile("/absent") == nil)
  }

  @Test func aFileOfTheSystemIsNotInDoubt() throws {
    #expect(try surroundings.readOwnedFile("/etc/passwd")?.doubt == nil)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.userName == "root", "only root gives files away"))
  func aForeignFileIsInDoubt() throws {
    try inDirectory { (directory) throws in
      let path = "\(directory)/file"
      try Data([1]).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.ownerAccountID: 4242], ofItemAtPath: path)
      #expect(try surroundings.readOwnedFile(path)?.doubt == .foreignOwner)
    }
  }

  @Test func givesDifferentRandomBytes() {
    #expect(surroundings.random(32).count == 32)
    #expect(surroundings.random(32) != surroundings.random(32))
    #expect(surroundings.random(0).isEmpty)
  }
}
