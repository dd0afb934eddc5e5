"""The program on a pseudoterminal: first frame, memory, a whole walk."""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path

import pyte


class Pty:
    """A program that thinks it has a terminal. Time counts from before the fork."""

    def __init__(self, arguments, env, columns=80, rows=24):
        parent, child = os.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        arguments = [str(one) for one in arguments]
        self.began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.login_tty(child)
                os.execve(arguments[0], arguments, env)
            finally:
                os._exit(127)
        os.close(child)
        self.file = parent
        self.told = bytearray()
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    def read(self, timeout):
        """What has arrived within `timeout` seconds; empty when nothing has."""
        if not select.select([self.file], [], [], timeout)[0]:
            return b""
        try:
            block = os.read(self.file, 1 << 16)
        except OSError:
            return b""
        self.told += block
        return block

    def until_bytes(self, marker, timeout=20):
        """Seconds from the fork until `marker` has arrived."""
        seen = b""
        while time.perf_counter() - self.began < timeout:
            seen += self.read(1)
            if marker in seen:
                return time.perf_counter() - self.began
        raise AssertionError(f"{marker!r} did not arrive: {seen[-2000:]!r}")

    def press(self, key):
        os.write(self.file, key)

    def resize(self, columns, rows):
        """The kernel tells the program by SIGWINCH."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def answer(self, act, is_whole=None, pause=0.002):
        """Milliseconds from `act` to the last byte of what it brings, and how many bytes that is:
        what comes until nothing has for `pause` seconds and the screen `is_whole`."""
        blocks, size, last = [], 0, None
        began = time.perf_counter()
        act()
        while True:
            if block := self.read(pause if blocks else 2):
                last = time.perf_counter()
                size += len(block)
                blocks.append(block)
                continue
            assert blocks, "nothing came:\n" + "\n".join(self.screen.display)
            # Only now: the emulator is slower than what is measured.
            for block in blocks:
                self.stream.feed(block)
            blocks = []
            if is_whole is None or is_whole():
                return (last - began) * 1000, size

    def until_quiet(self, pause=0.012):
        while block := self.read(pause):
            self.stream.feed(block)

    def until_shown(self, pattern, timeout=30):
        """The screen on which `pattern` shows."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if block := self.read(0.05):
                self.stream.feed(block)
            shown = "\n".join(self.screen.display)
            if re.search(pattern, shown):
                return shown
        raise AssertionError(f"{pattern!r} did not show:\n" + "\n".join(self.screen.display))

    def peak_memory(self):
        """VmHWM in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.file)


def first_frame(arguments, env, marker):
    """Milliseconds from the fork until the last words of the first frame have arrived."""
    terminal = Pty(arguments, env)
    try:
        return terminal.until_bytes(marker) * 1000
    finally:
        terminal.close()


def walk(terminal, upto="Role ARN", timeout=60):
    """Takes what is marked on every screen and agrees to the plan, until these words show."""
    answered = None
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        terminal.until_quiet(0.05)
        shown = "\n".join(terminal.screen.display)
        if upto in shown:
            return
        if "a apply" in shown and answered != "plan":
            answered = "plan"
            terminal.press(b"a")
        elif "Enter use it" in shown and shown.splitlines()[2:6] != answered:
            answered = shown.splitlines()[2:6]
            terminal.press(b"\r")
    raise AssertionError(f"{upto!r} did not show:\n" + "\n".join(terminal.screen.display))
