"""Something else stands where a file or a directory of a set-up belongs: it is refused by name, or
never written through, and nothing outside the state directory changes."""

import os
import shutil
import stat

import pytest

from conftest import run
from setups import apply, codes
from spoilt import made

__all__ = ["made"]

FILES = "checkpoint.json", "checkpoint.previous.json", "lock", "calls.jsonl"
DIRECTORIES = "set-up", "state"
# What may stand in the place of a file has the name of a file, what in that of a directory too.
KINDS = "link", "dangling-link", "second-name", "pipe", "device", "directory", "file"


def outside(path, place):
    """What was there before, at a place that nobody may write to, open for everybody."""
    moved = place / "outside"
    if path.exists():
        path.rename(moved)
    elif path.suffix:
        moved.write_text("{}")
    return moved


def put(kind, path, place):
    moved = outside(path, place)
    if kind == "link":
        path.symlink_to(moved)
    elif kind == "dangling-link":
        path.symlink_to(place / "nowhere")
    elif kind == "second-name":
        os.link(moved, path)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    elif kind == "file":
        path.write_text("")
    else:
        try:
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
        except OSError:
            pytest.skip("devices are the administrator's to make")


def everything(place):
    """Names, kinds, modes and bytes; reading has no part in it."""
    found = {}
    for path in [place, *sorted(place.rglob("*"))]:
        status = path.lstat()
        found[str(path)] = (
            status.st_mode, status.st_mtime_ns if path.is_file() else None,
            path.read_bytes() if path.is_file() and not path.is_symlink() else None)
    return found


@pytest.fixture
def copy(made, tmp_path):
    """The saved set-up once more, beside a place that is not part of it."""
    (tmp_path / "place").mkdir()
    shutil.copytree(made.state, tmp_path / "state")
    return tmp_path


CASES = [
    (name, kind) for name in (*FILES, *DIRECTORIES) for kind in KINDS
    if not (name in FILES and kind == "file" or name in DIRECTORIES and kind in (
        "second-name", "directory"))]


@pytest.mark.parametrize("name, kind", CASES)
def test_what_is_no_file_of_ours_is_refused(made, copy, name, kind):
    state, place = copy / "state", copy / "place"
    path = {"state": state, "set-up": state / made.setup}.get(name, state / made.setup / name)
    put(kind, path, place)
    before, sent = everything(place), made.cloud.mutations()
    done, _ = apply(made.cloud, state, "--setup", made.setup, env=made.env)
    assert everything(place) == before
    assert made.cloud.mutations() == sent
    if kind == "second-name" and name.startswith("checkpoint"):
        # As an interrupted save leaves it. It is replaced, not written.
        assert done.returncode == 0, done.stderr
        return
    expected = {"VB808"} if kind not in ("pipe", "device", "file") or name in FILES else {"VB805"}
    assert done.returncode == 1 and set(codes(done)[:1]) == expected, done.stderr
    assert str(path) in done.stderr and "What you can do" in done.stderr


@pytest.mark.parametrize("name", FILES[:2])
def test_looking_refuses_them_too(made, copy, name):
    path = copy / "state" / made.setup / name
    put("link", path, copy / "place")
    done = run("status", made.setup, "--state-dir", copy / "state", env=made.env)
    assert done.returncode == 1 and codes(done)[:1] == ["VB808"], done.stderr


def test_a_relative_state_home_is_ignored_and_told(cloud, home):
    env = cloud("instant").env(XDG_STATE_HOME="state")
    done = run("list", env=env)
    assert f"Nothing is saved in {home}/.local/state/vertesia-bedrock.\n" in done.stderr
    done = run("plan", "--region", "us-east-1", env=env)
    assert "XDG_STATE_HOME is ignored: state is no absolute path" in done.stdout
