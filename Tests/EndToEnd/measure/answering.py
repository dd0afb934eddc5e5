"""How soon the screen answers: to a key, to Esc, to another size."""

from contextlib import contextmanager

from measure import menus, screens
from measure.figures import Samples, words

SIZES = [(80, 24), (200, 60)]
KEYS = 1000


class Answering:
    """Rows from what a person does to the last byte of the frame that it leads to."""

    @contextmanager
    def region(self, columns=80, rows=24):
        """The list of regions, while every call takes ten seconds."""
        cloud = self.cloud()
        cloud.control("latency", {"ms": 10000})
        terminal = screens.Pty(
            [self.binary, "--state-dir", self.state()], cloud.env(), columns, rows)
        try:
            terminal.until_shown("Which AWS account")
            terminal.until_quiet(0.1)
            terminal.press(b"\r")
            terminal.until_shown("Which AWS region")
            yield terminal
        finally:
            terminal.close()

    def keys(self):
        for columns, rows in SIZES:
            self.heading(f"Key to its frame while calls are open, {columns}x{rows}")
            with self.region(columns, rows) as terminal:
                own = Samples("vertesia-bedrock", moves(terminal, KEYS, b"j", b"k", marked))
            found = {}
            for name, arguments in menus.installed(33).items():
                terminal = menus.opened(arguments, self.bare, columns, rows)
                found[name] = Samples(
                    f"{name} --menu", moves(terminal, KEYS, menus.DOWN, menus.UP))
                terminal.close()
            self.shown(own, *found.values())
            for share, must, aim in ((0.95, 5, 1), (0.99, 15, None)):
                self.report.row(
                    f"key to frame while calls are open, {columns}x{rows}, p{share * 100:.0f}",
                    words(own.percentile(share))
                    + menus.beside(found, lambda one, share=share: words(one.percentile(share))),
                    f"{must} ms", f"{aim} ms" if aim else "-", value=own.percentile(share),
                    limits=(must, aim), samples=[own, *found.values()])

    def escape(self):
        self.heading("Esc to the screen before it while calls are open, 80x24")
        own = Samples("vertesia-bedrock")
        with self.region() as terminal:
            for _ in range(100):
                own.values.append(leads(terminal, b"\x1b", "Which AWS account"))
                leads(terminal, b"\r", "Which AWS region")
        found = {}
        for name, arguments in menus.installed(33).items():
            found[name] = Samples(f"{name} --menu, to its end")
            for _ in range(3):
                terminal = menus.opened(arguments, self.bare)
                found[name].values.append(
                    terminal.answer(lambda one=terminal: one.press(b"\x1b"))[0])
                terminal.close()
        self.shown(own, *found.values())
        self.report.row(
            "Esc to its effect, p95",
            words(own.p95) + menus.beside(found, lambda one: words(one.p95)), "50 ms", "-",
            value=own.p95, limits=(50, None), samples=[own, *found.values()])

    def resize(self):
        self.heading("Another size to the last byte of its frame, 80x24 and 120x36 in turn")
        terminal = screens.Pty(
            [self.binary, "--state-dir", self.state()], self.cloud().env())
        terminal.until_shown("Which AWS account")
        own = Samples("vertesia-bedrock", sizes(terminal))
        assert "Which AWS account" in "\n".join(terminal.screen.display)
        found = {}
        for name, arguments in menus.installed(33).items():
            other = menus.opened(arguments, self.bare)
            found[name] = Samples(f"{name} --menu", sizes(other))
            other.close()
        terminal.close()
        self.shown(own, *found.values())
        self.report.row(
            "another size to its frame, p95",
            words(own.p95) + menus.beside(found, lambda one: words(one.p95)), "20 ms", "-",
            value=own.p95, limits=(20, None), samples=[own, *found.values()])


def moves(terminal, count, down, up, mark=None):
    """Milliseconds from each key to its frame. Where calls are open the screen moves by itself too:
    a frame is whole once the `mark` has moved."""
    found = []
    for index in range(count):
        terminal.until_quiet()
        before = mark and mark(terminal)
        found.append(terminal.answer(
            lambda: terminal.press(up if index % 2 else down),
            mark and (lambda: mark(terminal) not in (None, before)))[0])
    return found


def marked(terminal):
    """The row that is marked, once only one is and the cursor, which comes last, stands on it."""
    rows = [index for index, line in enumerate(terminal.screen.display) if "│  ▸" in line]
    return rows[0] if rows == [terminal.screen.cursor.y] else None


def leads(terminal, key, words_there):
    """Milliseconds from a key to the frame with these words."""
    terminal.until_quiet()
    return terminal.answer(
        lambda: terminal.press(key),
        lambda: any(words_there in line for line in terminal.screen.display))[0]


def sizes(terminal, count=60):
    """Milliseconds from each change of the size to its frame, with nothing else going on."""
    terminal.until_quiet(1)
    return [
        terminal.answer(
            lambda: terminal.resize(*((80, 24) if index % 2 else (120, 36))), pause=0.05)[0]
        for index in range(count)]
