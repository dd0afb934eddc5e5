"""Many starts at once on one set-up: one gets it, the others say who has it, and nothing is stale."""

import os
import shutil
import subprocess
import time

import pytest

from conftest import BINARY

TAKE = BINARY.parent / "schedules"
STARTS = 100


def start(directory):
    return subprocess.Popen(
        [TAKE, "--take", directory], stdout=subprocess.PIPE, text=True, bufsize=1)


def one_round(directory):
    """Everybody starts; returns how long after its death the holder is succeeded."""
    started = [start(directory) for _ in range(STARTS)]
    said = [process.stdout.readline() for process in started]
    winners = [process for process, line in zip(started, said) if line.startswith("holds ")]
    try:
        [winner] = winners
        for line in said:
            assert line.startswith("holds ") or (
                line.startswith("VB803") and f"pid {winner.pid} " in line), line
    finally:
        for process in winners:
            process.kill()
        died = time.monotonic()
        for process in started:
            process.wait()
            process.stdout.close()
    successor = start(directory)
    try:
        assert successor.stdout.readline() == f"holds {successor.pid}\n"
        return time.monotonic() - died
    finally:
        successor.kill()
        successor.wait()
        successor.stdout.close()


@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.long)])
def test_a_hundred_starts_and_one_winner(tmp_path, rounds):
    slowest = 0
    for number in range(rounds):
        directory = tmp_path / str(number)
        slowest = max(slowest, one_round(directory))
        assert os.listdir(directory) == ["k3vq7m2d"]
        shutil.rmtree(directory)
    assert slowest < 1
