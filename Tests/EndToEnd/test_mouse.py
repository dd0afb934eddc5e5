"""Clicks and the wheel, where they were asked for."""

import re

from conftest import bare_environment
from ptys import OnPty
from test_terminal import settled
from walks import ACCOUNT, DONE, PLAN, QUESTIONS, RAIL

MARKED = r"▸ +"


def rows(one):
    return [RAIL.sub("", line).strip() for line in one.screen().splitlines()]


def click(one, pattern):
    """On the first row that begins like this, as a terminal tells it."""
    row = next(number for number, text in enumerate(rows(one), 1) if re.match(pattern, text))
    one.type(f"\x1b[<0;30;{row}M\x1b[<0;30;{row}m")


def until_marked(one, name):
    for _ in range(300):
        if any(re.match(MARKED + name, row) for row in rows(one)):
            return
        one.read(0.1)
    raise AssertionError(f"{name} was not marked:\n{one.screen()}")


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
