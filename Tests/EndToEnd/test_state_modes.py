"""Who may read and write a set-up: its files are 0600 and its directories 0700 whatever the umask,
and what somebody else owns or could exchange is refused. Played as a user without privileges."""

import os
import shlex
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

from conftest import BINARY, LOGS, Cloud, bare_environment
from setups import assert_whole, codes, document, files

IS_ROOT = os.geteuid() == 0
NOBODY = 65534


class Person:
    """Somebody with a home directory who is not the administrator."""

    def __init__(self, home):
        self.home = home
        self.state = home / "state"

    def run(self, *arguments, env, umask=0o022):
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if IS_ROOT else {}
        return subprocess.run(
            [BINARY, *map(str, arguments)], env=env, umask=umask, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, **user)

    def apply(self, cloud, *more, umask=0o022, state=None):
        return self.run(
            "apply", "--yes", "--json", "--state-dir", state or self.state, *more,
            env={**cloud.env(), "HOME": str(self.home)}, umask=umask)

    def give(self, path, to=NOBODY):
        if IS_ROOT:
            os.chown(path, to, to, follow_symlinks=False)


@pytest.fixture
def person():
    # pytest's own directories are the administrator's.
    home = Path(tempfile.mkdtemp(prefix="vb-"))
    one = Person(home)
    one.give(home)
    yield one
    shutil.rmtree(home)


def modes(state):
    return {
        str(path.relative_to(state)): stat.S_IMODE(path.lstat().st_mode)
        for path in [state, *state.rglob("*")]}


def assert_closed(state):
    for name, mode in modes(state).items():
        assert mode == (0o700 if (state / name).is_dir() else 0o600), (name, oct(mode))
    return len(modes(state))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everything_is_for_its_owner_alone(cloud, person, umask):
    one, seen = cloud("instant"), 0
    done = person.apply(one, umask=umask)
    assert done.returncode == 0, done.stderr
    assert_whole(one, document(done))
    seen += assert_closed(person.state)
    # Damaged and rebuilt, and with a request handed out: more kinds of files.
    [setup] = person.state.iterdir()
    for path in setup.glob("checkpoint*"):
        path.write_text("garbage")
    env = {**one.env(), "HOME": str(person.home)}
    done = person.run("recover", "--state-dir", person.state, env=env, umask=umask)
    assert done.returncode in (0, 2), done.stderr
    seen += assert_closed(person.state)
    reading = cloud("no-iam-rights")
    done = person.apply(reading, umask=umask, state=person.home / "deep" / "er" / "state")
    assert (person.home / "deep").exists(), done.stderr
    seen += assert_closed(person.home / "deep")
    note("modes.txt", f"umask {umask:03o}: {seen} files and directories, all 0600 and 0700")


def test_looser_modes_are_tightened_and_told(cloud, person):
    one = cloud("instant")
    assert person.apply(one).returncode == 0
    [setup] = person.state.iterdir()
    for path in [setup, *setup.iterdir()]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    done = person.apply(one, "--setup", setup.name)
    assert done.returncode == 0, done.stderr
    assert_closed(setup)
    for name in ("checkpoint.json", "calls.jsonl", "lock"):
        assert f"Others could reach {setup}/{name}" in done.stderr
    assert f"Others could reach {setup};" in done.stderr


@pytest.mark.parametrize("mode, code", [(0o777, 1), (0o775, 1), (0o755, 0), (0o1777, 0)])
def test_a_directory_in_which_others_can_exchange_a_set_up_is_refused(cloud, person, mode, code):
    one = cloud("instant")
    person.state.mkdir()
    person.give(person.state)
    person.state.chmod(mode)
    done = person.apply(one)
    assert done.returncode == code, done.stderr
    if code:
        assert codes(done)[:1] == ["VB808"] and "others may write" in done.stderr
        assert f"     chmod go-w {person.state}\n" in done.stderr
        assert one.mutations() == [] and not list(person.state.iterdir())


@pytest.mark.skipif(not IS_ROOT, reason="only the administrator can give files away")
@pytest.mark.parametrize("name", [
    "state", "set-up", "checkpoint.json", "checkpoint.previous.json", "lock", "calls.jsonl"])
def test_what_somebody_else_owns_is_refused(cloud, person, name):
    one = cloud("instant")
    assert person.apply(one).returncode == 0
    [setup] = person.state.iterdir()
    path = {"state": person.state, "set-up": setup}.get(name, setup / name)
    path.chmod(0o777 if path.is_dir() else 0o666)
    person.give(path, to=4711)
    before, sent = files(person.state), one.mutations()
    done = person.apply(one, "--setup", setup.name)
    assert done.returncode == 1 and codes(done)[:1] == ["VB808"], done.stderr
    assert "owned by user 4711" in done.stderr and str(path) in done.stderr
    assert one.mutations() == sent
    assert files(person.state) == before


def test_looking_needs_no_right_to_write(cloud, person):
    """Not even to the lock and the call log, which is said."""
    one = cloud("instant")
    assert person.apply(one).returncode == 0
    [setup] = person.state.iterdir()
    paths = [person.state, setup, *setup.iterdir()]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    before, sent = files(person.state), one.mutations()
    env = {**one.env(), "HOME": str(person.home)}
    for command in (["status"], ["plan", "--setup", setup.name], ["models"], ["list"]):
        done = person.run(*command, "--state-dir", person.state, env=env)
        assert done.returncode == 0, done.stderr
        told = f"{setup} cannot be written to" in done.stderr.replace("\n", " ")
        assert told == (command != ["list"]), done.stderr
    assert person.apply(one, "--setup", setup.name).returncode == 1
    assert (files(person.state), one.mutations()) == (before, sent)
    (setup / "checkpoint.json").chmod(0)
    for command in (["status", setup.name], ["list"]):
        done = person.run(*command, "--state-dir", person.state, env=env)
        assert done.returncode == (0 if command == ["list"] else 1)
        assert "VB805  What is saved cannot be read\n" in done.stderr
        assert "Make it yours and readable" in done.stderr and "before anything" not in done.stderr


def test_what_cannot_be_saved_is_told_once(cloud, tmp_path):
    command = shlex.join([
        str(BINARY), "apply", "--yes", "--region", "us-east-1", "--state-dir", str(tmp_path / "s")])
    done = subprocess.run(
        ["sh", "-c", f"trap '' XFSZ; ulimit -f 8; exec {command}"], env=cloud("instant").env(),
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("Progress could not be saved") == 1, done.stderr


def test_a_read_only_directory_is_told_before_anything_changes(cloud, person):
    one = cloud("instant")
    person.state.mkdir()
    person.give(person.state)
    person.state.chmod(0o500)
    done = person.apply(one)
    assert done.returncode == 1 and codes(done)[:1] == ["VB805"], done.stderr
    assert "--state-dir" in done.stderr and one.mutations() == []


def test_a_conflict_that_cannot_be_saved_says_both(cloud, tmp_path):
    one, state = cloud("environment-exists"), tmp_path / "state"
    command = shlex.join([
        str(BINARY), "apply", "--yes", "--region", "us-east-1", "--state-dir", str(state)])
    for limit, more, told in [
            ("unlimited", "", ["VB122"]), ("1", "--role-path /ml/", ["VB122", "VB804"])]:
        done = subprocess.run(
            ["sh", "-c", f"trap '' XFSZ; ulimit -f {limit}; exec {command} {more}"], env=one.env(),
            capture_output=True, text=True, timeout=60)
        assert done.returncode == 5 and codes(done) == told, done.stderr
    assert one.mutations() == []


def test_without_a_home_a_directory_is_asked_for(cloud, person):
    one = cloud("instant")
    for home in (None, "", "relative", "/nowhere/at/all"):
        env = {**one.env(), "XDG_STATE_HOME": "relative"}
        del env["HOME"]
        if home is not None:
            env["HOME"] = home
        done = person.run("apply", "--yes", env=env)
        assert done.returncode == 1 and codes(done)[:1] == ["VB805"], (home, done.stderr)
        assert "--state-dir" in done.stderr
    assert one.mutations() == []


def test_a_relative_directory_of_the_environment_is_ignored(cloud, person):
    one = cloud("instant")
    env = {**one.env(), "HOME": str(person.home), "XDG_STATE_HOME": "relative"}
    done = person.run("apply", "--yes", "--json", env=env)
    assert done.returncode == 0, done.stderr
    assert list(person.home.glob(".local/state/vertesia-bedrock/*/checkpoint.json"))


@pytest.mark.parametrize("room", [0, 8, 12, 16, 24])
def test_a_full_disk_stops_the_run_and_room_ends_it(home, person, room):
    """A file system of a few KiB, more than is left of it."""
    person.state.mkdir()
    person.give(person.state)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs", person.state],
        capture_output=True)
    if made.returncode != 0:
        pytest.skip("no file system can be mounted here; test_refused_calls.py says ENOSPC")
    one = Cloud("instant", home)
    try:
        person.give(person.state)
        filler = person.state / "filler"
        filler.write_bytes(b"x" * (64 - room << 10))
        done = person.apply(one)
        assert done.returncode == 1 and set(codes(done)) <= {"VB804", "VB805"}, done.stderr
        sent = one.mutations()
        assert room > 0 or sent == []
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=1m", person.state], check=True)
        done = person.apply(one)
        assert done.returncode == 0, done.stderr
        assert_whole(one, document(done))
        assert len([call for call in one.mutations() if call["operation"] == "CreateRole"]) == 1
    finally:
        one.close()
        subprocess.run(["umount", person.state], check=True)


def note(name, line):
    with open(LOGS / name, "a") as log:
        log.write(line + "\n")
