import CTerminal
package import Screen
import Synchronization

/// The full screen: frames go in, inputs come out.
///
/// A plain thread owns curses and sleeps on the terminal and a pipe. Frames reach it through a
/// mailbox that holds only the newest. Ctrl-Z and Ctrl-L are dealt with here; every other key is
/// the program's. However the process ends, the terminal is given back as it was found.
package final class TerminalSession: Sendable {
  /// Keys, pastes, sizes and stop signals, until the session is closed. For one reader.
  package let inputs: AsyncStream<Input>
  private let mailbox: Mailbox
  private let thread: Mutex<PlainThread?>
  private static let isOpen = Mutex(false)

  /// Takes the terminal.
  ///
  /// - Throws: `TerminalError`, with the terminal as it was.
  package static func open(_ options: TerminalOptions) throws(TerminalError) -> TerminalSession {
    let isFirst = isOpen.withLock { isOpen in
      defer { isOpen = true }
      return !isOpen
    }
    guard isFirst else { throw .alreadyOpen }
    do throws(TerminalError) {
      return try TerminalSession(options)
    } catch {
      isOpen.withLock { $0 = false }
      throw error
    }
  }

  private init(_ options: TerminalOptions) throws(TerminalError) {
    let name = RemoteText(options.term)
    // The database knows it, but curses would draw garbage on it.
    guard ct_supports(options.term) == 1, options.term != "dumb" else { throw .unsupported(name) }
    guard let mailbox = Mailbox() else { throw .outOfResources }
    ct_signals_catch(mailbox.writer)
    let canKeep = WindowTitle.canKeep(options.environment)
    let modes = (options.hasMouse ? CT_MODE_MOUSE : 0) | (canKeep ? CT_MODE_TITLE : 0)
    guard ct_open(options.term, options.input, options.output, Int32(modes)) == 0 else {
      ct_signals_release()
      throw .unsupported(name)
    }
    let size = TerminalLoop.claimedSize(options.output)
    mailbox.size = size
    let (inputs, sink) = AsyncStream.makeStream(
      of: Input.self,
      bufferingPolicy: .bufferingOldest(4096)
    )
    let started = PlainThread {
      var loop = TerminalLoop(options: options, size: size, mailbox: mailbox, sink: sink)
      loop.run()
      ct_close()
      ct_signals_release()
      sink.finish()
    }
    guard let started else {
      ct_close()
      ct_signals_release()
      throw .outOfResources
    }
    self.inputs = inputs
    self.mailbox = mailbox
    thread = Mutex(started)
  }

  /// The screen's size now. Later ones come as `Input.resize`.
  package var size: Size { mailbox.size }

  /// Shows a frame as soon as the terminal can take it; older ones that wait are dropped.
  package func show(_ frame: Frame) {
    mailbox.post { $0.frame = frame }
  }

  /// Sends text to the terminal's clipboard by OSC 52. Nothing tells whether it got there.
  package func copy(_ text: String) {
    mailbox.post { $0.acts.append(.copy(text)) }
  }

  /// Gives the terminal back, stops the process, and repaints when it goes on.
  package func suspend() {
    mailbox.post { $0.acts.append(.suspend) }
  }

  /// Gives the terminal to a program until it ends, and takes it again.
  ///
  /// - Returns: as `ForegroundChild.run`.
  package func run(_ child: ForegroundChild) async -> Int? {
    await withCheckedContinuation { continuation in
      let isHeard = mailbox.post {
        $0.acts.append(.run(child) { continuation.resume(returning: $0) })
      }
      if !isHeard { continuation.resume(returning: nil) }
    }
  }

  /// Paints everything again, for a screen that another program has written on.
  package func repaint() {
    mailbox.post { $0.acts.append(.repaint) }
  }

  /// Gives the terminal back and returns when that is done. Further calls do nothing.
  package func close() {
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    guard let running else { return }
    mailbox.post { $0.isClosing = true }
    running.join()
    mailbox.close()
    Self.isOpen.withLock { $0 = false }
  }

  deinit {
    close()
  }
}
