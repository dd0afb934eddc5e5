"""What is told of a saved set-up afterwards: how it stands now, and whether the role is wider than
was chosen."""

import json
import re
import shlex
import shutil

import pytest

from conftest import BINARY, run
from setups import Running, Standing, apply, codes, document, files, saved
from terminal import Terminal
from test_clients import client

FULL = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"


TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sts:AssumeRole",
    "Principal": {"AWS": "arn:aws:iam::432112349876:root"}}]})


def saved_role_name(state):
    [setup] = saved(state)
    checkpoint = json.loads((state / setup / "checkpoint.json").read_text())
    return checkpoint["payload"]["answers"]["role-name"]


def table(done):
    """The rows of the table, by step."""
    rows = [re.split(r"  +", line) for line in done.stdout.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 2}


def test_narrowed_permissions(cloud, tmp_path):
    """What somebody else has attached beyond the choice is told until somebody takes it off."""
    one, state = cloud("instant"), tmp_path / "state"
    everywhere = ["--state-dir", state]
    apply(one, state)
    [role] = Standing(one).roles
    client(one, "iam").attach_role_policy(RoleName=role["name"], PolicyArn=FULL)
    done = run("plan", *everywhere, env=one.env())
    assert done.returncode == 2, done.stderr
    [command] = re.findall(r"aws iam detach-role-policy .*", done.stdout)
    done = run("apply", "--yes", *everywhere, env=one.env())
    assert done.returncode == 0 and command in done.stderr, done.stderr
    done = run("status", *everywhere, env=one.env())
    assert done.returncode == 2 and command in done.stdout
    assert run("plan", *everywhere, env=one.env()).returncode == 2
    client(one, "iam").detach_role_policy(RoleName=role["name"], PolicyArn=FULL)
    assert run("status", *everywhere, env=one.env()).returncode == 0
    assert run("plan", *everywhere, env=one.env()).returncode == 0


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
    now, before = rows.pop("Model listing")
    assert now.startswith("not looked at: ") and before == "checked"
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
    assert table(done)["AWS account"] == [f"not known: {code}", "checked"]


def test_the_document_tells_what_the_table_does(cloud, tmp_path):
    """Each step as it stands, what a run would change, and why it ends in 2."""
    one, state = cloud("instant"), tmp_path / "state"
    _, result = apply(one, state)
    everywhere = ["--json", "--state-dir", state]

    def look(*more):
        done = run("status", *more, *everywhere, env=one.env())
        return done, document(done)

    def now(found):
        return {step["id"]: step["now"] for step in found["steps"]}

    done, found = look()
    assert done.returncode == found["exit"] == 0 and found["changes"] == []
    assert {part: found[part] for part in ("setup", "roleArn", "environmentId")} == {
        part: result[part] for part in ("setup", "roleArn", "environmentId")}
    assert now(found).pop("model-listing").startswith("not looked at: ")
    name = result["roleArn"].rpartition("/")[2]
    iam = client(one, "iam")
    iam.attach_role_policy(RoleName=name, PolicyArn=FULL)
    done, found = look()
    assert done.returncode == found["exit"] == 2 and found["changes"] == []
    assert now(found)["permissions"] == "differs"
    [told] = [notice for notice in found["notices"] if "detach-role-policy" in notice["words"]]
    assert told["tone"] == "warning"
    iam.detach_role_policy(RoleName=name, PolicyArn=FULL)
    iam.delete_role_policy(RoleName=name, PolicyName="vertesia-bedrock")
    done, found = look("--step", "permissions")
    assert done.returncode == 2 and now(found) == {"permissions": "missing"}
    assert [change["operation"] for change in found["changes"]] == ["PutRolePolicy"]
    done = run("status", *everywhere, env=one.env(AWS_SECRET_ACCESS_KEY="no-such-secret"))
    [code] = codes(done)
    assert now(document(done))["role"] == f"not looked at: {code}"


def test_what_failed_last_time_and_what_hinders_the_look(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": "CreateRole", "kind": "error", "code": "AccessDenied",
                           "status": 403})
    [failed, *_] = codes(apply(one, state)[0])
    rows = table(run("status", "--state-dir", state, env=one.env()))
    assert rows["Role"] == ["missing", f"failed, {failed}"]
    assert rows["Environment"] == ["as it should be", "created"]
    [found] = Standing(one).environments
    client(one, "iam").create_role(
        RoleName=saved_role_name(state), AssumeRolePolicyDocument=TRUST)
    done = run("status", "--state-dir", state, env=one.env())
    assert done.returncode == 5, done.stderr
    assert table(done)["Role"][0] == f"differs: {codes(done)[0]}"
    assert table(done)["Environment"] == [f"not looked at: {codes(done)[0]}", "created"]
    assert found["id"] in done.stdout


def test_when_and_why_a_set_up_stopped(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": "CreateRole", "kind": "error", "code": "LimitExceeded",
                           "status": 409})
    done, _ = apply(one, state)
    assert done.returncode == 1, done.stderr
    [code, *_] = codes(done)
    done = run("list", "--state-dir", state, env=one.env())
    [_, row] = done.stdout.splitlines()
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC, just now", row), row
    assert f"stopped at Role: {code} " in row


def test_progress_is_told_once(cloud, tmp_path):
    """A second run does not begin with what the first one had done."""
    one, state = cloud("instant"), tmp_path / "state"
    for _ in range(2):
        done = run("apply", "--yes", "--state-dir", state, env=one.env())
        assert done.returncode == 0, done.stderr
        told = re.findall(r"^([A-Z][a-z ]+): ", done.stderr, re.M)
        assert "Role" in told and len(told) == len(set(told)), done.stderr


def test_one_count_of_models(cloud, tmp_path):
    """By name, whatever tells it; an id of the table can be enabled."""
    one, state = cloud("models-not-enabled"), tmp_path / "state"
    one.control("timing", {"spread": 0})
    done = run("apply", "--yes", "--state-dir", state, env=one.env())
    [count] = re.findall(r"^Models +(\d+ listed.*)$", done.stdout, re.M)
    done = run("models", "--state-dir", state, env=one.env())
    assert f"Models: {count}; " in done.stdout
    rows = [re.split(r"  +", line) for line in done.stdout.split("\n\n")[0].splitlines()]
    assert rows[0][2] == "ID" and len(rows) - 1 == int(count.split()[0])
    done = run("models", "--enable", rows[1][2], "--state-dir", state, env=one.env())
    assert done.returncode == 0, done.stderr
    [enabled] = Standing(one).environments[0]["enabled_models"]
    assert enabled["id"].endswith(rows[1][2])
    done = run("models", "--disable", rows[1][2], "--state-dir", state, env=one.env())
    assert done.returncode == 0, done.stderr
    assert Standing(one).environments[0]["enabled_models"] == []


def test_a_role_that_may_only_list_is_not_told_as_ready(cloud, tmp_path):
    """By `apply` and `status`, with the command that lets models be called; then no more."""
    one, state = cloud("instant"), tmp_path / "state"
    everywhere = ["--state-dir", state]
    done = run("apply", "--yes", "--permissions", "listing", *everywhere, env=one.env())
    looked = run("status", *everywhere, env=one.env())
    for told in (done, looked):
        assert told.returncode == 0, told.stderr
        assert "they allow no call of a model" in told.stdout
    [command] = re.findall(r"^  vertesia-bedrock (apply .*)$", looked.stdout, re.M)
    assert command in done.stdout
    done = run(*shlex.split(command), env=one.env())
    assert done.returncode == 0 and "no call" not in done.stdout, done.stderr
    assert "no call" not in run("status", *everywhere, env=one.env()).stdout


def test_models_that_are_never_offered_have_their_ids(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    apply(one, state)
    told = run("models", "--state-dir", state, env=one.env()).stdout
    report = json.loads(run("models", "--json", "--state-dir", state, env=one.env()).stdout)
    head = f"{len(report['excluded'])} more ids are never offered by Vertesia:\n"
    rows = told.partition(head)[2].splitlines()[:len(report["excluded"])]
    assert [model["id"] in row for model, row in zip(report["excluded"], rows, strict=True)] == [
        True] * len(rows)
    assert len(set(rows)) == len(rows) > 20


def test_tables_fit_the_terminal(cloud, tmp_path):
    """Nothing is lost and no id is cut; what goes into a pipe has its rows as they were."""
    one, state = cloud("models-not-enabled"), tmp_path / "state"
    apply(one, state, "--environment-name", "a-name-that-takes-some-room-in-a-row")
    [setup] = saved(state)
    for command in (["list"], ["status", setup], ["models", setup]):
        everything = [*command, "--state-dir", state]
        piped = run(*everything, env=one.env()).stdout
        for columns in (80, 60):
            with Terminal([BINARY, *everything], one.env(), columns=columns, rows=50) as terminal:
                terminal.wait_until_left()
                shown = terminal.scrollback()
            # Below the tables there are sentences.
            rows = shown.partition("\nModels: ")[0].splitlines()
            wide = [line for line in rows if len(line) > columns]
            # What is longer than a row has it to itself.
            assert not any(" " in line.strip() for line in wide), wide
            for word in piped.partition("\nModels: ")[0].split():
                assert word in shown or word.isupper(), (word, shown)


def test_looking_beside_an_open_wizard(cloud, walk, tmp_path):
    """It keeps whoever would change something out, and nobody who only looks."""
    one, state = cloud("instant"), tmp_path / "state"
    _, result = apply(one, state)
    [setup] = saved(state)
    wizard = walk("--state-dir", state, "--setup", setup, env=one.env())
    wizard.expect("Check that it still works")
    before, calls = files(state), (state / setup / "calls.jsonl").read_bytes()
    for command in (["status", setup], ["plan", "--setup", setup], ["models", setup], ["list"]):
        done = run(*command, "--state-dir", state, env=one.env())
        assert done.returncode == 0 and done.stdout, done.stderr
        assert ("has this set-up open (pid " in done.stderr) == (command != ["list"])
    [model, *_] = result["models"]["listed"]
    done = run("models", setup, "--enable", model, "--state-dir", state, env=one.env())
    assert done.returncode == 1 and codes(done) == ["VB803"]
    assert files(state) == before
    assert (state / setup / "calls.jsonl").read_bytes() == calls
    wizard.press("q")
    assert wizard.wait_until_left() == 0


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
    if command == "apply":
        assert codes(done) == ["VB803"] and done.stdout == ""
        assert f"It is open in pid {running.process.pid} on " in done.stderr
        assert f"  set-up: {setup}\n" in done.stderr and "value:" not in done.stderr
    else:
        # A look is no run: it tells whose changes it may see half done.
        assert codes(done) == [] and done.returncode == 2 and done.stdout, done.stderr
        assert f"has this set-up open (pid {running.process.pid} on " in done.stderr
    assert running.process.poll() is None
    running.kill()
    for name in ("checkpoint.json", "checkpoint.previous.json"):
        (state / setup / name).write_text("garbage")
    done = refused(setup)
    assert codes(done) == ["VB801"] and done.stdout == ""


def test_a_site_that_was_named_is_named_again(cloud, tmp_path):
    """In every command that is printed; those that take no other answer take it too."""
    one, state = cloud("instant"), tmp_path / "state"
    site = ["--site", one.url]
    done = run("apply", *site, "--state-dir", state, env=one.env())
    for command in re.findall(r"vertesia-bedrock ((?:plan|apply) .*)", done.stderr):
        assert shlex.split(command).count("--site") == 1
    _, result = apply(one, state, *site)
    for command in (["status"], ["models"]):
        done = run(*command, result["setup"], *site, "--state-dir", state, env=one.env())
        assert done.returncode == 0, done.stderr
    shutil.rmtree(state)
    done = run("recover", *site, "--state-dir", state, env=one.env())
    [command] = re.findall(r"vertesia-bedrock (apply .*)", done.stderr)
    words = shlex.split(command)
    assert words[words.index("--site") + 1] == one.url
    assert run(*words, env=one.env()).returncode == 0
    done = run("models", "absent", *site, "--state-dir", state, env=one.env())
    printed = re.findall(r"vertesia-bedrock ((?:list|recover) .*)", done.stderr)
    assert ["--site" in command for command in printed] == [False, True]
    for command in printed:
        assert run(*shlex.split(command), env=one.env()).returncode == 0
