#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// What a fatal signal has to give back. Everything in it is prepared beforehand, because a handler
// may only call write, tcsetattr, sigaction and raise.
void restoration_arm(
    int input, int output, const struct termios *saved, const char *bytes, size_t count);
void restoration_disarm(void);
// Async-signal-safe.
void restoration_run(void);

// The signals of a crash.
enum { fatal_count = 7 };
extern const int fatal[fatal_count];

// Fatal signals run the restoration and then do what they did before.
void fatal_signals_catch(void);
void fatal_signals_release(void);

// Installs a handler unless the signal is ignored; 1 when it did, and `old` is filled.
int handler_install(int signal, void (*handler)(int), int flags, struct sigaction *old);

// Fills in what undoes the screen (key mode, attributes, cursor, alternate screen) on the terminal
// in use, and returns how many bytes that took.
size_t leaving_bytes(char *bytes, size_t limit);

// Names the key sequences to the terminal in use.
void name_keys(void);

#endif
