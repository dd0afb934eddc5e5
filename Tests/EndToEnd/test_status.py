"""What is told of a saved set-up afterwards: how it stands now, and whether the role is wider than
was chosen."""

import re
import shlex

import pytest

from conftest import run
from setups import Running, Standing, apply, codes, saved
from test_clients import client

FULL = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"


def table(done):
    """The rows of the table, by step."""
    rows = [re.split(r"  +", line) for line in done.stdout.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 2}


def test_narrowed_permissions(cloud, tmp_path):
    """What the set-up had attached is taken off, with consent."""
    one, state = cloud("instant"), tmp_path / "state"
    everywhere = ["--state-dir", state]
    _, result = apply(one, state, "--permissions", "full-access")
    setup = ["--setup", result["setup"], "--permissions", "inference"]
    done = run("plan", *setup, *everywhere, env=one.env())
    assert done.returncode == 2, done.stderr
    assert "- detach policy AmazonBedrockFullAccess from role" in done.stdout
    done, _ = apply(one, state, *setup)
    assert done.returncode == 0, done.stderr
    [role] = Standing(one).roles
    assert role["attached"] == [] and list(role["inline"]) == ["vertesia-bedrock"]
    assert run("status", *everywhere, env=one.env()).returncode == 0


def test_a_wider_role_is_told_and_left_alone(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    everywhere = ["--state-dir", state]
    _, result = apply(one, state)
    name = result["roleArn"].rpartition("/")[2]
    iam = client(one, "iam")
    iam.attach_role_policy(RoleName=name, PolicyArn=FULL)
    before = one.mutations()
    done = run("status", *everywhere, env=one.env())
    assert done.returncode == 2, done.stderr
    assert table(done)["Permissions"] == ["differs", "created"]
    [command] = re.findall(r"aws (iam detach-role-policy .*)", done.stdout)
    assert shlex.split(command) == [
        "iam", "detach-role-policy", "--role-name", name, "--policy-arn", FULL]
    assert run("status", "--step", "role", *everywhere, env=one.env()).returncode == 0
    assert command in run("plan", *everywhere, env=one.env()).stdout
    assert apply(one, state)[0].returncode == 0
    assert one.mutations() == before
    iam.detach_role_policy(RoleName=name, PolicyArn=FULL)
    assert run("status", *everywhere, env=one.env()).returncode == 0


def test_how_each_step_stands_now(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    _, result = apply(one, state)
    done = run("status", "--state-dir", state, env=one.env())
    rows = table(done)
    assert rows.pop("STEP") == ["NOW", "LAST RUN"]
    assert rows.pop("Model listing")[0].startswith("not looked at: ")
    assert {now for now, _ in rows.values()} == {"as it should be"}
    assert rows["Role"][1] == "created"

    name = result["roleArn"].rpartition("/")[2]
    iam = client(one, "iam")
    iam.delete_role_policy(RoleName=name, PolicyName="vertesia-bedrock")
    iam.delete_role(RoleName=name)
    done = run("status", "--state-dir", state, env=one.env())
    assert done.returncode == 2, done.stderr
    rows = table(done)
    assert rows["Role"] == ["missing", "created"]
    assert rows["Environment"] == ["as it should be", "created"]

    env = one.env(AWS_SECRET_ACCESS_KEY="no-such-secret")
    done = run("status", "--state-dir", state, env=env)
    assert done.returncode == 4, done.stderr
    [code] = codes(done)
    assert table(done)["Role"] == [f"not looked at: {code}", "created"]


@pytest.mark.parametrize("command", ["apply", "plan", "status"])
def test_what_never_began_has_no_table(cloud, tmp_path, command):
    """A name that is none, a damaged file, a set-up that is open elsewhere."""
    one, state = cloud("instant"), tmp_path / "state"
    more = ["--yes"] if command == "apply" else []

    def refused(name):
        named = [name] if command == "status" else ["--setup", name]
        return run(command, *named, *more, "--state-dir", state, env=one.env())

    done = refused("nothing")
    assert codes(done) == ["VB120"] and done.stdout == ""
    one.control("faults", {"operation": "CreateRole", "kind": "delay", "ms": 15000})
    running = Running(one, state)
    running.until_called("CreateRole")
    [setup] = saved(state)
    done = refused(setup)
    assert codes(done) == ["VB803"] and done.stdout == ""
    assert running.process.poll() is None
    running.kill()
    for name in ("checkpoint.json", "checkpoint.previous.json"):
        (state / setup / name).write_text("garbage")
    done = refused(setup)
    assert codes(done) == ["VB801"] and done.stdout == ""
