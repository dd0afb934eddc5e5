"""The real program killed with SIGKILL at its file and socket calls, one counter over all threads,
and started again: the end is always the same world, with nothing lost, made twice or asked again.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import LOGS
from killing import KILLED, PHASES, Kill, Point, aims
from setups import saved
from supervision import MUTATIONS, Breaker, Trace, read_checkpoint

SPREAD = 150
ENOUGH = 2

# Runs that work at the same time. Those that only wait for a lost environment are more.
AT_WORK, AT_MOST = 3, 40


@pytest.fixture(scope="module")
def killer(tmp_path_factory):
    return Killer(tmp_path_factory.mktemp("killed"), AT_WORK)


@pytest.fixture(scope="module")
def kills(killer):
    """Points spread evenly over a run, and more that aim at each phase of each change."""
    last = killer.reference().count
    spread = [1 + round(index * (last - 1) / (SPREAD - 1)) for index in range(SPREAD)]
    aimed = [point for mutation in MUTATIONS for point in aims(mutation)]
    # The aimed ones first, for some of their resumes wait a minute.
    done = killer.kill_all([*aimed, *map(Point.numbered, spread)])
    # Threads meet anew each time, so an aim can miss.
    for _ in range(3):
        hits = count_hits(done)
        done += killer.kill_all([point for point in aimed if hits[point.aim] < ENOUGH])
    write_report("killed.txt", last, done)
    return done


def test_every_resume_ends_right(kills):
    assert len([kill for kill in kills if kill.point.aim is None]) == SPREAD
    assert_all_right(kills)


def test_every_phase_of_every_change_is_hit(kills):
    hits = count_hits(kills)
    for mutation in MUTATIONS:
        for phase in PHASES:
            assert hits[mutation.operation, phase] >= ENOUGH, table(hits)


@pytest.mark.long
def test_killed_at_every_call(killer):
    last = killer.reference().count
    done = killer.kill_all([Point.numbered(number) for number in range(1, last + 1)])
    write_report("killed-everywhere.txt", last, done)
    assert_all_right(done)


def assert_all_right(kills):
    failures = [f"{kill}\n{kill.failure}" for kill in kills if kill.failure]
    assert not failures, "\n".join(failures)


class Killer(Breaker):
    """Kills runs and resumes them."""

    def kill_all(self, points):
        with ThreadPoolExecutor(AT_MOST) as pool:
            return list(pool.map(lambda one: self.see_through(lambda: self.kill(one)), points))

    def kill(self, point):
        """A run that was killed; one that came to its end before the point does not count."""
        while True:
            place, cloud = self.fresh()
            cloud.control("latency", {"ms": point.latency})
            done = self.supervised(cloud, place, point.options)
            state, trace = place / "state", Trace(place / "trace")
            if done.returncode == KILLED and trace.killed:
                checkpoint = read_checkpoint(state) if saved(state) else {}
                return Kill(point, cloud, state, trace, checkpoint)
            cloud.close()
            assert done.returncode == 0, done.stderr
            # No two runs have quite as many calls.
            point = point.earlier(trace.count)


def count_hits(kills):
    hits = Counter(
        (operation, phase) for kill in kills for operation, phase in kill.phases.items())
    for mutation in MUTATIONS:
        hits[mutation.operation, "sent"] += hits[mutation.operation, "late"]
    return hits


def table(hits):
    rows = [["", *PHASES]]
    for mutation in MUTATIONS:
        counts = [str(hits[mutation.operation, phase]) for phase in PHASES]
        rows.append([mutation.operation, *counts])
    return "\n".join(
        row[0].ljust(28) + "".join(cell.rjust(8) for cell in row[1:]) for row in rows)


def write_report(name, last, kills):
    lines = [f"{last} calls in the reference run, {len(kills)} runs killed", ""]
    lines += [table(count_hits(kills)), ""]
    for kill in kills:
        phases = [f"{operation} {phase}" for operation, phase in kill.phases.items() if phase]
        end = "FAILED" if kill.failure else f"{kill.seconds:.1f} s"
        lines.append(f"{end:>7}  {kill.point.name} | {kill.place} | {', '.join(phases)}")
    (LOGS / name).write_text("\n".join(lines) + "\n")
    print("\n".join(lines[:9]))
