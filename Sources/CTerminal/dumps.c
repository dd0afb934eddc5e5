// What a crash may write: no core, and no report of memory, which holds keys and tokens.

#include "CTerminal.h"
#include "internal.h"

#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

void ct_dumps_forbid(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
  // A core that goes to a program is not held by the limit. Nor may another process look inside.
  prctl(PR_SET_DUMPABLE, 0);
#endif
  // Swift's own report prints the bytes behind each register.
  for (int i = 0; i < ct_fatal_count; i++) {
    struct sigaction now;
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigemptyset(&plain.sa_mask);
    if (sigaction(ct_fatal[i], NULL, &now) != 0) continue;
    if (!(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_IGN) continue;
    sigaction(ct_fatal[i], &plain, NULL);
  }
}
