#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// What a fatal signal has to give back. Everything in it is prepared beforehand, because a handler
// may only call write, tcsetattr, sigaction and raise.
void ct_restoration_arm(
    int input, int output, const struct termios *saved, const char *bytes, size_t count);
void ct_restoration_disarm(void);
// Async-signal-safe.
void ct_restoration_run(void);

// The signals of a crash.
enum { ct_fatal_count = 7 };
extern const int ct_fatal[ct_fatal_count];

// Fatal signals run the restoration and then do what they did before.
void ct_fatal_signals_catch(void);
void ct_fatal_signals_release(void);

// Installs a handler unless the signal is ignored; 1 when it did, and `old` is filled.
int ct_handler_install(int signal, void (*handler)(int), int flags, struct sigaction *old);

// Leaves the screen with the line as it was found, and takes it again; nothing without a screen.
void ct_give_back(void);
void ct_take_again(void);

// Fills in what undoes the screen (key mode, attributes, cursor, alternate screen) on the terminal
// in use, and returns how many bytes that took.
size_t ct_leaving_bytes(char *bytes, size_t limit);

// Names the key sequences to the terminal in use.
void ct_name_keys(void);

#endif
