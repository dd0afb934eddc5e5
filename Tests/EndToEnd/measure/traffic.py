"""What the screen sends to the terminal: a slow line has to carry it."""

import re
import statistics
import time

from measure import menus, screens

# By clearing, or from the first place to the end.
CLEAR = re.compile(rb"\x1b\[[23]J|\x1b\[(?:1;1)?H(?:\x1b\(B)?(?:\x1b\[0?m)?\x1b\[0?J|\x1bc")
SECONDS = 3
WAITED = 10


class Traffic:
    """Rows of bytes, counted over one walk at 80x24."""

    def traffic(self):
        self.heading("Bytes to the terminal over a whole walk, 80x24")
        cloud = self.cloud()
        terminal = screens.Pty([self.binary, "--state-dir", self.state()], cloud.env())
        idle = {}
        try:
            terminal.until_shown("Which AWS account")
            first = len(terminal.told)
            idle["question"] = rate(terminal, SECONDS)
            terminal.press(b"\r")
            terminal.until_shown("Which AWS region")
            moved = list_moves(terminal, 32, b"j", b"k")
            cloud.control("timing", {"spread": 1000 * (WAITED + 4)})
            screens.walk(terminal, "Make these changes")
            idle["plan"] = rate(terminal, SECONDS)
            screens.walk(terminal, "Why the wait")
            waiting = rate(terminal, WAITED)
            screens.walk(terminal)
            idle["result"] = rate(terminal, SECONDS)
            clears = len(CLEAR.findall(bytes(terminal.told[first:])))
        finally:
            terminal.close()
        found = {}
        for name, arguments in menus.installed(33).items():
            other = menus.opened(arguments, self.bare)
            found[name] = list_moves(other, 32, menus.DOWN, menus.UP)
            other.close()
        for name, sizes in {"vertesia-bedrock": moved, **found}.items():
            print(f"  {name}, a move in a list of 33: median {statistics.median(sizes):.0f} bytes, "
                  f"most {max(sizes)}")
        print("  Idle, bytes a second: " + ", ".join(f"{one:.0f} {at}" for at, one in idle.items()))
        print(f"  Waiting with its clock running: {waiting:.0f} bytes a second\n"
              f"  {len(terminal.told)} bytes in all, {clears} full clears after the first frame")
        self.bytes("bytes a second when idle", max(idle.values()), 0)
        self.bytes("bytes a second while waiting", waiting, 400)
        self.bytes("bytes of one move in a list, at most", max(moved), 600,
                   menus.beside(found, max))
        self.bytes("full clears after the first frame", clears, 0)

    def bytes(self, what, value, must, beside=""):
        self.report.row(
            what, f"{value:.0f}{beside}", str(must), "-", value=value, limits=(must, None))


def rate(terminal, seconds):
    """Bytes a second, once what led here is over."""
    terminal.until_quiet(0.5)
    before, ends = len(terminal.told), time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        terminal.stream.feed(terminal.read(left))
    return (len(terminal.told) - before) / seconds


def list_moves(terminal, count, down, up):
    """Bytes of each move from the first row to the last and back, with nothing else going on."""
    terminal.until_quiet(0.5)
    return [
        terminal.answer(lambda: terminal.press(key), pause=0.03)[1]
        for key in [down] * count + [up] * count]
