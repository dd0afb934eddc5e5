"""The terminal is given back on every way out of every screen. One start for each pair of them,
many at once; a screen takes its turn through the ways, and `Tests/run --long` has all pairs."""

import concurrent.futures
import functools
import threading
from pathlib import Path

import pytest

from conftest import LOGS, Cloud, bare_environment
from setups import apply
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, OTHER_PROJECT, PERMISSIONS, PLAN, PROJECT, QUESTIONS,
    REGION)
from ways import WAYS, go

AT_ONCE = 6
TURNS = 3
# What was left how, and what was wrong then.
LOG = LOGS / "ways-out.txt"
TELLING = threading.Lock()


def to(title, last=None, **rows):
    """Takes the suggestion of each question up to this one; then what `last` types."""
    def path(guest):
        questions = QUESTIONS[:QUESTIONS.index(title)] if title in QUESTIONS else QUESTIONS
        for question in questions:
            guest.expect(question)
            guest.type("\r")
        guest.expect(title)
        if last:
            last(guest)
    return path


def then(*steps):
    """Keys, each with the words that show after it."""
    def on(guest):
        for keys, text in steps:
            keys(guest) if callable(keys) else guest.type(keys)
            guest.expect(text)
    return on


def row(text):
    return lambda guest: guest.choose(text)


MOUSE = ["--mouse"]
DEMO = [*MOUSE, "--demo", "--scenario"]
APPLIED = ("a", DONE)
SCREENS = {
    "account": ("instant", to(ACCOUNT)),
    "keys pasted": ("instant", to(ACCOUNT, then(
        (row("Paste keys from"), "Paste the keys of your AWS account")))),
    "region": ("instant", to(REGION)),
    "organization": ("instant", to(ORGANIZATION)),
    "organization id": ("instant", to(ORGANIZATION, then(
        (row("by hand in Studio"), "What is the Organization ID")))),
    "project": ("instant", to(ENVIRONMENT, then((row(OTHER_PROJECT), PROJECT)))),
    "environment": ("instant", to(ENVIRONMENT)),
    "environment name": ("instant", to(ENVIRONMENT, then(
        (row("another name"), "What should the new environment be called")))),
    "permissions": ("instant", to(PERMISSIONS)),
    "policy": ("instant", to(PERMISSIONS, then(
        (row("A policy of your own"), "Which policy should the role have")))),
    "plan": ("instant", to(PLAN)),
    "whole plan": ("instant", to(PLAN, then(("d", "The whole plan")))),
    "help": ("instant", to(PLAN, then(("?", "Keys on this screen")))),
    "calls": ("instant", to(PLAN, then(("l", "Calls")))),
    "command": ("instant", to(PLAN, then(("y", "The same by hand")))),
    "leave?": ("instant", to(PLAN, then(("\x03", "Leave the demo?")))),
    "acting": ("slow-propagation", to(PLAN, then(("a", "Why the wait")))),
    "result": ("instant", to(PLAN, then(APPLIED))),
    "ARN alone": ("instant", to(PLAN, then(APPLIED, ("p", "arn:aws:iam")))),
    "models": ("instant", to(PLAN, then(APPLIED, ("m", "likely ready")))),
    "model": ("instant", to(PLAN, then(APPLIED, ("m", "likely ready"), ("\r", "Details")))),
    "filter": ("instant", to(PLAN, then(APPLIED, ("m", "likely ready"), ("/", "use the filter")))),
    "rules": ("strict-company", to("A rule of your company stands in the way", then(
        (row("company rules"), "Company rules")))),
    "conflict": ("role-name-taken", to("is taken by another role")),
    "fault": ("developer-key", to("The Vertesia key may not make environments")),
    "evidence": ("strict-company", to("A rule of your company stands in the way", then(
        ("e", "Evidence")))),
    "person": ("no-iam-rights", to("This sign-in cannot finish the set-up", then(
        (row("Ask an AWS administrator"), PLAN), ("a", "Waiting for an AWS administrator")))),
    "role ARN": ("no-iam-rights", to("This sign-in cannot finish the set-up", then(
        (row("Ask an AWS administrator"), PLAN), ("a", "Waiting for an AWS administrator"),
        (row("It is done: enter the role ARN"), "Role ARN, to paste here")))),
    "too small": ("instant", lambda guest: guest.expect("Needs 60x16")),
    "home": (None, lambda guest: guest.expect("Which set-up?")),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return bare_environment(home)


def tell(lines):
    with TELLING:
        with LOG.open("a") as log:
            log.writelines(f"{line}\n" for line in lines)


def play(screen, ways, env, state=None):
    scenario, path = SCREENS[screen]
    arguments = [*DEMO, scenario] if scenario else [*MOUSE, "--state-dir", state]
    size = (50, 12) if screen == "too small" else (80, 24)
    play = functools.partial(go, path=path, arguments=arguments, env=env, size=size)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(ways, pool.map(play, ways)))
    wrong = {way: what for way, what in found.items() if what}
    tell(
        [f"{screen:20} {way:14} {'; '.join(found[way])[:60] or 'given back'}" for way in ways]
        + [f"{screen:20} {len(ways)} ways out, {len(wrong)} wrong"])
    return wrong


@pytest.fixture(scope="module")
def begun(base, tmp_path_factory):
    """A state directory with a set-up in it, which the first screen lists."""
    one = Cloud("instant", Path(base["HOME"]))
    state = tmp_path_factory.mktemp("begun") / "state"
    try:
        assert apply(one, state)[0].returncode == 0
        yield one.env(), state
    finally:
        one.close()


def turn(number):
    """Which ways a screen takes when it is not all of them: each way comes to its turn."""
    ways = list(WAYS)
    return [ways[(number * TURNS + step) % len(ways)] for step in range(TURNS)]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_terminal_is_given_back(base, begun, screen):
    env, state = begun if SCREENS[screen][0] is None else (base, None)
    assert play(screen, turn(list(SCREENS).index(screen)), env, state) == {}


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS)
def test_the_terminal_is_given_back_on_every_way(base, begun, screen):
    env, state = begun if SCREENS[screen][0] is None else (base, None)
    assert play(screen, list(WAYS), env, state) == {}


def test_there_are_enough_of_both():
    assert len(WAYS) >= 14 and len(SCREENS) >= 28
    assert set().union(*(turn(number) for number in range(len(SCREENS)))) == set(WAYS)
