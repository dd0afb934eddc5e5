"""A program on a pseudo terminal: every byte is kept, and the line's state can be read."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time

import pyte

from conftest import BINARY


class Emulator(pyte.Screen):
    """A terminal that also scrolls a region on demand, which curses makes use of."""

    def scroll_up(self, count=1):
        self.scroll(count or 1, self.index, at=self.region()[1])

    def scroll_down(self, count=1):
        self.scroll(count or 1, self.reverse_index, at=self.region()[0])

    def region(self):
        return self.margins or (0, self.lines - 1)

    def scroll(self, count, move, at):
        row, self.cursor.y = self.cursor.y, at
        for _ in range(count):
            move()
        self.cursor.y = row


class Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down"}


class OnPty:
    """The program with a terminal as its input, and as its output unless that is `piped`."""

    def __init__(self, *arguments, env, size=(80, 24), piped=False):
        self.master, self.slave = os.openpty()
        self.resize(*size)
        self.line_before = termios.tcgetattr(self.slave)
        output = subprocess.PIPE if piped else self.slave
        self.process = subprocess.Popen(
            [str(BINARY), *map(str, arguments)], env=env, stdin=self.slave, stdout=output,
            stderr=subprocess.STDOUT if piped else self.slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.source = self.process.stdout.fileno() if piped else self.master
        self.told = b""
        self.emulator = Emulator(*size)
        self.stream = Stream(self.emulator)

    def resize(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text):
        os.write(self.master, text.encode())

    def read(self, seconds=0.0):
        """What comes within this time; more is waited for only while nothing has come."""
        ready, _, _ = select.select([self.source], [], [], seconds)
        if not ready:
            return b""
        try:
            part = os.read(self.source, 65536)
        except OSError:
            return b""
        self.told += part
        # The emulator would print the names of character sets.
        self.stream.feed(re.sub(rb"\x1b[()][B0]", b"", part))
        return part

    def screen(self):
        """What a terminal shows of it."""
        return "\n".join(line.rstrip() for line in self.emulator.display)

    def until_shown(self, text, timeout=30):
        """Reads until the screen shows a text."""
        deadline = time.monotonic() + timeout
        while text not in self.screen():
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"{text!r} did not show within {timeout} s:\n{self.screen()}")
            self.read(0.1)

    def until(self, pattern, timeout=30, since=0):
        """Reads until a pattern shows after `since`; answers where it ends."""
        pattern = re.compile(pattern.encode())
        deadline = time.monotonic() + timeout
        while not (found := pattern.search(self.told, since)):
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"{pattern.pattern!r} did not come within {timeout} s:\n"
                    + self.told[since:].decode(errors="replace"))
            self.read(0.1)
        return found.end()

    def end(self, timeout=20):
        """Reads until the program has left; answers its exit code."""
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "still running:\n" + self.text
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.returncode

    @property
    def text(self):
        return self.told.decode(errors="replace")

    def line(self):
        """The terminal line's settings now."""
        return termios.tcgetattr(self.slave)

    def signal(self, number):
        self.process.send_signal(number)

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        os.close(self.master)
        os.close(self.slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
