"""The real program on a disk that refuses one of its calls, or all from there on, for each reason
that the system can have: it ends well or says what is wrong, changes nothing that it could not
write down first, and the next run ends right."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import pytest

from conftest import LOGS
from refusing import Refusal, Refuser, aims, refusals
from supervision import MUTATIONS

SPREAD = 50

# Runs that work at the same time. Those that only wait for a lost environment are more.
AT_WORK, AT_MOST = 3, 20


@pytest.fixture(scope="module")
def refuser(tmp_path_factory):
    return Refuser(tmp_path_factory.mktemp("refused"), AT_WORK)


@pytest.fixture(scope="module")
def possible(refuser):
    return refusals(refuser.reference(scoped=True))


def test_calls_of_all_kinds_and_every_change_that_cannot_be_written_down(refuser, possible):
    aimed = [one for change in MUTATIONS for one in aims(change)]
    # The aimed ones first, for some of their resumes wait a minute.
    play(refuser, "refused.txt", [*aimed, *spread(possible)])


@pytest.mark.long
def test_every_call_and_every_reason(refuser, possible):
    play(refuser, "refused-everywhere.txt", possible)


@pytest.mark.parametrize("how, call", [("ENOLCK", "flock"), ("EINVAL", "fsync")])
def test_a_file_system_that_cannot_hold_a_set_up_is_named(refuser, how, call):
    """Neither one without locks nor one that does not sync directories."""
    weak = Refusal.aimed(f"no {call}", f"{how}+", f"> {call} *")
    refused = refuser.refuse(weak)
    refused.cloud.close()
    assert (refused.exit, refused.codes) == (1, ["VB805"])
    assert f"{call}: " in refused.told and "--state-dir" in refused.told
    assert not any(refused.trace.has(mutation.sending) for mutation in MUTATIONS)


def spread(possible):
    """As many as fit, of as many kinds as there are, from the beginning of a run to its end."""
    possible = sorted(possible, key=lambda one: one.kind)
    kinds = [list(some) for _, some in groupby(possible, key=lambda one: one.kind)]
    chosen = [kinds[round(index * (len(kinds) - 1) / (SPREAD - 1))] for index in range(SPREAD)]
    return [some[index * 7 % len(some)] for index, some in enumerate(chosen)]


def play(refuser, name, points):
    with ThreadPoolExecutor(AT_MOST) as pool:
        done = list(pool.map(
            lambda one: refuser.see_through(lambda: refuser.refuse(one)), points))
    write_report(name, done)
    failures = [f"{one}\n{one.failure}" for one in done if one.failure]
    assert not failures, "\n".join(failures)
    # No two runs have quite as many calls, so one may end before what was meant for it.
    assert sum(not one.is_met for one in done) <= len(done) // 20


def write_report(name, done):
    lines = [f"{len(done)} runs with a call refused", ""]
    lines += [f"{count:6}  {end}" for end, count in Counter(one.end for one in done).items()] + [""]
    for one in done:
        lines.append(f"{'FAILED' if one.failure else f'{one.seconds:.1f} s':>7}  {one}")
    (LOGS / name).write_text("\n".join(lines) + "\n")
