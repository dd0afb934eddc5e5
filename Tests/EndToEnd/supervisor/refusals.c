#define _GNU_SOURCE
#include "refusals.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>

#include "calls.h"

static const struct refusal {
  int bit;
  const char *name;
  int error;
} refusals[] = {
    {NOSPC, "ENOSPC", ENOSPC}, {DQUOT, "EDQUOT", EDQUOT}, {IO, "EIO", EIO},
    {ROFS, "EROFS", EROFS},    {ACCES, "EACCES", EACCES}, {MFILE, "EMFILE", EMFILE},
    {INTR, "EINTR", EINTR},    {NOLCK, "ENOLCK", ENOLCK}, {INVAL, "EINVAL", EINVAL},
    {SHORT, "short", 0},
};
enum { COUNT = sizeof refusals / sizeof *refusals };

#if defined __x86_64__
#define RESULT(registers) (registers).rax
#define SIZE(registers) (registers).rdx
#elif defined __aarch64__
#define RESULT(registers) (registers).regs[0]
#define SIZE(registers) (registers).regs[2]
#else
#error "not ported to this processor"
#endif

int refusal_of(const char *name, size_t length) {
  for (int i = 0; i < COUNT; i++)
    if (strlen(refusals[i].name) == length && strncmp(refusals[i].name, name, length) == 0)
      return refusals[i].bit;
  return 0;
}

static int possible(const struct thread *one) {
  int set = one->call->refusals;
  // Only what is opened to be written needs room.
  int is_opening = one->call->path >= 0 && strncmp(one->call->name, "open", 4) == 0;
  int flags = is_opening ? (int)one->arguments[one->call->path + 1] : 0;
  if (is_opening && (flags & O_ACCMODE) == O_RDONLY) set &= ~FULL;
  // One byte is not to be had by halves.
  if (one->call->bytes != SILENT && one->arguments[2] < 2) set &= ~SHORT;
  return set;
}

int can_be_refused(const struct thread *one, int refusal) { return (possible(one) & refusal) != 0; }

void add_refusals(char *text, const struct thread *one) {
  int set = possible(one);
  for (int i = 0; i < COUNT; i++) {
    if ((set & refusals[i].bit) == 0) continue;
    strcat(text, " ");
    strcat(text, refusals[i].name);
  }
}

static struct user_regs_struct registers_of(pid_t thread) {
  struct user_regs_struct registers;
  struct iovec all = {&registers, sizeof registers};
  if (ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &all) != 0) {
    perror("ptrace");
    exit(125);
  }
  return registers;
}

static void set_registers(pid_t thread, struct user_regs_struct registers) {
  struct iovec all = {&registers, sizeof registers};
  ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &all);
}

void refuse(struct thread *one, int refusal) {
  one->refused = refusal;
  // Closing may fail, but what was open is closed all the same.
  if (one->call->number == SYS_close) return;
  struct user_regs_struct registers = registers_of(one->id);
  if (refusal == SHORT) {
    SIZE(registers) /= 2;
    set_registers(one->id, registers);
    return;
  }
#if defined __x86_64__
  registers.orig_rax = (unsigned long long)-1;
  set_registers(one->id, registers);
#else
  int none = -1;
  struct iovec number = {&none, sizeof none};
  ptrace(PTRACE_SETREGSET, one->id, NT_ARM_SYSTEM_CALL, &number);
#endif
}

long long refuse_result(const struct thread *one, long long result) {
  for (int i = 0; i < COUNT; i++) {
    if (refusals[i].bit != one->refused || refusals[i].error == 0) continue;
    struct user_regs_struct registers = registers_of(one->id);
    result = -refusals[i].error;
    RESULT(registers) = (unsigned long long)result;
    set_registers(one->id, registers);
  }
  return result;
}
