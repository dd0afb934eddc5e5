// Runs a program under ptrace, counts its file and socket calls, and kills it or refuses it one of
// them.
//
//   supervise TRACE [--kill-at K] [--at GLOB]... [--after M]
//             [--scope DIRECTORY [--refuse HOW] [--refuse-at N]] -- PROGRAM ARGUMENT...
//
// One counter runs over all threads. A call is written into TRACE when it is entered (`>`) and when
// it has returned (`<`):
//
//   NUMBER THREAD > NAME TARGET BYTES
//   NUMBER THREAD < NAME TARGET RESULT BYTES
//
// `--kill-at K` kills at the entry of call K, which then never happens. Threads take turns anew in
// every run, so a place in the program is aimed at by what its calls look like: each glob is met by
// a line's text from the arrow on, one after the other, calls that failed left out. The kill comes
// with the last one, or at the entry of the M-th call after it. The last line is `killed MS`, in
// milliseconds since 1970. The exit code is the program's, or 128 and the number of its signal.
//
// With `--scope` the calls on files in that directory have numbers of their own, and each has a
// third line, which says how the system could refuse it:
//
//   NUMBER THREAD = N NAME TARGET HOW...
//
// HOW is an error, or `short` for half of the bytes; with a `+`, from there on whatever can be
// refused so. It meets the call N, or the first after it that can be refused so, or in place of the
// kill the one whose entry meets the last glob. A line with `!` in place of `=` tells of it.
//
// Counted: calls that reach a file, a directory or a socket. Not counted: those that only look
// (stat, access, lseek, getsockname; in the scope stat is) or only set up the process (mmap, fcntl,
// setsockopt, epoll), and those on an eventfd, timerfd or signalfd: they leave nothing behind, and
// how many there are hangs on how the threads meet.

#define _GNU_SOURCE
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "calls.h"

enum { MAX_THREADS = 256, MAX_GLOBS = 16 };

static struct thread threads[MAX_THREADS];
static const char *globs[MAX_GLOBS + 1], *scope;
static long kill_at, after, counted, kill_then, refuse_at, counted_in_scope;
static int next_glob, is_killed, refusal, lasts, has_begun;
static FILE *trace;

static void fail(const char *what) {
  perror(what);
  exit(125);  // The program goes with its supervisor.
}

static struct thread *thread_of(pid_t id) {
  for (struct thread *one = threads; one < threads + MAX_THREADS; one++) {
    if (one->id == 0) one->id = id;
    if (one->id == id) return one;
  }
  fputs("supervise: too many threads\n", stderr);
  exit(125);
}

static void kill_program(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  kill(program, SIGKILL);
  is_killed = 1;
  fprintf(trace, "killed %lld\n", now.tv_sec * 1000LL + now.tv_nsec / 1000000);
}

static void tell(const struct thread *one, const char *text) {
  fprintf(trace, "%ld %d %s\n", one->count, one->id, text);
}

// Whether the last glob has just been met, and nothing is to come after it.
static int is_struck(const char *text) {
  if (globs[next_glob] == NULL || fnmatch(globs[next_glob], text, 0) != 0) return 0;
  if (globs[++next_glob] != NULL) return 0;
  kill_then = counted + after;
  return after == 0;
}

// Whether this call on a file is refused, now that it begins.
static int is_refused(const struct thread *one, int is_aimed) {
  if (refusal == 0 || !can_be_refused(one, refusal)) return 0;
  if (has_begun) return lasts;
  has_begun = is_aimed || (refuse_at > 0 && counted_in_scope >= refuse_at);
  return has_begun;
}

static void enter(struct thread *one, const struct __ptrace_syscall_info *info) {
  static char text[MAX_TEXT];
  one->call = call_of(info->entry.nr);
  if (one->call == NULL) return;
  memcpy(one->arguments, info->entry.args, sizeof one->arguments);
  find_target(one);
  int scoped = scope != NULL && is_in(one, scope);
  if (strncmp(one->target, "anon_inode:", 11) == 0 || (one->call->looks && !scoped)) {
    one->call = NULL;
    return;
  }
  one->count = ++counted;
  one->refused = 0;
  sprintf(text, "> %s %s ", one->call->name, one->target);
  if (one->call->bytes == WRITES || one->call->bytes == WRITES_PARTS)
    add_bytes(text, one, SIZE_MAX);
  tell(one, text);
  int struck = is_struck(text);
  if (refusal == 0 && (struck || counted == kill_at || counted == kill_then)) kill_program();
  if (!scoped) return;
  sprintf(text, "= %ld %s %s", ++counted_in_scope, one->call->name, one->target);
  add_refusals(text, one);
  tell(one, text);
  if (!is_refused(one, struck)) return;
  sprintf(text, "! %s %s", one->call->name, one->target);
  tell(one, text);
  refuse(one, refusal);
}

static void leave(struct thread *one, long long result) {
  static char text[MAX_TEXT];
  if (one->call == NULL) return;
  if (one->refused) result = refuse_result(one, result);
  sprintf(text, "< %s %s %lld ", one->call->name, one->target, result);
  if (one->call->bytes != SILENT && result > 0) add_bytes(text, one, (size_t)result);
  tell(one, text);
  one->call = NULL;
  if (result >= 0 && is_struck(text) && refusal == 0) kill_program();
}

static void at_call(pid_t id) {
  struct __ptrace_syscall_info info;
  if (is_killed || ptrace(PTRACE_GET_SYSCALL_INFO, id, sizeof info, &info) <= 0) return;
  if (info.op == PTRACE_SYSCALL_INFO_ENTRY) enter(thread_of(id), &info);
  if (info.op == PTRACE_SYSCALL_INFO_EXIT) leave(thread_of(id), info.exit.rval);
}

// A new program has a new memory.
static void at_exec(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", program);
  memory = open(path, O_RDONLY | O_CLOEXEC);
  if (memory < 0) fail(path);
}

static int follow(void) {
  int status, code = 125;
  pid_t id;
  while ((id = waitpid(-1, &status, __WALL)) > 0) {
    if (!WIFSTOPPED(status)) {
      if (id == program) code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      continue;
    }
    int stop = WSTOPSIG(status), event = status >> 16, passed = 0;
    if (stop == (SIGTRAP | 0x80)) at_call(id);
    else if (event == PTRACE_EVENT_EXEC) at_exec();
    // A new thread begins with a stop that is ours and not the program's.
    else if (event == 0 && stop != SIGSTOP) passed = stop;
    ptrace(PTRACE_SYSCALL, id, 0, passed);
  }
  return code;
}

static void start(char **command) {
  program = fork();
  if (program < 0) fail("fork");
  if (program == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    execv(command[0], command);
    fail(command[0]);
  }
  int status;
  if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status)) fail("waitpid");
  // Programs that it starts are not followed: their calls are not its own.
  long options =
      PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD;
  if (ptrace(PTRACE_SETOPTIONS, program, 0, options) != 0) fail("ptrace");
  ptrace(PTRACE_SYSCALL, program, 0, 0);
}

// Whether it is an option with a value that it can have.
static int is_taken(const char *name, const char *value) {
  static int found = 0;
  if (strcmp(name, "--kill-at") == 0) kill_at = atol(value);
  else if (strcmp(name, "--after") == 0) after = atol(value);
  else if (strcmp(name, "--at") == 0 && found < MAX_GLOBS) globs[found++] = value;
  else if (strcmp(name, "--scope") == 0) scope = value;
  else if (strcmp(name, "--refuse-at") == 0) refuse_at = atol(value);
  else if (strcmp(name, "--refuse") == 0) {
    size_t length = strcspn(value, "+");
    lasts = value[length] == '+';
    refusal = refusal_of(value, length);
    return refusal != 0;
  } else return 0;
  return 1;
}

int main(int count, char **arguments) {
  int i = 2;
  while (i + 1 < count && is_taken(arguments[i], arguments[i + 1])) i += 2;
  if (i + 1 >= count || strcmp(arguments[i], "--") != 0) {
    fputs("supervise TRACE [--kill-at K] [--at GLOB]... [--after M]\n"
          "          [--scope DIRECTORY [--refuse HOW] [--refuse-at N]] -- PROGRAM...\n", stderr);
    return 125;
  }
  trace = fopen(arguments[1], "we");
  if (trace == NULL) fail(arguments[1]);
  start(arguments + i + 1);
  int code = follow();
  fclose(trace);
  return code;
}
