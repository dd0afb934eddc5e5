"""Clicks and the wheel, where they were asked for."""

import re

from conftest import bare_environment
from ptys import OnPty
from test_terminal import settled
from walks import ACCOUNT, DONE, PLAN, QUESTIONS, RAIL

MARKED = r"▸ +"


def rows(one):
    return [RAIL.sub("", line).strip() for line in one.screen().splitlines()]


def row_of(one, pattern):
    """The first row that begins like this, once there is one, counted from 1."""
    for _ in range(300):
        for number, text in enumerate(rows(one), 1):
            if re.match(pattern, text):
                return number
        one.read(0.1)
    raise AssertionError(f"{pattern!r} did not show:\n{one.screen()}")


def click(one, pattern):
    """On that row, as a terminal tells it."""
    row = row_of(one, pattern)
    one.type(f"\x1b[<0;30;{row}M\x1b[<0;30;{row}m")


def until_marked(one, name):
    row_of(one, MARKED + name)


def test_the_mouse_only_where_it_was_asked_for(home):
    with OnPty("--demo", env=bare_environment(home)) as one:
        until_marked(one, "acme-production")
        click(one, "acme-data")
        settled(one)
        assert "\x1b[?1000h" not in one.text
        until_marked(one, "acme-production")
        one.type("q")
        one.end()


def test_clicks_choose_and_the_plan_wants_its_key(home):
    with OnPty("--mouse", "--demo", "--scenario", "instant", env=bare_environment(home)) as one:
        until_marked(one, "acme-production")
        click(one, "acme-data")
        until_marked(one, "acme-data")
        for title in QUESTIONS:
            one.until_shown(title)
            settled(one, 0.3)
            if title == ACCOUNT:
                click(one, "acme-production")
                until_marked(one, "acme-production")
            else:
                click(one, MARKED)
            click(one, MARKED)
        one.until_shown(PLAN)
        settled(one)
        for _ in range(2):
            click(one, MARKED + r"\+")
            settled(one)
        one.until_shown("The same by hand")
        one.type("\x1b")
        one.until_shown(PLAN)
        one.type("a")
        one.until_shown(DONE)
        one.type("q")
        assert one.end() == 0
        assert one.text.rfind("\x1b[?1000l") > one.text.rfind("\x1b[?1000h")
