// Runs a program under ptrace, counts its file and socket calls, and kills it at one of them.
//
//   supervise TRACE [--kill-at K] [--at GLOB]... [--after M] -- PROGRAM ARGUMENT...
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
// Counted: calls that reach a file, a directory or a socket. Not counted: those that only look
// (stat, access, lseek, getsockname) or only set up the process (mmap, fcntl, setsockopt, epoll),
// and those on an eventfd, timerfd or signalfd: they leave nothing behind, and how many there are
// hangs on how the threads meet.

#define _GNU_SOURCE
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  MAX_BYTES = 1 << 16,
  MAX_TEXT = MAX_BYTES + 3 * PATH_MAX,
  MAX_THREADS = 256,
  MAX_GLOBS = 16,
  MAX_PARTS = 64,
};

enum bytes { SILENT, READS, WRITES, READS_PARTS, WRITES_PARTS };

struct call {
  long number;
  const char *name;
  int path, second;  // Which arguments are paths; without one the first is a descriptor.
  enum bytes bytes;
};

#define PATHS(name, path, second) {SYS_##name, #name, path, second, SILENT}
#define DESCRIPTOR(name, bytes) {SYS_##name, #name, -1, -1, bytes}
static const struct call calls[] = {
#ifdef SYS_open  // aarch64 has only the forms that take a directory.
    PATHS(open, 0, -1),          PATHS(mkdir, 0, -1),       PATHS(unlink, 0, -1),
    PATHS(link, 0, 1),           PATHS(rename, 0, 1),
#endif
    PATHS(openat, 1, -1),        PATHS(mkdirat, 1, -1),     PATHS(unlinkat, 1, -1),
    PATHS(linkat, 1, 3),         PATHS(renameat, 1, 3),     PATHS(renameat2, 1, 3),
    DESCRIPTOR(fsync, SILENT),   DESCRIPTOR(fdatasync, SILENT), DESCRIPTOR(ftruncate, SILENT),
    DESCRIPTOR(flock, SILENT),   DESCRIPTOR(fchmod, SILENT),    DESCRIPTOR(getdents64, SILENT),
    DESCRIPTOR(close, SILENT),   DESCRIPTOR(shutdown, SILENT),  DESCRIPTOR(socket, SILENT),
    DESCRIPTOR(connect, SILENT), DESCRIPTOR(recvmsg, SILENT),   DESCRIPTOR(sendmsg, SILENT),
    DESCRIPTOR(read, READS),     DESCRIPTOR(pread64, READS),    DESCRIPTOR(recvfrom, READS),
    DESCRIPTOR(write, WRITES),   DESCRIPTOR(pwrite64, WRITES),  DESCRIPTOR(sendto, WRITES),
    DESCRIPTOR(readv, READS_PARTS), DESCRIPTOR(writev, WRITES_PARTS),
};

// What a thread is in the middle of.
static struct thread {
  pid_t id;
  const struct call *call;  // NULL when it is none that counts.
  long count;
  unsigned long long arguments[6];
  char target[2 * PATH_MAX];
} threads[MAX_THREADS];

static const char *globs[MAX_GLOBS + 1];
static long kill_at, after, counted, kill_then;
static int next_glob, memory = -1, is_killed;
static pid_t program;
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

static const struct call *call_of(unsigned long long number) {
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (calls[i].number == (long)number) return &calls[i];
  return NULL;
}

static size_t fetch(unsigned long long address, void *to, size_t size) {
  ssize_t count = pread(memory, to, size, (off_t)address);
  return count > 0 ? (size_t)count : 0;
}

static void find_target(struct thread *one) {
  char *text = one->target, link[64];
  const struct call *call = one->call;
  memset(text, 0, sizeof one->target);
  if (call->path >= 0) {
    fetch(one->arguments[call->path], text, PATH_MAX - 1);
    size_t length = strlen(text);
    memset(text + length, 0, PATH_MAX - length);
    if (call->second < 0) return;
    text[length++] = ' ';
    fetch(one->arguments[call->second], text + length, PATH_MAX - 1);
  } else if (call->number != SYS_socket) {
    snprintf(link, sizeof link, "/proc/%d/fd/%d", program, (int)one->arguments[0]);
    if (readlink(link, text, PATH_MAX - 1) < 0) text[0] = 0;
  }
}

// The first `limit` bytes of what a call writes or has read, as one line.
static void add_bytes(char *text, const struct thread *one, size_t limit) {
  struct iovec parts[MAX_PARTS] = {{(void *)one->arguments[1], one->arguments[2]}};
  size_t count = 1, length = strlen(text), end = length + (limit < MAX_BYTES ? limit : MAX_BYTES);
  if (one->call->bytes == READS_PARTS || one->call->bytes == WRITES_PARTS) {
    count = one->arguments[2] < MAX_PARTS ? one->arguments[2] : MAX_PARTS;
    count = fetch(one->arguments[1], parts, count * sizeof *parts) / sizeof *parts;
  }
  for (size_t i = 0; i < count && length < end; i++) {
    size_t size = parts[i].iov_len < end - length ? parts[i].iov_len : end - length;
    size = fetch((unsigned long long)parts[i].iov_base, text + length, size);
    for (; size > 0; size--, length++)
      if (text[length] < ' ' || text[length] > '~') text[length] = '.';
  }
  text[length] = 0;
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

static void enter(struct thread *one, const struct __ptrace_syscall_info *info) {
  static char text[MAX_TEXT];
  one->call = call_of(info->entry.nr);
  if (one->call == NULL) return;
  memcpy(one->arguments, info->entry.args, sizeof one->arguments);
  find_target(one);
  if (strncmp(one->target, "anon_inode:", 11) == 0) {
    one->call = NULL;
    return;
  }
  one->count = ++counted;
  sprintf(text, "> %s %s ", one->call->name, one->target);
  if (one->call->bytes == WRITES || one->call->bytes == WRITES_PARTS)
    add_bytes(text, one, SIZE_MAX);
  tell(one, text);
  if (counted == kill_at || counted == kill_then || is_struck(text)) kill_program();
}

static void leave(struct thread *one, long long result) {
  static char text[MAX_TEXT];
  if (one->call == NULL) return;
  sprintf(text, "< %s %s %lld ", one->call->name, one->target, result);
  if (one->call->bytes != SILENT && result > 0) add_bytes(text, one, (size_t)result);
  tell(one, text);
  one->call = NULL;
  if (result >= 0 && is_struck(text)) kill_program();
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

int main(int count, char **arguments) {
  int i = 2, found = 0;
  for (; i + 1 < count && strcmp(arguments[i], "--") != 0; i += 2) {
    const char *name = arguments[i], *value = arguments[i + 1];
    if (strcmp(name, "--kill-at") == 0) kill_at = atol(value);
    else if (strcmp(name, "--after") == 0) after = atol(value);
    else if (strcmp(name, "--at") == 0 && found < MAX_GLOBS) globs[found++] = value;
    else break;
  }
  if (i + 1 >= count || strcmp(arguments[i], "--") != 0) {
    fputs("supervise TRACE [--kill-at K] [--at GLOB]... [--after M] -- PROGRAM...\n", stderr);
    return 125;
  }
  trace = fopen(arguments[1], "we");
  if (trace == NULL) fail(arguments[1]);
  start(arguments + i + 1);
  int code = follow();
  fclose(trace);
  return code;
}
