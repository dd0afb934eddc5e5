// Giving the terminal back when the process dies: Swift traps skip every `defer`.

#include "internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t armed;
static int input_fd;
static int output_fd;
static struct termios saved_line;
static char leave_bytes[512];
static size_t leave_count;

void ct_restoration_arm(
    int input, int output, const struct termios *saved, const char *bytes, size_t count) {
  armed = 0;
  input_fd = input;
  output_fd = output;
  saved_line = *saved;
  leave_count = count < sizeof leave_bytes ? count : sizeof leave_bytes;
  if (leave_count > 0) memcpy(leave_bytes, bytes, leave_count);
  armed = 1;
}

void ct_restoration_disarm(void) { armed = 0; }

void ct_restoration_run(void) {
  if (!armed) return;
  armed = 0;
  // A background process that sets the line would be stopped instead.
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGTTOU, &ignore, NULL);
  size_t done = 0;
  while (done < leave_count) {
    ssize_t written = write(output_fd, leave_bytes + done, leave_count - done);
    if (written > 0) {
      done += (size_t)written;
    } else if (written < 0 && errno != EINTR) {
      break;
    }
  }
  tcsetattr(input_fd, TCSANOW, &saved_line);
}

int ct_handler_install(int signal, void (*handler)(int), int flags, struct sigaction *old) {
  if (sigaction(signal, NULL, old) != 0) return 0;
  if (!(old->sa_flags & SA_SIGINFO) && old->sa_handler == SIG_IGN) return 0;
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL) == 0;
}

const int ct_fatal[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT};
static struct sigaction fatal_before[ct_fatal_count];
static int fatal_caught[ct_fatal_count];

static void on_fatal(int signal) {
  ct_restoration_run();
  // What was there before (mostly the default) gets the signal next.
  for (int i = 0; i < ct_fatal_count; i++) {
    if (ct_fatal[i] == signal) sigaction(signal, &fatal_before[i], NULL);
  }
  raise(signal);
}

void ct_fatal_signals_catch(void) {
  for (int i = 0; i < ct_fatal_count; i++) {
    fatal_caught[i] =
        ct_handler_install(ct_fatal[i], on_fatal, SA_NODEFER | SA_ONSTACK, &fatal_before[i]);
  }
}

void ct_fatal_signals_release(void) {
  for (int i = 0; i < ct_fatal_count; i++) {
    if (fatal_caught[i]) sigaction(ct_fatal[i], &fatal_before[i], NULL);
    fatal_caught[i] = 0;
  }
}
