import CTerminal
import Screen
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the program wants of the terminal's thread, with the pipe that wakes it.
final class Mailbox: Sendable {
  enum Act {
    case copy(String), suspend, repaint
    case run(ForegroundChild, ended: @Sendable (Int?) -> Void)
  }

  struct Mail {
    /// Only the newest: what was never shown is not missed.
    var frame: Frame?
    var acts: [Act] = []
    var isClosing = false
  }

  private struct State {
    var mail = Mail()
    var size = Size(rows: 24, columns: 80)
    var isOpen = true
  }

  let reader: Int32
  let writer: Int32
  private let state = Mutex(State())

  init?() {
    var ends: (Int32, Int32) = (-1, -1)
    guard ct_pipe(&ends.0, &ends.1) == 0 else { return nil }
    (reader, writer) = ends
  }

  var size: Size {
    get { state.withLock { $0.size } }
    set { state.withLock { $0.size = newValue } }
  }

  /// - Returns: whether anybody is there to read it.
  @discardableResult
  func post(_ change: (inout Mail) -> Void) -> Bool {
    state.withLock { state in
      guard state.isOpen, !state.mail.isClosing else { return false }
      change(&state.mail)
      ct_wake(writer, UInt8(CT_WAKE_FRAME))
      return true
    }
  }

  func take() -> Mail {
    state.withLock { state in
      defer {
        state.mail.frame = nil
        state.mail.acts = []
      }
      return state.mail
    }
  }

  /// Once no thread and no handler uses the pipe any more.
  func close() {
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = false
      _ = Self.closeDescriptor(reader)
      _ = Self.closeDescriptor(writer)
    }
  }

  // Inside the class, `close` alone would mean the method.
  #if canImport(Glibc)
    private static let closeDescriptor = Glibc.close
  #elseif canImport(Musl)
    private static let closeDescriptor = Musl.close
  #else
    private static let closeDescriptor = Darwin.close
  #endif
}
