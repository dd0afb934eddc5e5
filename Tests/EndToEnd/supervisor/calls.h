// The calls that a supervised program makes on files and sockets: which there are, what each one is
// about, and how it can be refused.

#include <limits.h>
#include <sys/types.h>

enum {
  MAX_BYTES = 1 << 16,
  MAX_TEXT = MAX_BYTES + 3 * PATH_MAX,
};

enum bytes { SILENT, READS, WRITES, READS_PARTS, WRITES_PARTS };

struct call {
  long number;
  const char *name;
  int path, second;  // Which arguments are paths; without one the first is a descriptor.
  enum bytes bytes;
  int refusals;  // How the system may refuse it, on a file.
  int looks;     // It leaves nothing behind.
};

// What a thread is in the middle of.
struct thread {
  pid_t id;
  const struct call *call;  // NULL when it is none that counts.
  long count;
  unsigned long long arguments[6];
  char target[2 * PATH_MAX];
  int refused;
};

// The memory of the program, and its process.
extern int memory;
extern pid_t program;

const struct call *call_of(unsigned long long number);
void find_target(struct thread *one);

// Adds the first `limit` bytes of what a call writes or has read, as one line.
void add_bytes(char *text, const struct thread *one, size_t limit);

// Whether all that a call is about lies in `directory`.
int is_in(const struct thread *one, const char *directory);

// Refusals are a set of bits. By name, 0 when there is none; all of a call, added as words.
int refusal_of(const char *name, size_t length);
void add_refusals(char *text, const struct thread *one);
int can_be_refused(const struct thread *one, int refusal);

// At its entry a call is made to do nothing or less, and at its end to have failed.
void refuse(struct thread *one, int refusal);
long long refuse_result(const struct thread *one, long long result);
