import CTerminal
import Screen

/// The life of the terminal's thread: sleep until the terminal or the program has something, act,
/// sleep again. The only timer runs while a paste or a sequence is left open, so an idle screen
/// costs nothing.
struct TerminalLoop {
  private let options: TerminalOptions
  private let mailbox: Mailbox
  private let sink: AsyncStream<Input>.Continuation
  private var painter: Painter
  private var decoder = KeyDecoder()
  /// The newest frame, to paint again after a stop.
  private var frame: Frame?
  private let canTitle: Bool
  /// What the window is called now; `nil` while that is not known.
  private var title: RemoteText?
  private var size: Size
  private var hasInput = true
  private var emptyReads = 0
  private var askedAt: ContinuousClock.Instant?

  /// - Parameters:
  ///   - options: as the session was opened with.
  ///   - size: what `claimedSize` said when it was opened.
  ///   - mailbox: the program's wishes.
  ///   - sink: where inputs go.
  init(
    options: TerminalOptions,
    size: Size,
    mailbox: Mailbox,
    sink: AsyncStream<Input>.Continuation
  ) {
    self.options = options
    self.mailbox = mailbox
    self.sink = sink
    let palette = Palette(
      mode: ColourMode(
        colours: Int(ct_colours()),
        choice: options.colour,
        environment: options.environment
      ),
      background: options.background ?? Background(colorfgbg: options.environment["COLORFGBG"]),
      isForced: options.colour == .always
    )
    painter = Painter(palette: palette)
    decoder.hasMouse = options.hasMouse
    canTitle = WindowTitle.canKeep(options.environment)
    self.size = size
    ct_resize(Int32(size.rows), Int32(size.columns))
  }

  mutating func run() {
    while true {
      let ready = Int(ct_wait(hasInput ? options.input : -1, mailbox.reader, patience))
      if ready & CT_READY_WAKE != 0 {
        readSignals()
        let mail = mailbox.take()
        if let frame = mail.frame { show(frame) }
        for act in mail.acts { perform(act, isClosing: mail.isClosing) }
        if mail.isClosing { break }
      }
      if ready & (CT_READY_INPUT | CT_READY_HANGUP) != 0 {
        readInput(isGone: ready & CT_READY_HANGUP != 0)
      } else {
        settle()
      }
    }
    awaitReply()
  }

  private mutating func show(_ frame: Frame) {
    painter.show(frame, on: size)
    self.frame = frame
    entitle()
    if askedAt == nil { askForBackground() }
  }

  private mutating func perform(_ act: Mailbox.Act, isClosing: Bool) {
    switch act {
    case .copy(let text): send(Clipboard.sequence(text))
    case .suspend: suspend()
    case .repaint: repaint()
    case .run(_, let ended) where isClosing: ended(nil)
    case .run(let child, let ended):
      let status = child.wait(after: "\nThis did not work. Press Enter to go back.\n")
      goOn()
      ended(status)
    }
  }

  private mutating func entitle() {
    guard canTitle, let wanted = frame?.title, wanted != title else { return }
    send(WindowTitle.sequence(wanted))
    title = wanted
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = ct_write(options.output, bytes, bytes.count)
  }

  private mutating func suspend() {
    ct_suspend()
    goOn()
  }

  private mutating func goOn() {
    resize()
    repaint()
    title = nil
    entitle()
    sink.yield(.suspendResumed)
  }

  private mutating func repaint() {
    painter.forget()
    if let frame { painter.show(frame, on: size) }
  }
}

// MARK: - Signals and sizes

extension TerminalLoop {
  private mutating func readSignals() {
    var isResized = false
    while true {
      let what = Int(ct_woken(mailbox.reader))
      switch what {
      case CT_WAKE_FRAME: break
      case CT_WAKE_RESIZE: isResized = true
      case CT_WAKE_INTERRUPT: sink.yield(.signal(.interrupt))
      case CT_WAKE_TERMINATE: sink.yield(.signal(.terminate))
      case CT_WAKE_HANGUP: sink.yield(.signal(.hangUp))
      case CT_WAKE_STOP: suspend()
      case CT_WAKE_CONTINUE:
        ct_reenter()
        goOn()
      default:
        if isResized { resize() }
        return
      }
    }
  }

  private mutating func resize() {
    let claimed = Self.claimedSize(options.output)
    guard claimed != size else { return }
    size = claimed
    ct_resize(Int32(size.rows), Int32(size.columns))
    mailbox.size = size
    painter.forget()
    sink.yield(.resize(size))
  }

  /// What the terminal says, cut to what a frame can be: the claim decides no allocation.
  static func claimedSize(_ output: Int32) -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    ct_size(output, &rows, &columns)
    return Size(
      rows: min(Int(rows), Frame.largest.rows),
      columns: min(Int(columns), Frame.largest.columns)
    )
  }
}

// MARK: - Input

extension TerminalLoop {
  private mutating func readInput(isGone: Bool) {
    var count = 0
    reading: while true {
      let event = ct_next()
      switch Int(event.kind) {
      case CT_BYTE: decoder.take(.byte(UInt8(truncatingIfNeeded: event.value)))
      case CT_KEY: decoder.take(.key(Int(event.value)))
      default: break reading
      }
      count += 1
    }
    settle()

    // A descriptor at its end is always readable and never has a byte.
    emptyReads = count == 0 ? emptyReads + 1 : 0
    if isGone && count == 0 || emptyReads > 4 {
      hasInput = false
      sink.yield(.endOfInput)
    }
  }

  /// Milliseconds until the decoder wants to be asked again; -1 when it does not.
  private var patience: Int32 {
    guard let deadline = decoder.deadline else { return -1 }
    let (seconds, attoseconds) = (deadline - .now).components
    return Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
  }

  private mutating func settle() {
    decoder.pause(at: .now)
    for result in decoder.takeResults() { handle(result) }
  }

  private mutating func handle(_ result: KeyDecoder.Result) {
    switch result {
    case .input(.control("z")): suspend()
    case .input(.control("l")): repaint()
    case .input(let input): sink.yield(input)
    case .background(let background):
      var palette = painter.palette
      palette.background = background
      painter.use(palette)
      if let frame { painter.show(frame, on: size) }
    }
  }
}

// MARK: - Background

extension TerminalLoop {
  /// After the first frame, so that the question delays nothing.
  private mutating func askForBackground() {
    let palette = painter.palette
    guard
      palette.background == .unknown,
      palette.mode == .indexed || palette.mode == .direct,
      Background.canAsk(term: options.term)
    else { return }
    askedAt = .now
    decoder.awaitsReply = true
    send(Background.query)
  }

  /// An answer that arrives after us would be typed into the shell.
  private mutating func awaitReply() {
    guard decoder.awaitsReply, hasInput, let askedAt, .now - askedAt < .seconds(1) else { return }
    let ready = Int(ct_wait(options.input, mailbox.reader, 50))
    if ready & CT_READY_INPUT != 0 { readInput(isGone: false) }
  }
}
