// A flat face over ncurses: integers and byte strings only, so that no macro, variadic function or
// global variable of curses reaches Swift. Except where said, every call belongs on one thread, and
// only one terminal is open at a time.

#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stddef.h>
#include <stdint.h>

// First of all: from now on a crash writes no memory, neither as a core nor as a report.
void ct_dumps_forbid(void);

// Locale and support, before a terminal is open.

// Sets the character type; "" means what the environment says.
// 1: it is UTF-8. 0: it is another codeset. -1: no such locale on this machine.
int32_t ct_locale(const char *name);

// 1: known and able to place the cursor on a screen of a size that can be. 0: known, cannot. -1: no
// such terminal.
int32_t ct_supports(const char *term);

// The wake pipe and the signals that go through it.

enum {
  CT_WAKE_FRAME = 0,
  CT_WAKE_RESIZE,
  CT_WAKE_INTERRUPT,
  CT_WAKE_TERMINATE,
  CT_WAKE_HANGUP,
  CT_WAKE_STOP,
  CT_WAKE_CONTINUE
};

// Both ends non-blocking and closed on exec. 0, or -1.
int32_t ct_pipe(int32_t *reader, int32_t *writer);
// Any thread, also a signal handler. A full pipe is enough of a wake.
void ct_wake(int32_t writer, uint8_t what);
// The next byte of the pipe, or -1 when it is empty.
int32_t ct_woken(int32_t reader);

enum { CT_READY_INPUT = 1, CT_READY_WAKE = 2, CT_READY_HANGUP = 4 };

// Sleeps until input (-1: none wanted) or the pipe is ready, at most `milliseconds` (-1: no limit).
int32_t ct_wait(int32_t input, int32_t reader, int32_t milliseconds);

// Sends the window, stop and leave signals into the pipe, except those the parent had ignored. Must
// come before ct_open, because ncurses keeps a handler that it finds.
void ct_signals_catch(int32_t writer);
void ct_signals_release(void);

// The screen.

// What is switched on with the screen when it is wanted: clicks and the wheel, told by SGR; a title
// of the program's own, until the screen is left.
enum { CT_MODE_MOUSE = 1, CT_MODE_TITLE = 2 };

// 0, or -1 when `term` is unknown or the screen cannot be made. Remembers the line settings.
int32_t ct_open(const char *term, int32_t input, int32_t output, int32_t extra);
// Leaves the screen and puts the line settings back, byte for byte.
void ct_close(void);
// Leaves the screen, stops the process group, and comes back when it is continued.
void ct_suspend(void);
// Takes the screen again after someone else stopped and continued the process.
void ct_reenter(void);

// Rows and columns as the terminal claims them, at least 1; 24 and 80 when it does not know.
void ct_size(int32_t fd, int32_t *rows, int32_t *columns);
void ct_resize(int32_t rows, int32_t columns);

// 0, 8, 256, or more than 256 where a colour number is 0xRRGGBB.
int32_t ct_colours(void);
// Before the first pair. Without it not one colour sequence is sent.
void ct_start_colours(void);
// Gives a pair its colours; -1 is the terminal's own.
void ct_pair(int32_t pair, int32_t foreground, int32_t background);

enum { CT_BOLD = 1, CT_REVERSE = 2, CT_UNDERLINE = 4 };

// Draws one grapheme of `width` columns.
void ct_put(
    int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t width,
    int32_t pair, int32_t attributes);
void ct_erase(void);
// Makes the next refresh paint everything, as after a resize.
void ct_repaint(void);
// Shows the cursor at a place, or hides it when `row` is negative.
void ct_cursor(int32_t row, int32_t column);
void ct_refresh(void);

enum { CT_NONE, CT_BYTE, CT_KEY };
enum {
  CT_KEY_OTHER, CT_KEY_UP, CT_KEY_DOWN, CT_KEY_LEFT, CT_KEY_RIGHT, CT_KEY_HOME, CT_KEY_END,
  CT_KEY_PAGE_UP, CT_KEY_PAGE_DOWN, CT_KEY_BACKSPACE, CT_KEY_DELETE, CT_KEY_ENTER,
  CT_KEY_BACK_TAB, CT_KEY_PASTE_BEGIN, CT_KEY_PASTE_END,
  // The beginning of what the mouse did: `button;column;row` and M or m follow, or three bytes.
  CT_KEY_MOUSE, CT_KEY_MOUSE_BYTES,
  CT_KEY_FUNCTION = 100
};

typedef struct {
  int32_t kind;
  int32_t value;
} ct_event;

// What was typed, without waiting: a byte of text, a key, or nothing.
ct_event ct_next(void);

// Writes all bytes, waiting where it must; 0, or -1 when the other side is gone. Any thread.
int32_t ct_write(int32_t fd, const uint8_t *bytes, size_t count);

// Runs a program in the foreground, on the terminal as it was found, and takes an open screen again.
// Both lists end with NULL. With `input`, at most 4096 bytes, it reads that in place of the terminal.
// With `after`, a failure is looked at until Enter: it is printed then.
// The exit code, 128 + the signal that ended it, or -1 when it could not be started.
int32_t ct_run(
    char *const *arguments, char *const *environment, const char *input, const char *after);

// Ends the one that runs, and any that is started later: this process is about to end. Any thread.
void ct_run_end(void);

// Lines, outside of an open screen.

// Opens the terminal behind `fd` once more, so that reading never blocks and nothing changes for
// those it is shared with: what poll saw may be gone, because Ctrl-C throws away what was typed.
// `fd` itself where it is no terminal, or one that cannot be opened.
int32_t ct_input_open(int32_t fd);
void ct_input_close(int32_t own, int32_t fd);

// Turns echo and line editing off until ct_echo_restore; every way out of the process turns them on
// again. 0, or -1 when `fd` is no terminal.
int32_t ct_echo_hide(int32_t fd);
void ct_echo_restore(void);

#endif
