// The screen itself: the only place that includes curses.

#include "CTerminal.h"
#include "internal.h"

#include <curses.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// What curses knows nothing of; without a bit, always on.
static const struct {
  int32_t bit;
  const char *on;
  const char *off;
} modes[] = {
    {0, "\033[?2004h", "\033[?2004l"},
    {CT_MODE_MOUSE, "\033[?1000h\033[?1006h", "\033[?1006l\033[?1000l"},
    // The terminal puts its title aside, and takes it back.
    {CT_MODE_TITLE, "\033[22;0t", "\033[23;0t"},
};
enum { mode_count = sizeof modes / sizeof modes[0] };

static SCREEN *screen;
static FILE *input_file;
static FILE *output_file;
static int input_fd;
static int output_fd;
static struct termios saved_line;
static int line_is_saved;
static int32_t wanted;
static char leave_bytes[512];
static size_t leave_count;

static int is_wanted(int mode) { return modes[mode].bit == 0 || (modes[mode].bit & wanted); }

static void set_modes(int on) {
  for (int i = 0; i < mode_count; i++) {
    const char *text = on ? modes[i].on : modes[i].off;
    if (is_wanted(i)) ct_write(output_fd, (const uint8_t *)text, strlen(text));
  }
}

static void prepare_leaving(void) {
  leave_count = 0;
  for (int i = 0; i < mode_count; i++) {
    if (!is_wanted(i)) continue;
    memcpy(leave_bytes + leave_count, modes[i].off, strlen(modes[i].off));
    leave_count += strlen(modes[i].off);
  }
  leave_count += ct_leaving_bytes(leave_bytes + leave_count, sizeof leave_bytes - leave_count);
}

static void arm(void) {
  if (line_is_saved) {
    ct_restoration_arm(input_fd, output_fd, &saved_line, leave_bytes, leave_count);
  }
}

static void drop_files(void) {
  if (input_file != NULL) fclose(input_file);
  if (output_file != NULL) fclose(output_file);
  input_file = output_file = NULL;
}

static FILE *second_file(int fd, const char *mode) {
  int copy = dup(fd);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (file == NULL) close(copy);
  return file;
}

static int is_of_modest_size(int fd) {
  int32_t rows = 0;
  int32_t columns = 0;
  ct_size(fd, &rows, &columns);
  return rows <= 1000 && columns <= 1000;
}

int32_t ct_open(const char *term, int32_t input, int32_t output, int32_t extra) {
  if (screen != NULL) return -1;
  input_fd = input;
  output_fd = output;
  wanted = extra;
  line_is_saved = tcgetattr(input, &saved_line) == 0;
  input_file = second_file(input, "r");
  output_file = second_file(output, "w");
  // The size is asked for afterwards: a claimed size must not decide how much memory is taken.
  use_env(FALSE);
  if (input_file != NULL && output_file != NULL) {
    screen = newterm((char *)term, output_file, input_file);
    if (screen == NULL && is_of_modest_size(output)) {
      // Some descriptions name no size, the Linux console's among them.
      use_env(TRUE);
      screen = newterm((char *)term, output_file, input_file);
    }
  }
  if (screen == NULL) {
    drop_files();
    return -1;
  }
  prepare_leaving();
  arm();
  set_escdelay(25);
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  // Finish a frame even when keys are waiting: half a screen is worth nothing.
  typeahead(-1);
  ct_name_keys();
  set_modes(1);
  return 0;
}

void ct_give_back(void) {
  if (screen == NULL) return;
  set_modes(0);
  curs_set(1);
  endwin();
  if (line_is_saved) tcsetattr(input_fd, TCSANOW, &saved_line);
  ct_restoration_disarm();
}

void ct_close(void) {
  if (screen == NULL) return;
  ct_give_back();
  delscreen(screen);
  screen = NULL;
  drop_files();
}

void ct_take_again(void) {
  if (screen == NULL) return;
  reset_prog_mode();
  arm();
  set_modes(1);
  ct_repaint();
}

void ct_reenter(void) {
  if (screen == NULL) return;
  // A title is put aside once for each time that it is taken back.
  set_modes(0);
  // Through endwin, so that the alternate screen and the key mode are entered anew. The line is as
  // the shell left it: what curses remembers is used, what is set now is not.
  endwin();
  ct_take_again();
}

void ct_suspend(void) {
  if (screen == NULL) return;
  ct_give_back();

  struct sigaction plain = {.sa_handler = SIG_IGN};
  struct sigaction stop_before;
  struct sigaction continue_before;
  sigemptyset(&plain.sa_mask);
  sigaction(SIGTSTP, &plain, &stop_before);
  // The whole group, as the terminal's own key would; a wrapping script must not wait for us.
  kill(0, SIGTSTP);
  // Ignored anew, so that ours is dropped too where it was only held back: it would stop us twice.
  sigaction(SIGTSTP, &plain, NULL);
  plain.sa_handler = SIG_DFL;
  sigaction(SIGCONT, &plain, &continue_before);
  sigaction(SIGTSTP, &plain, NULL);
  // A thread that was started by a pool's thread has every signal blocked, as that one has.
  sigset_t stop;
  sigset_t mask_before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask_before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
  sigaction(SIGTSTP, &stop_before, NULL);
  sigaction(SIGCONT, &continue_before, NULL);

  ct_take_again();
}

void ct_size(int32_t fd, int32_t *rows, int32_t *columns) {
  struct winsize size = {0};
  int known = ioctl(fd, TIOCGWINSZ, &size) == 0;
  *rows = known && size.ws_row > 0 ? size.ws_row : 24;
  *columns = known && size.ws_col > 0 ? size.ws_col : 80;
}

void ct_resize(int32_t rows, int32_t columns) { resize_term(rows, columns); }

int32_t ct_colours(void) { return has_colors() ? tigetnum((char *)"colors") : 0; }

void ct_start_colours(void) {
  start_color();
  use_default_colors();
}

void ct_pair(int32_t pair, int32_t foreground, int32_t background) {
#if NCURSES_VERSION_PATCH >= 20170401
  init_extended_pair(pair, foreground, background);
#else
  init_pair((short)pair, (short)foreground, (short)background);
#endif
}

static attr_t attributes_of(int32_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & CT_BOLD) result |= A_BOLD;
  if (attributes & CT_REVERSE) result |= A_REVERSE;
  if (attributes & CT_UNDERLINE) result |= A_UNDERLINE;
  return result;
}

// One base with its marks in one cell.
static void put_cell(
    int row, int column, wchar_t *text, int count, attr_t attributes, int32_t pair) {
  cchar_t cell;
  text[count] = L'\0';
#if NCURSES_VERSION_PATCH >= 20170401
  int wide_pair = pair;
  if (setcchar(&cell, text, attributes, (short)pair, &wide_pair) == OK) {
#else
  if (setcchar(&cell, text, attributes, (short)pair, NULL) == OK) {
#endif
    mvadd_wch(row, column, &cell);
  }
}

void ct_put(
    int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t width,
    int32_t pair, int32_t attributes) {
  attr_t drawn = attributes_of(attributes);
  wchar_t text[CCHARW_MAX + 1];
  int used = 0;
  int filled = 0;
  // ncurses trusts the host's widths. A grapheme of several bases takes several cells; one that the
  // host sees otherwise than we do becomes question marks, so that columns never move.
  for (int32_t i = 0; i < count; i++) {
    int columns = wcwidth((wchar_t)scalars[i]);
    if (columns == 0 && used > 0) {
      if (used < CCHARW_MAX) text[used++] = (wchar_t)scalars[i];
      continue;
    }
    if (columns <= 0) continue;
    if (filled + columns > width) break;
    if (used > 0) put_cell(row, column + filled - wcwidth(text[0]), text, used, drawn, pair);
    text[0] = (wchar_t)scalars[i];
    used = 1;
    filled += columns;
  }
  if (used > 0) put_cell(row, column + filled - wcwidth(text[0]), text, used, drawn, pair);
  for (; filled < width; filled++) {
    text[0] = L'?';
    put_cell(row, column + filled, text, 1, drawn, pair);
  }
}

void ct_erase(void) { erase(); }

void ct_repaint(void) { clearok(curscr, TRUE); }

void ct_cursor(int32_t row, int32_t column) {
  if (row < 0) {
    curs_set(0);
  } else {
    curs_set(1);
    move(row, column);
  }
}

void ct_refresh(void) { refresh(); }
