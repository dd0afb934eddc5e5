// What the machine knows of its terminals and its locale.

#include "CTerminal.h"
#include "internal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <strings.h>
#include <term.h>
#include <unistd.h>

int32_t ct_locale(const char *name) {
  if (setlocale(LC_CTYPE, name) == NULL) return -1;
  return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static const char *capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}

int32_t ct_supports(const char *term) {
  int error = 0;
  // What the description says, and not what the terminal has: curses begins with the former.
  use_env(FALSE);
  TERMINAL *before = cur_term;
  // The constness is lost in older headers; the name is only read.
  if (setupterm((char *)term, STDOUT_FILENO, &error) != OK) return -1;
  // curses takes as much memory as the description has places.
  int32_t able = capability("cup") != NULL && capability("clear") != NULL &&
                 tigetnum((char *)"lines") <= 1000 && tigetnum((char *)"cols") <= 1000;
  if (cur_term != NULL && cur_term != before) {
    TERMINAL *probed = cur_term;
    set_curterm(before);
    del_curterm(probed);
  }
  return able;
}

static char *leave_bytes;
static size_t leave_count;
static size_t leave_limit;

static int keep_byte(int byte) {
  if (leave_count < leave_limit) leave_bytes[leave_count++] = (char)byte;
  return byte;
}

size_t ct_leaving_bytes(char *bytes, size_t limit) {
  static const char *const names[] = {"rmkx", "sgr0", "cnorm", "rmcup"};
  leave_bytes = bytes;
  leave_count = 0;
  leave_limit = limit;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *value = capability(names[i]);
    if (value != NULL) tputs(value, 1, keep_byte);
  }
  return leave_count;
}
