// Reading from a terminal without ever being caught in it.

#include "CTerminal.h"

#include <fcntl.h>
#include <unistd.h>

int32_t ct_input_open(int32_t fd) {
  char name[256];
  if (!isatty(fd) || ttyname_r(fd, name, sizeof name) != 0) return fd;
  int own = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  return own < 0 ? fd : own;
}

void ct_input_close(int32_t own, int32_t fd) {
  if (own != fd) close(own);
}
