"""How the bench counts: its figures are worth what this is worth."""

import hashlib
import json
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from measure.answering import marked
from measure.figures import Report, Samples, words
from measure.first_frames import renamed
from measure.runs import rounds
from measure.screens import Pty
from measure.traffic import CLEAR

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


def entries(*milliseconds):
    return [
        {"operation": f"at {one}",
         "at": (START + timedelta(milliseconds=one)).isoformat(timespec="milliseconds")}
        for one in milliseconds]


@pytest.mark.parametrize("noted, count", [
    ([50], 1),
    ([50, 51, 52], 1),
    ([50, 100, 150], 3),
    # A millisecond is lost to rounding, not to a call that did not wait.
    ([50, 99, 148], 3),
    ([50, 90, 130], 2),
    # Two chains side by side are as long as one.
    ([50, 55, 101, 106, 152, 157], 3),
])
def test_rounds_are_calls_that_can_have_waited(noted, count):
    assert len(rounds(entries(*noted), 0.05)) == count


def test_every_call_is_in_one_round():
    series = rounds(entries(50, 55, 101, 106, 152), 0.05)
    assert series == [["at 50", "at 55"], ["at 101", "at 106"], ["at 152"]]


def test_the_percentile_is_a_sample():
    samples = Samples("x", list(range(1, 101)))
    assert (samples.p95, samples.percentile(1), samples.percentile(0.001)) == (95, 100, 1)
    assert Samples("x", [7.0]).p95 == 7.0


@pytest.mark.parametrize("value, verdict", [
    (0.9, "aim met"), (1.0, "aim met"), (1.1, "must met"), (1.3, "must met"), (1.31, "missed"),
    (None, "-"),
])
def test_a_row_is_held_against_both_limits(value, verdict):
    report = Report()
    report.row("x", "shown", "1.3", "1.0", value=value, limits=(1.3, 1.0))
    assert report.rows[0]["verdict"] == verdict


@pytest.mark.parametrize("value, verdict", [(0, "must met"), (400, "must met"), (401, "missed")])
def test_a_row_without_an_aim_meets_none(value, verdict):
    report = Report()
    report.row("x", "shown", "400", "-", value=value, limits=(400, None))
    assert report.rows[0]["verdict"] == verdict


def test_an_aim_beside_others_counts_only_where_the_must_is_met():
    report = Report()
    report.row("x", "shown", "30 ms", "2x whiptail", value=97, limits=(30, 135))
    assert report.rows[0]["verdict"] == "missed"


@pytest.mark.parametrize("told, count", [
    (b"\x1b[H\x1b[2Jwords", 1), (b"\x1b[H\x1b[J", 1),
    (b"\x1b[1;1H\x1b(B\x1b[m\x1b[J", 1), (b"\x1bc", 1),
    # The rest of a screen, or of a line.
    (b"\x1b[21;4H\x1b[J", 0), (b"\x1b[21;1H\x1b[K", 0), (b"\x1b[H\x1b[K", 0),
])
def test_a_full_clear_is_told_from_a_partial_one(told, count):
    assert len(CLEAR.findall(told)) == count


def test_a_frame_is_whole_once_one_row_is_marked_and_the_cursor_stands_on_it():
    mark, blank = " rail │  ▸  a row", " rail │     a row"

    def row(cursor, *lines):
        screen = SimpleNamespace(display=lines, cursor=SimpleNamespace(y=cursor))
        return marked(SimpleNamespace(screen=screen))

    assert row(1, blank, mark, blank) == 1
    assert row(0, blank, mark, blank) is None
    assert row(1, blank, mark, mark) is None


def test_a_frame_is_timed_to_its_last_byte():
    program = "read x; printf one; sleep 0.2; printf two; read x"
    terminal = Pty(["/bin/sh", "-c", f"stty -echo; printf up; {program}"], {})
    terminal.until_shown("up")
    took, size = terminal.answer(
        lambda: terminal.press(b"\n"), lambda: "two" in terminal.screen.display[0])
    terminal.close()
    assert size == 6 and took > 200


def test_a_copied_set_up_has_a_checksum_of_its_own():
    def checkpoint(name):
        inner = json.dumps({"setup": name}).encode()
        return b'{ "sha256": "%s",\n "payload": %s }\n' % (
            hashlib.sha256(inner).hexdigest().encode(), inner)

    assert renamed(checkpoint("k3vq7m2d"), "k3vq7m2d", "copyaaaa") == checkpoint("copyaaaa")


def test_units():
    assert [words(one) for one in (0.4372, 5.83, 12340)] == ["437 µs", "5.8 ms", "12.34 s"]
