#define _GNU_SOURCE
#include "calls.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "refusals.h"

enum { MAX_PARTS = 64 };

int memory = -1;
pid_t program;

#define PATHS(name, path, second, refusals) \
  {SYS_##name, #name, path, second, SILENT, refusals, 0}
#define DESCRIPTOR(name, bytes, refusals) {SYS_##name, #name, -1, -1, bytes, refusals, 0}
#define LOOK(name, path) {SYS_##name, #name, path, -1, SILENT, IO, 1}
static const struct call calls[] = {
#ifdef SYS_open  // aarch64 has only the forms that take a directory.
    PATHS(open, 0, -1, OPENING),
    PATHS(mkdir, 0, -1, NAMING),
    PATHS(unlink, 0, -1, REMOVING),
    PATHS(link, 0, 1, NAMING),
    PATHS(rename, 0, 1, NAMING),
    LOOK(stat, 0),
    LOOK(lstat, 0),
#endif
    PATHS(openat, 1, -1, OPENING),
    PATHS(mkdirat, 1, -1, NAMING),
    PATHS(unlinkat, 1, -1, REMOVING),
    PATHS(linkat, 1, 3, NAMING),
    PATHS(renameat, 1, 3, NAMING),
    PATHS(renameat2, 1, 3, NAMING),
    DESCRIPTOR(fsync, SILENT, SYNCING),
    DESCRIPTOR(fdatasync, SILENT, SYNCING),
    DESCRIPTOR(ftruncate, SILENT, IO | ROFS | INTR),
    DESCRIPTOR(flock, SILENT, INTR | NOLCK),
    DESCRIPTOR(fchmod, SILENT, IO | ROFS),
    DESCRIPTOR(getdents64, SILENT, IO),
    DESCRIPTOR(close, SILENT, IO | NOSPC | DQUOT | INTR),
    DESCRIPTOR(shutdown, SILENT, 0),
    DESCRIPTOR(socket, SILENT, 0),
    DESCRIPTOR(connect, SILENT, 0),
    DESCRIPTOR(recvmsg, SILENT, 0),
    DESCRIPTOR(sendmsg, SILENT, 0),
    DESCRIPTOR(read, READS, IO | INTR | SHORT),
    DESCRIPTOR(pread64, READS, IO | INTR | SHORT),
    DESCRIPTOR(recvfrom, READS, 0),
    DESCRIPTOR(write, WRITES, WRITING),
    DESCRIPTOR(pwrite64, WRITES, WRITING),
    DESCRIPTOR(sendto, WRITES, 0),
    DESCRIPTOR(readv, READS_PARTS, IO | INTR),
    DESCRIPTOR(writev, WRITES_PARTS, IO | INTR | NOSPC | DQUOT),
    LOOK(fstat, -1),
    LOOK(newfstatat, 1),
};

const struct call *call_of(unsigned long long number) {
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (calls[i].number == (long)number) return &calls[i];
  return NULL;
}

static size_t fetch(unsigned long long address, void *to, size_t size) {
  ssize_t count = pread(memory, to, size, (off_t)address);
  return count > 0 ? (size_t)count : 0;
}

static void name_descriptor(char *text, unsigned long long descriptor) {
  char link[64];
  snprintf(link, sizeof link, "/proc/%d/fd/%d", program, (int)descriptor);
  ssize_t length = readlink(link, text, PATH_MAX - 1);
  text[length < 0 ? 0 : length] = 0;
}

// The argument before a path is the directory that it begins in, if there is one.
static void add_path(char *text, const struct thread *one, int path) {
  char name[PATH_MAX] = "";
  size_t length = strlen(text);
  fetch(one->arguments[path], name, sizeof name - 1);
  if (name[0] != '/' && path % 2 == 1 && (int)one->arguments[path - 1] != AT_FDCWD) {
    name_descriptor(text + length, one->arguments[path - 1]);
    if (name[0] == 0) return;
    length += strlen(text + length);
    text[length++] = '/';
  }
  snprintf(text + length, sizeof one->target - length, "%s", name);
}

void find_target(struct thread *one) {
  const struct call *call = one->call;
  one->target[0] = 0;
  if (call->path >= 0) {
    add_path(one->target, one, call->path);
    if (call->second < 0) return;
    strcat(one->target, " ");
    add_path(one->target, one, call->second);
  } else if (call->number != SYS_socket) {
    name_descriptor(one->target, one->arguments[0]);
  }
}

void add_bytes(char *text, const struct thread *one, size_t limit) {
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

int is_in(const struct thread *one, const char *directory) {
  size_t length = strlen(directory);
  char end = one->target[length];
  return strncmp(one->target, directory, length) == 0 && (end == 0 || end == '/' || end == ' ');
}
