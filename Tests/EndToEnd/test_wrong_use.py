"""Commands that are used wrongly, and places where nothing can be kept or nobody can be asked."""

from pathlib import Path

import pytest

from conftest import bare_environment, run
from setups import codes

@pytest.mark.parametrize("arguments", [
    ["apply", "--no-such-flag"], ["apply", "--on-conflict", "guess"], ["no-such-command"],
    ["apply", "--listing-patience", "0"], ["sandbox", "--scenario", "rain"],
    ["--demo", "--state-dir", "x"], ["status", "--step", "rolle"]])
def test_wrong_use(home, arguments):
    done = run(*arguments, env=bare_environment(home))
    assert done.returncode == 64 and "Usage:" in done.stderr


def test_a_missing_answer_is_told_before_anything_is_asked(home, tmp_path):
    """Vertesia's own tool may hang, and AWS may be far away: neither is needed to see the gap."""
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "vertesia").write_text(f"#!/bin/sh\ntouch {tmp_path}/started\nsleep 60\n")
    (bin / "vertesia").chmod(0o700)
    env = bare_environment(home) | {"PATH": f"{bin}:/usr/bin:/bin"}
    done = run("apply", "--yes", "--state-dir", tmp_path / "state", env=env, timeout=10)
    assert done.returncode == 64 and codes(done) == ["VB101"], done.stderr
    assert "--region" in done.stderr and not (tmp_path / "started").exists()


@pytest.mark.parametrize("path", ["", "   "])
def test_a_state_directory_without_a_name(home, path):
    done = run("list", "--state-dir", path, env=bare_environment(home))
    assert done.returncode == 64 and "--state-dir" in done.stderr


def test_a_conflict_that_cannot_be_saved_says_both(cloud, tmp_path):
    one = cloud("environment-exists")
    done = run("apply", "--yes", "--state-dir", "/proc/nowhere/state", env=one.env())
    assert done.returncode == 5 and codes(done) == ["VB122", "VB805"], done.stderr
    assert one.mutations() == []


@pytest.mark.parametrize("name", ["file", "missing-parent"])
def test_a_state_directory_that_cannot_be(cloud, tmp_path, name):
    one = cloud("instant")
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" if name == "file" else Path("/proc/nowhere/state")
    done = run("apply", "--yes", "--state-dir", path, env=one.env())
    assert done.returncode == 1 and codes(done)[0] == "VB805", done.stderr
    assert one.mutations() == []
