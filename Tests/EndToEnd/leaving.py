"""A set-up over as many sittings as it takes: the wizard is left at a screen in every way there is,
started again as a person would, and held against what had been said and made by then."""

import collections
import hashlib
import json
import re
import shlex
import signal
import time
from typing import Callable, NamedTuple

from setups import Standing, payload, saved
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, REGION, Walk)

BEGUN = "nothing has been made"
WAYS = ["q", "ctrl-c twice", "SIGTERM", "SIGHUP", "SIGKILL"]


def press(*keys):
    return lambda walk: walk.press(*keys)


def choose(row):
    return lambda walk: walk.choose(row)


def give(text):
    """A text in place of the one that is in the field."""
    def on(walk):
        walk.press("C-u")
        walk.paste(text)
        walk.press("Enter")
    return on


class Stop(NamedTuple):
    """One screen on the way."""

    title: str
    """Leads on from it."""
    on: Callable = press("Enter")
    """False where text is typed, and over a text: there Ctrl-C asks, and Enter leaves."""
    q: bool = True
    """What the next start shows, where that is another screen, and what leads from there back."""
    again: str = None
    back: Callable = None
    """How `q` ends here."""
    exit: int = 3
    """Calls that the next start has to make: what is remembered is looked at again."""
    reads: tuple = ("GetCallerIdentity", "ListEnvironments")


class Sittings:
    """All starts of the wizard for one set-up against one sandbox."""

    def __init__(self, cloud, state, env=None):
        self.cloud, self.state, self.env = cloud, state, env or cloud.env()
        self.walk, self.seen = None, []

    def start(self, *arguments):
        self.close()
        self.walk = Walk(*arguments, env=self.env)
        return self.walk

    def close(self):
        if self.walk:
            self.walk.close()

    def begin(self):
        return self.start("--state-dir", self.state)

    def pass_by(self, *titles, on=press("Enter")):
        """Answers screens at which nobody leaves."""
        for title in titles:
            self.walk.expect(title)
            self.seen.append(title)
            on(self.walk)

    def answer_all(self):
        self.pass_by(ACCOUNT, REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS)

    def finish(self, counts=(1, 1, 1), done=DONE):
        """Nothing is there twice, and nothing was sent twice."""
        self.walk.expect(done)
        self.walk.press("q")
        assert self.walk.wait_until_left() == 0
        assert Standing(self.cloud).counts() == counts
        assert set(made(self.cloud).values()) == {1}

    def stop_at(self, stop):
        """Leaves here in every way, each time from a new start, and then goes on."""
        self.walk.expect(stop.title)
        for way in WAYS:
            self.leave(way, stop)
            before, calls = made(self.cloud), len(self.cloud.calls())
            self.go_on(stop)
            self.until_read(stop.reads, calls)
            assert made(self.cloud) == before
        self.seen.append(stop.title)
        stop.on(self.walk)

    def leave(self, way, stop):
        if way == "SIGKILL":
            settle(self.state)
            return self.walk.signal(signal.SIGKILL)
        if way == "q":
            self.walk.press(*(["q"] if stop.q else ["C-c", "Enter"]))
        elif way == "ctrl-c twice":
            self.walk.press("C-c")
            self.walk.expect("Save and leave?")
            self.walk.press("C-c")
        else:
            self.walk.signal(getattr(signal, way))
        exit = self.walk.wait_until_left()
        assert exit == (stop.exit if way == "q" else 3), f"{exit} after {way} at {stop.title}"

    def go_on(self, stop):
        """The command that was printed; without one, the set-up on the first screen."""
        [setup] = saved(self.state)
        assert_readable(self.state / setup)
        printed = re.search(
            r"^(?:Go on with|Look again) +vertesia-bedrock (.*?) *$", self.walk.scrollback(), re.M)
        walk = self.start(*(
            shlex.split(printed[1]) if printed else ["--state-dir", self.state]))
        if not printed:
            walk.expect("Which set-up?")
            walk.press("Enter")
        title = stop.again or stop.title
        # The list opens one in which nothing was made by its own page.
        if not printed and walk.expect_any([BEGUN, title, *self.seen]) == BEGUN:
            walk.press("Enter")
        # Whatever was answered before would show first if it was asked again.
        shown = walk.expect_any([title, *self.seen])
        assert shown == title, walk.screen()
        if stop.back:
            stop.back(walk)
            walk.expect(stop.title)

    def until_read(self, operations, since, seconds=10):
        deadline = time.monotonic() + seconds
        while not set(operations) <= (
                now := {entry["operation"] for entry in self.cloud.calls()[since:]}):
            assert time.monotonic() < deadline, f"{operations} not among {now}"
            time.sleep(0.05)


def settle(state):
    """Until an answer that was just given is on the disk: no kill is promised to wait for that."""
    before = None
    while before != (now := [path.read_bytes() for path in state.rglob("checkpoint.json")]):
        before = now
        time.sleep(0.15)


def made(cloud):
    """How often each thing was made or changed."""
    return collections.Counter(entry["operation"] for entry in cloud.mutations())


def assert_readable(directory):
    """The checkpoint is whole, and nothing was put aside as damaged."""
    text = (directory / "checkpoint.json").read_bytes()
    envelope = json.loads(text)
    assert hashlib.sha256(payload(text)).hexdigest() == envelope["sha256"]
    assert envelope["payload"]["setup"] == directory.name
    assert not list(directory.glob("*.bad-*"))
