import Testing

/// Tests on a real pseudoterminal. One at a time: curses and the signal handlers belong to the
/// process.
@Suite(.serialized, .timeLimit(.minutes(1)))
enum RealTerminalTests {}
