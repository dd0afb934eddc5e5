"""Commands that are used wrongly, and places where nothing can be kept or nobody can be asked."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import bare_environment, run
from setups import Standing, apply, codes


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
    state = tmp_path / "state"
    done = run(
        "apply", "--yes", "--environment-name", "Lab", "--state-dir", state, env=env, timeout=10)
    assert done.returncode == 64 and codes(done) == ["VB101"], done.stderr
    assert "--region" in done.stderr and not (tmp_path / "started").exists()
    assert f"vertesia-bedrock setup --environment-name Lab --state-dir {state}\n" in done.stderr


def test_a_profile_that_is_not_there_is_told_before_its_region(cloud, tmp_path):
    one = cloud("instant")
    assert one.env()["AWS_REGION"]
    for command in (["plan"], ["apply", "--yes"]):
        done = run(*command, "--profile", "nope", "--state-dir", tmp_path / "state", env=one.env())
        assert done.returncode == 64 and codes(done) == ["VB202"], done.stderr


@pytest.mark.parametrize("text", [None, "no certificate\n"])
def test_certificate_authorities_that_cannot_be_used(home, tmp_path, text):
    path = tmp_path / "roots.pem"
    if text:
        path.write_text(text)
    done = run("list", "--ca-bundle", path, env=bare_environment(home))
    assert done.returncode == 64 and codes(done) == ["VB126"], done.stderr
    assert "cannot be used as certificate authorities" in done.stderr
    assert "one of a few words" not in done.stderr


def test_without_a_home_the_same_command_is_told_with_a_place(home):
    env = bare_environment(home)
    del env["HOME"]
    done = run("plan", "--region", "us-east-1", "--tag", "team=a b", env=env)
    assert done.returncode == 1 and codes(done) == ["VB805"], done.stderr
    assert ("vertesia-bedrock plan --region us-east-1 --tag 'team=a b' --state-dir DIRECTORY"
            in done.stderr)


@pytest.mark.parametrize("path", ["", "   "])
def test_a_state_directory_without_a_name(home, path):
    done = run("list", "--state-dir", path, env=bare_environment(home))
    assert done.returncode == 64 and "--state-dir" in done.stderr


@pytest.mark.parametrize("name", ["file", "missing-parent"])
def test_a_state_directory_that_cannot_be(cloud, tmp_path, name):
    one = cloud("instant")
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" if name == "file" else Path("/proc/nowhere/state")
    done = run("apply", "--yes", "--state-dir", path, env=one.env())
    assert done.returncode == 1 and codes(done)[0] == "VB805", done.stderr
    assert one.mutations() == []


def test_nobody_can_be_asked_and_the_printed_command_asks_nothing(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    done = run("--state-dir", state, "--region", "eu-west-1", "--role-path", "/ml/", env=one.env())
    assert done.returncode == 64 and codes(done) == ["VB901"], done.stderr
    assert "vertesia-bedrock setup --region eu-west-1 --role-path /ml/ --state-dir" in done.stderr
    [way] = re.findall(r"vertesia-bedrock (apply .*)", done.stderr)
    done = run(*shlex.split(way), "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    [role] = Standing(one).roles
    assert role["path"] == "/ml/" or ":role/ml/" in role["arn"]
    bare = bare_environment(one.home)
    done = run("--setup", "k3vq7m2d", "--state-dir", state, env=bare)
    assert codes(done) == ["VB901"] and "apply --setup k3vq7m2d --yes" in done.stderr
    done = run("--role-path", "/ml/", "--state-dir", state, env=bare)
    assert codes(done) == ["VB101"], done.stderr
    assert f"vertesia-bedrock setup --role-path /ml/ --state-dir {state}" in done.stderr
    done = run("--demo", env=bare)
    assert "apply" not in done.stderr and "vertesia-bedrock setup --demo" in done.stderr


@pytest.mark.parametrize("command", ["status", "models"])
def test_two_set_ups_and_no_name(cloud, tmp_path, command):
    """The advice is one that the command takes."""
    one, state = cloud("instant"), tmp_path / "state"
    names = [apply(one, state, "--region", region)[1]["setup"]
             for region in ("us-east-1", "eu-west-1")]
    done = run(command, "--state-dir", state, env=one.env())
    assert done.returncode == 64 and codes(done) == ["VB119"], done.stderr
    assert "--setup" not in done.stderr and all(name in done.stderr for name in names)
    assert f"vertesia-bedrock list --state-dir {state}" in done.stderr
    assert run(command, names[0], "--state-dir", state, env=one.env()).returncode == 0
