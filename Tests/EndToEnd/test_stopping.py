"""A signal ends what only reads at once, however long its calls may last."""

import signal
import subprocess
import time

import pytest

from conftest import BINARY
from setups import apply, saved


def started(cloud, state, *arguments):
    return subprocess.Popen(
        [str(BINARY), *arguments, "--state-dir", str(state)], env=cloud.env(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def until_called(cloud, operation, before):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if sum(entry["operation"] == operation for entry in cloud.calls()) > before:
            return
        time.sleep(0.02)
    raise AssertionError(f"{operation} was never called")


COMMANDS = [
    (["plan"], "GetCallerIdentity"), (["plan"], "ListEnvironments"), (["status"], "GetRole"),
    (["recover"], "ListEnvironments"), (["models"], "ListModels"),
    (["apply", "--yes"], "GetCallerIdentity"), (["apply", "--yes", "--json"], "GetRole")]


def assert_ends_soon(running, exit):
    """Told to stop once more, it does, and nothing of that is a fault."""
    running.send_signal(signal.SIGINT)
    since = time.monotonic()
    _, err = running.communicate(timeout=30)
    assert time.monotonic() - since < 2
    assert running.returncode == exit and "VB" not in err, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "words, operation", COMMANDS, ids=lambda one: one if isinstance(one, str) else " ".join(one))
def test_a_signal_ends_what_only_reads(prompt_cloud, state, words, operation, number):
    one = prompt_cloud("instant")
    done = apply(one, state)[0]
    assert done.returncode == 0, done.stderr
    before = sum(entry["operation"] == operation for entry in one.calls())
    written = len(one.mutations())
    one.control("faults", {"operation": operation, "kind": "delay", "ms": 20_000, "times": 9})
    running = started(one, state, *words)
    until_called(one, operation, before)
    running.send_signal(number)
    since = time.monotonic()
    out, err = running.communicate(timeout=30)
    assert time.monotonic() - since < 2
    assert running.returncode == 3, err
    assert "VB" not in err and len(one.mutations()) == written and len(saved(state)) == 1


def test_a_signal_ends_a_credential_process(prompt_cloud, home, state, tmp_path):
    one = prompt_cloud("instant")
    begun = tmp_path / "begun"
    program = tmp_path / "credentials"
    program.write_text(f"#!/bin/sh\ntouch {begun}\nexec sleep 50\n")
    program.chmod(0o755)
    (home / ".aws").mkdir(exist_ok=True)
    (home / ".aws/config").write_text(f"[profile slow]\ncredential_process = {program}\n")
    running = started(one, state, "plan", "--profile", "slow", "--region", "us-east-1")
    deadline = time.monotonic() + 20
    while not begun.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert_ends_soon(running, 3)


def test_a_second_signal_within_a_look_is_no_fault(prompt_cloud, state):
    """The role is looked at again after it was made; nothing of that is a failure."""
    one = prompt_cloud("instant")
    one.control("faults", {
        "operation": "GetRole", "kind": "delay", "ms": 20_000, "nth": 2, "times": 9})
    running = started(one, state, "apply", "--yes")
    until_called(one, "CreateRole", 0)
    until_called(one, "GetRole", 1)
    running.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert_ends_soon(running, 130)
