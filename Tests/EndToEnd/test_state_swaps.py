"""Somebody exchanges files and directories of a set-up for links while the program works with them:
nothing is ever written outside the state directory."""

import ctypes
import multiprocessing
import shutil
import time

import pytest

from conftest import LOGS, run
from spoilt import made
from test_state_files import everything

__all__ = ["made"]


def exchange(path, link, stop, count):
    """The thing itself and the link take turns at the path, as fast as that goes."""
    libc, here, exchanging = ctypes.CDLL(None, use_errno=True), -100, 2
    names = str(path).encode(), str(link).encode()
    while not stop.is_set():
        for _ in range(100):  # An even number: in the end everything is in its place.
            assert libc.renameat2(here, names[0], here, names[1], exchanging) == 0
        count.value += 100


@pytest.mark.parametrize("seconds", [4, pytest.param(120, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", ["state", "set-up", "checkpoint.json", "lock", "calls.jsonl"])
def test_nothing_is_written_outside(made, tmp_path, name, seconds):
    state, other = tmp_path / "work" / "state", tmp_path / "other"
    shutil.copytree(made.state, state)
    # Outside there is all that is needed to go on as if nothing had happened.
    shutil.copytree(made.state, other)
    inside = {"state": ".", "set-up": made.setup}.get(name, f"{made.setup}/{name}")
    link = tmp_path / "work" / "link"
    link.symlink_to(other / inside)
    before = everything(other)
    stop, count = multiprocessing.Event(), multiprocessing.Value("q", 0)
    swapper = multiprocessing.Process(
        target=exchange, args=(state / inside, link, stop, count), daemon=True)
    swapper.start()
    ends, until = {}, time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            for command in (["apply", "--yes", "--setup"], ["status"]):
                done = run(*command, made.setup, "--state-dir", state, env=made.env)
                first = next((line.split()[0] for line in done.stderr.splitlines()
                              if line.startswith("VB")), "")
                assert done.returncode in (0, 1, 64), (done.returncode, done.stderr)
                assert done.returncode == 0 or first.startswith(("VB8", "VB12")), done.stderr
                key = command[0], done.returncode, first
                ends[key] = ends.get(key, 0) + 1
            assert everything(other) == before
    finally:
        stop.set()
        swapper.join()
    assert everything(other) == before
    assert swapper.exitcode == 0 and count.value >= 5000 * seconds, count.value
    with open(LOGS / "swaps.txt", "a") as log:
        log.write(f"{name}: {count.value} swaps, 0 writes outside; {ends}\n")
