"""Which set-up a command means: one that is printed, one that is started twice, one after a loss."""

import re
import shlex
import shutil

import pytest

from conftest import run
from setups import Running, Standing, apply, assert_whole, codes, saved
from test_clients import curl, sign_in

REGION = ("--region", "us-east-1")
OTHER = "arn:aws:iam::432112349876:role/acme-administration"


def printed(done, word):
    """The one printed command that has `word` in it, as its arguments."""
    [line] = {
        line for line in re.findall(r"vertesia-bedrock (apply .*)", done.stderr) if word in line}
    return shlex.split(line)


def test_the_way_out_of_a_conflict_keeps_what_was_given(prompt_cloud, state):
    cloud = prompt_cloud("instant")
    _, first = apply(cloud, state, *REGION)
    again = ["--setup", first["setup"], "--state-dir", state]
    for given, code, decision in [
        (["--role-arn", OTHER, "--model", "amazon.nova-pro-v1:0"], "VB303", "extend"),
        (["--role-name", "acme-ci-deploy", "--permissions", "listing"], "VB303", "rename"),
        (["--role-path", "/other/"], "VB317", "rename"),
    ]:
        for command in (["plan"], ["apply", "--yes"]):
            done = run(*command, *again, *given, env=cloud.env())
            assert done.returncode == 5 and codes(done)[0] == code, done.stderr
            words = printed(done, decision)
            assert all(word in words for word in given), words
    done = run(*words, env=cloud.env())
    assert done.returncode == 0, done.stderr
    assert "/other/" in Standing(cloud).environments[0]["apiKey"]
    # A wish for another path that is given up.
    before = Standing(cloud)
    done = run("apply", "--yes", *again, "--role-path", "/", env=cloud.env())
    assert done.returncode == 5 and codes(done)[0] == "VB317", done.stderr
    done = run(*printed(done, "/other/"), env=cloud.env())
    assert done.returncode == 0, done.stderr
    after = Standing(cloud)
    assert after.environments == before.environments and len(after.roles) == len(before.roles)


def test_a_role_that_was_named_is_not_told_to_be_in_the_way(prompt_cloud, state):
    cloud = prompt_cloud("instant")
    done, _ = apply(cloud, state, *REGION, "--role-arn", OTHER)
    assert codes(done)[0] == "VB303" and "taken" not in done.stderr, done.stderr
    assert "It is the role that was named" in done.stderr


def test_an_environment_with_a_key_is_taken_by_the_printed_commands(prompt_cloud, state):
    """One conflict after the other, each decided by what was printed."""
    cloud = prompt_cloud("environment-exists")
    token = sign_in(cloud)
    [made] = Standing(cloud).environments
    status, _ = curl(
        cloud, token, f"/environments/{made['id']}", "PUT", {"apiKey": OTHER})
    assert status == 200
    done, result = apply(cloud, state, *REGION)
    assert codes(done)[0] == "VB122", done.stderr
    done = run(*printed(done, "--environment-id"), env=cloud.env())
    assert done.returncode == 5 and codes(done)[0] == "VB416", done.stderr
    done = run(*printed(done, "extend"), env=cloud.env())
    assert done.returncode == 0, done.stderr
    assert len(Standing(cloud).environments) == 1


def test_the_same_command_four_times_at_once(prompt_cloud, state):
    """One begins the set-up; the others find it held, and say by whom."""
    cloud = prompt_cloud("happy")
    runs = [Running(cloud, state, *REGION, events=False) for _ in range(4)]
    ends = [one.end(120) for one in runs]
    won = [pid.process.pid for pid, (code, _, _) in zip(runs, ends) if code == 0]
    assert len(won) == 1, ends
    for code, _, told in ends:
        assert code == 0 or "VB803" in told and f"pid {won[0]}" in told, told
    assert len(saved(state)) == 1 and Standing(cloud).counts() == (1, 1, 1)
    done, result = apply(cloud, state, *REGION)
    assert done.returncode == 0, done.stderr
    assert_whole(cloud, result)


@pytest.mark.parametrize("loss", ["lost", "damaged"])
def test_after_a_loss_the_same_command_ends_where_it_did(prompt_cloud, state, loss):
    cloud = prompt_cloud("instant")
    _, first = apply(cloud, state, *REGION)
    if loss == "lost":
        shutil.rmtree(state)
    else:
        for path in state.glob("*/checkpoint*.json"):
            path.write_bytes(path.read_bytes()[:100])
    for _ in range(2):
        done, _ = apply(cloud, state, *REGION)
        assert done.returncode == 5 and codes(done)[0] == "VB122", done.stderr
        assert (f"Set-up {first['setup']} is saved here and left out" in done.stderr) == (
            loss == "damaged")
    [command] = re.findall(r"vertesia-bedrock (recover.*)", done.stderr)
    done = run(*shlex.split(command), env=cloud.env())
    assert done.returncode == 0 and first["setup"] in done.stdout, done.stderr
    done, result = apply(cloud, state, *REGION)
    assert done.returncode == 0 and result["setup"] == first["setup"], done.stderr
    assert_whole(cloud, result)
