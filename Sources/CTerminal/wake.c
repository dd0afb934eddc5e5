// The wake pipe: how signals and other threads reach the terminal's thread.

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <unistd.h>

int32_t ct_pipe(int32_t *reader, int32_t *writer) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
  }
  *reader = ends[0];
  *writer = ends[1];
  return 0;
}

void ct_wake(int32_t writer, uint8_t what) {
  int kept = errno;
  while (write(writer, &what, 1) < 0 && errno == EINTR) {
  }
  errno = kept;
}

int32_t ct_woken(int32_t reader) {
  uint8_t what = 0;
  for (;;) {
    ssize_t count = read(reader, &what, 1);
    if (count == 1) return what;
    if (count < 0 && errno == EINTR) continue;
    return -1;
  }
}

int32_t ct_wait(int32_t input, int32_t reader, int32_t milliseconds) {
  struct pollfd ends[2] = {{.fd = input, .events = POLLIN}, {.fd = reader, .events = POLLIN}};
  int count = poll(ends, 2, milliseconds);
  // An interrupted sleep has nothing to tell: the handler has written into the pipe.
  if (count <= 0) return 0;
  int32_t ready = 0;
  if (ends[0].revents & POLLIN) ready |= CT_READY_INPUT;
  if (ends[0].revents & (POLLHUP | POLLERR | POLLNVAL)) ready |= CT_READY_HANGUP;
  if (ends[1].revents & POLLIN) ready |= CT_READY_WAKE;
  return ready;
}

int32_t ct_write(int32_t fd, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd end = {.fd = fd, .events = POLLOUT};
      poll(&end, 1, -1);
    } else if (!(written < 0 && errno == EINTR)) {
      return -1;
    }
  }
  return 0;
}

static const struct {
  int signal;
  uint8_t what;
} passed[] = {
    {SIGWINCH, CT_WAKE_RESIZE}, {SIGINT, CT_WAKE_INTERRUPT}, {SIGTERM, CT_WAKE_TERMINATE},
    {SIGHUP, CT_WAKE_HANGUP},   {SIGTSTP, CT_WAKE_STOP},     {SIGCONT, CT_WAKE_CONTINUE},
};
enum { passed_count = sizeof passed / sizeof passed[0] };
static struct sigaction passed_before[passed_count];
static int passed_caught[passed_count];
static struct sigaction pipe_before;
static atomic_int wake_writer = -1;

static void on_passed(int signal) {
  int writer = atomic_load(&wake_writer);
  for (int i = 0; writer >= 0 && i < passed_count; i++) {
    if (passed[i].signal == signal) ct_wake(writer, passed[i].what);
  }
}

void ct_signals_catch(int32_t writer) {
  atomic_store(&wake_writer, writer);
  for (int i = 0; i < passed_count; i++) {
    passed_caught[i] =
        ct_handler_install(passed[i].signal, on_passed, SA_RESTART, &passed_before[i]);
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, &pipe_before);
  ct_fatal_signals_catch();
}

void ct_signals_release(void) {
  ct_fatal_signals_release();
  sigaction(SIGPIPE, &pipe_before, NULL);
  for (int i = 0; i < passed_count; i++) {
    if (passed_caught[i]) sigaction(passed[i].signal, &passed_before[i], NULL);
    passed_caught[i] = 0;
  }
  atomic_store(&wake_writer, -1);
}
