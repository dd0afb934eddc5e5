import CTerminal

/// What is written of a process that crashes.
package enum MemoryDumps {
  /// Nothing from now on, neither a core nor what lies behind the registers: keys and tokens are in
  /// memory. Other processes of the same user can no longer look inside either.
  package static func forbid() { ct_dumps_forbid() }
}
