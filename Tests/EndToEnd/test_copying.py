"""`copy` in lines: the desktop's clipboard without an escape, else a file."""

import pytest

from conftest import run
from ptys import OnPty


@pytest.fixture
def finished(cloud, tmp_path):
    """A set-up that is done, and a directory for programs."""
    one = cloud("instant")
    state = tmp_path / "state"
    done = run("apply", "--yes", "--region", "us-east-1", "--state-dir", state, env=one.env())
    assert done.returncode == 0, done.stderr
    (tmp_path / "tools").mkdir()
    return one, state


def copied(one, state, env):
    with OnPty("--plain", "--state-dir", state, env=env) as guest:
        guest.until(r"Number \[")
        guest.type("1\n")
        at = guest.until("Role ARN: ")
        guest.until(r"Number \[", since=at)
        guest.type("copy\n")
        at = guest.until(r"(copied, by|no clipboard here).*\n", since=at)
        guest.until(r"Number \[", since=at)
        guest.type("q\n")
        assert guest.end() == 0
        return guest.text


def test_into_the_clipboard(finished, tmp_path):
    one, state = finished
    program = tmp_path / "tools/wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/clipboard\n")
    program.chmod(0o755)
    env = one.env(WAYLAND_DISPLAY="wayland-1")
    env["PATH"] = f"{tmp_path}/tools:{env['PATH']}"
    text = copied(one, state, env)
    assert "Role ARN copied, by wl-copy." in text
    assert (tmp_path / "clipboard").read_text().startswith("arn:aws:iam::432112349876:role/")
    assert "\x1b" not in text


def test_into_a_file_where_there_is_none(finished, tmp_path):
    one, state = finished
    text = copied(one, state, one.env())
    kept = state / "copied.txt"
    assert f"Role ARN written to {kept}." in text
    assert kept.read_text().startswith("arn:aws:iam::432112349876:role/")
    assert kept.stat().st_mode & 0o777 == 0o600
    listed = run("list", "--state-dir", state, env=one.env())
    assert listed.returncode == 0 and "copied" not in listed.stdout + listed.stderr
