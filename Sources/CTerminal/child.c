// A program that has the terminal to itself for a while, as a shell gives it to one.

#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

// Keys of the terminal's own: they are meant for the program.
static const int typed[] = {SIGINT, SIGQUIT, SIGTSTP};
enum { typed_count = sizeof typed / sizeof typed[0] };

// Who ends this process must not have to wait for the program: it is told too.
static const int ending[] = {SIGTERM, SIGHUP};
enum { ending_count = sizeof ending / sizeof ending[0] };
static struct sigaction ending_before[ending_count];
static int ending_caught[ending_count];
static atomic_int running;
static atomic_int is_told;
static atomic_int is_over;

static void on_ending(int signal) {
  int kept = errno;
  atomic_store(&is_told, 1);
  pid_t child = atomic_load(&running);
  if (child > 0) kill(child, signal);
  for (int i = 0; i < ending_count; i++) {
    if (ending[i] != signal) continue;
    if (ending_before[i].sa_handler != SIG_DFL) {
      ending_before[i].sa_handler(signal);
    } else {
      sigaction(signal, &ending_before[i], NULL);
      raise(signal);
    }
  }
  errno = kept;
}

// Nothing but the terminal is for the program: connections that are open here are not.
static int keep_the_rest(posix_spawn_file_actions_t *actions, short *flags) {
#if defined(__APPLE__)
  *flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
  int failure = 0;
  for (int fd = 0; fd < 3 && failure == 0; fd++) {
    failure = posix_spawn_file_actions_addinherit_np(actions, fd);
  }
  return failure;
#elif defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  (void)flags;
  return posix_spawn_file_actions_addclosefrom_np(actions, 3);
#else
  (void)actions;
  (void)flags;
  long count = sysconf(_SC_OPEN_MAX);
  for (int fd = 3; fd < count && fd < 65536; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

// A pipe that holds all of it: what is handed over is short.
static int filled(const char *text) {
  int ends[2];
  size_t count = strlen(text);
  if (count > 4096 || pipe(ends) != 0) return -1;
  int failure = ct_write(ends[1], (const uint8_t *)text, count);
  close(ends[1]);
  if (failure == 0) return ends[0];
  close(ends[0]);
  return -1;
}

static int32_t spawn_and_wait(
    char *const *arguments, char *const *environment, const char *input) {
  int source = input == NULL ? -1 : filled(input);
  if (input != NULL && source < 0) return -1;
  posix_spawnattr_t attributes;
  if (posix_spawnattr_init(&attributes) != 0) {
    if (source >= 0) close(source);
    return -1;
  }
  sigset_t none;
  sigset_t usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  // Stopped by Ctrl-Z it would wait for a shell that knows nothing of it, so that stays ignored.
  const int told[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE};
  for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) sigaddset(&usual, told[i]);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  pid_t child;
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure == 0) {
    if (source >= 0) failure = posix_spawn_file_actions_adddup2(&actions, source, 0);
    if (failure == 0) failure = keep_the_rest(&actions, &flags);
    posix_spawnattr_setflags(&attributes, flags);
    if (failure == 0) {
      failure = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  if (source >= 0) close(source);
  if (failure != 0) return -1;
  atomic_store(&running, child);
  if (atomic_load(&is_over) || atomic_load(&is_told)) kill(child, SIGTERM);
  int status = 0;
  pid_t ended;
  do ended = waitpid(child, &status, 0);
  while (ended < 0 && errno == EINTR);
  atomic_store(&running, 0);
  if (ended < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void wait_for_enter(const char *words) {
  ct_write(STDOUT_FILENO, (const uint8_t *)words, strlen(words));
  int own = ct_input_open(STDIN_FILENO);
  struct pollfd end = {.fd = own, .events = POLLIN};
  char byte = 0;
  // A signal may come to another thread, so that nothing but the clock ends the sleep.
  while (byte != '\n' && !atomic_load(&is_told)) {
    if (poll(&end, 1, 100) <= 0) continue;
    ssize_t count = read(own, &byte, 1);
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) break;
  }
  ct_input_close(own, STDIN_FILENO);
}

void ct_run_end(void) {
  atomic_store(&is_over, 1);
  pid_t child = atomic_load(&running);
  if (child > 0) kill(child, SIGTERM);
}

int32_t ct_run(
    char *const *arguments, char *const *environment, const char *input, const char *after) {
  ct_give_back();
  struct termios line;
  int has_line = tcgetattr(STDIN_FILENO, &line) == 0;
  atomic_store(&is_told, 0);
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  struct sigaction before[typed_count];
  sigemptyset(&ignore.sa_mask);
  for (int i = 0; i < typed_count; i++) sigaction(typed[i], &ignore, &before[i]);
  for (int i = 0; i < ending_count; i++) {
    ending_caught[i] = ct_handler_install(ending[i], on_ending, SA_RESTART, &ending_before[i]);
  }
  int32_t result = spawn_and_wait(arguments, environment, input);
  // Whatever was typed for the program answers nothing here.
  if (has_line) tcsetattr(STDIN_FILENO, TCSAFLUSH, &line);
  if (result > 0 && after != NULL && !atomic_load(&is_told)) {
    wait_for_enter(after);
    tcflush(STDIN_FILENO, TCIFLUSH);
  }
  for (int i = 0; i < ending_count; i++) {
    if (ending_caught[i]) sigaction(ending[i], &ending_before[i], NULL);
  }
  for (int i = 0; i < typed_count; i++) sigaction(typed[i], &before[i], NULL);
  ct_take_again();
  return result;
}
