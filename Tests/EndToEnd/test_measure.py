"""How the bench counts: its figures are worth what this is worth."""

from datetime import datetime, timedelta, timezone

import pytest

from measure.figures import Report, Samples, words
from measure.runs import rounds

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


def test_units():
    assert [words(one) for one in (0.4372, 5.83, 12340)] == ["437 µs", "5.8 ms", "12.34 s"]
