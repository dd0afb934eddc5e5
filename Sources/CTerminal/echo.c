// Reading a secret: echo is off for one line, and on again however that ends.

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>

static const int leaving[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP};
enum { leaving_count = sizeof leaving / sizeof leaving[0] };
static struct sigaction leaving_before[leaving_count];
static int leaving_caught[leaving_count];

static int line_fd;
static struct termios shown;
static struct termios hidden;
static int is_hidden;

static void on_leaving(int signal) {
  int kept = errno;
  for (int i = 0; i < leaving_count; i++) {
    if (leaving[i] != signal) continue;
    struct sigaction ours;
    tcsetattr(line_fd, TCSANOW, &shown);
    sigaction(signal, &leaving_before[i], &ours);
    raise(signal);
    // Still here: stopped and continued, or the program decided to go on asking.
    tcsetattr(line_fd, TCSANOW, &hidden);
    sigaction(signal, &ours, NULL);
  }
  errno = kept;
}

int32_t ct_echo_hide(int32_t fd) {
  if (is_hidden || tcgetattr(fd, &shown) != 0) return -1;
  line_fd = fd;
  hidden = shown;
  // Not in lines either: a kernel line ends at 4095 bytes, and tokens can be longer.
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
  hidden.c_cc[VMIN] = 1;
  hidden.c_cc[VTIME] = 0;
  ct_restoration_arm(fd, fd, &shown, NULL, 0);
  ct_fatal_signals_catch();
  for (int i = 0; i < leaving_count; i++) {
    leaving_caught[i] = ct_handler_install(
        leaving[i], on_leaving, SA_NODEFER | SA_RESTART, &leaving_before[i]);
  }
  is_hidden = 1;
  // Typed ahead would have been echoed already; it stays, a paste may come early.
  if (tcsetattr(fd, TCSADRAIN, &hidden) == 0) return 0;
  ct_echo_restore();
  return -1;
}

void ct_echo_restore(void) {
  if (!is_hidden) return;
  is_hidden = 0;
  tcsetattr(line_fd, TCSADRAIN, &shown);
  for (int i = 0; i < leaving_count; i++) {
    if (leaving_caught[i]) sigaction(leaving[i], &leaving_before[i], NULL);
    leaving_caught[i] = 0;
  }
  ct_fatal_signals_release();
  ct_restoration_disarm();
}
