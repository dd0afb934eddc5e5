"""The wizard as a guest of a terminal: under a leader of its session, as under a shell, and what has
to be there again once it is gone."""

import contextlib
import fcntl
import os
import re
import signal
import subprocess
import termios
import time
import tty

import ptys
from walks import RAIL, words

ENTERED = {
    "the alternate screen": (b"\x1b[?1049h", b"\x1b[?1049l"),
    "bracketed paste": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "the mouse": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "the way the mouse tells": (b"\x1b[?1006h", b"\x1b[?1006l"),
    "keys of an application": (b"\x1b[?1h", b"\x1b[?1l"),
    "a title put aside": (b"\x1b[22;0;0t", b"\x1b[23;0;0t")}
TITLES = re.compile(
    rb"\x1b\][012];([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[(2[23]);[02](?:;[0-9]*)?t")
BEFORE = b"what the shell called it"


def led(lead):
    """In the child that is about to become the program: what stays is a leader of the session, as a
    shell is; only under one can a program be stopped and continued."""
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(1, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        return
    os.write(lead, str(child).encode())
    os.closerange(3, 256)
    status = os.waitpid(child, 0)[1]
    os._exit(os.waitstatus_to_exitcode(status) % 256)


class Guest(ptys.OnPty):
    """The wizard under a leader of its session; `apart`: its input is a terminal of its own."""

    def __init__(self, *arguments, env, size=(80, 24), apart=False):
        self.master, self.slave = os.openpty()
        self.resize(*size)
        self.hand, entry = os.openpty() if apart else (self.master, self.slave)
        self.line_before = termios.tcgetattr(self.slave)
        self.entry = entry
        if apart:
            # What is typed there comes as it is: only the line of the output is the program's.
            tty.setraw(entry)
        self.entry_before = termios.tcgetattr(entry)
        heard, lead = os.pipe()
        self.process = subprocess.Popen(
            [str(ptys.BINARY), *map(str, arguments)], env=env, stdin=entry, stdout=self.slave,
            stderr=self.slave, start_new_session=True,
            preexec_fn=lambda: led(lead))
        os.close(lead)
        with open(heard) as pipe:
            self.pid = int(pipe.read())
        self.source, self.told = self.master, b""
        self.emulator = ptys.Emulator(*size)
        self.stream = ptys.Stream(self.emulator)
        self.open = {self.master, self.slave, self.hand, self.entry}

    def type(self, text):
        os.write(self.hand, text.encode())

    def signal(self, number):
        os.kill(self.pid, number)

    def state(self):
        with contextlib.suppress(OSError):
            with open(f"/proc/{self.pid}/stat") as stat:
                return stat.read().rpartition(") ")[2][0]
        return "gone"

    def words(self):
        return words(self.screen())

    def expect(self, text, timeout=60):
        """Reads until the screen shows words, wherever its lines break."""
        text = " ".join(text.split())
        deadline = time.monotonic() + timeout
        while text not in self.words():
            assert time.monotonic() < deadline, f"{text!r} did not show:\n{self.screen()}"
            assert self.state() not in ("gone", "Z"), f"gone before {text!r}:\n{self.screen()}"
            self.read(0.1)

    def until_state(self, states, timeout=30):
        deadline = time.monotonic() + timeout
        while self.state() not in states:
            assert time.monotonic() < deadline, f"{self.state()} and not {states}"
            self.read(0.02)

    def row(self):
        rows = [RAIL.sub("", line) for line in self.screen().splitlines()]
        return next((row for row in rows if re.match(r"\s?(▸|>) ", row)), "")

    def choose(self, text):
        """Down to the row with these words, and takes it. A screen that still comes up would move
        the mark, and so would a second key before the first has moved it."""
        for _ in range(30):
            while self.read(0.12):
                pass
            before = self.row()
            if text in before:
                return self.type("\r")
            self.type("\x1b[B")
            deadline = time.monotonic() + 2
            while self.row() == before and time.monotonic() < deadline:
                self.read(0.05)
        raise AssertionError(f"no row {text!r}:\n{self.screen()}")

    def end(self, timeout=40):
        """Reads until it has left; answers how."""
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "still running:\n" + self.screen()
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.returncode

    def end_alone(self, timeout=40):
        """The same where the leader is no more, or nothing can be read."""
        deadline = time.monotonic() + timeout
        while self.state() not in ("gone", "Z"):
            assert time.monotonic() < deadline, "still running:\n" + self.screen()
            self.read(0.05)
        while self.read(0.05):
            pass

    def hang_up(self, descriptor):
        """The window is closed that has this end of a line."""
        self.open.remove(descriptor)
        os.close(descriptor)

    def read(self, seconds=0.0):
        if self.master not in self.open:
            time.sleep(seconds)
            return b""
        return super().read(seconds)

    def close(self):
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for descriptor in self.open:
            os.close(descriptor)


def wrongs(guest):
    """What is not as it was before the program came."""
    found = []
    if guest.master not in guest.open:
        return found
    if termios.tcgetattr(guest.slave) != guest.line_before:
        found.append("the line is not as it was")
    if guest.hand in guest.open and termios.tcgetattr(guest.entry) != guest.entry_before:
        found.append("the line of the input is not as it was")
    for name, (on, off) in ENTERED.items():
        if on in guest.told and guest.told.rfind(off) < guest.told.rfind(on):
            found.append(f"{name} stays")
    if guest.told.rfind(b"\x1b[?25l") > max(
            guest.told.rfind(b"\x1b[?25h"), guest.told.rfind(b"\x1b[?12l\x1b[?25h")):
        found.append("the cursor is hidden")
    title, aside = titles(guest.told)
    if title != BEFORE:
        found.append(f"the title is {title}")
    if aside:
        found.append("titles stay put aside")
    return found


def titles(told):
    """What a window is called after this, and what it would take back."""
    title, aside = BEFORE, []
    for found in TITLES.finditer(told):
        if found[2] == b"22":
            aside.append(title)
        elif found[2]:
            title = aside.pop() if aside else title
        else:
            title = found[1]
    return title, aside
