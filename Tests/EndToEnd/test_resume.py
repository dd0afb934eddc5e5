"""Stopping anywhere and going on: killed, interrupted, its files deleted, its answers lost. The end
is always the same world, with nothing made twice."""

import json
import re
import shlex
import shutil
import signal
import time

import pytest

from conftest import run
from setups import STEPS, Running, Standing, apply, assert_whole, codes, document, files, saved
from test_clients import client

# Not one of them is what a new set-up would get by itself.
ANSWERS = [
    "--region", "us-west-2", "--environment-name", "Lab", "--permissions", "full-access",
    "--tag", "team=ml", "--role-path", "/lab/"]

MUTATIONS = [
    ("iam", "CreateOpenIDConnectProvider"), ("vertesia", "CreateEnvironment"),
    ("iam", "CreateRole"), ("iam", "PutRolePolicy"), ("vertesia", "UpdateEnvironment")]

OPERATIONS = [operation for _, operation in MUTATIONS]


def go_on(cloud, state):
    """The next start: with no answer when there is a saved set-up."""
    ids = saved(state)
    assert len(ids) <= 1
    done, result = apply(cloud, state, *(["--setup", ids[0]] if ids else ANSWERS))
    assert done.returncode == 0, done.stderr
    return result


def assert_answers_kept(cloud):
    standing = Standing(cloud)
    [environment], [role] = standing.environments, standing.roles
    assert (environment["name"], environment["endpoint_url"]) == ("Lab", "us-west-2")
    assert role["path"] == "/lab/" and role["tags"]["team"] == "ml"
    assert role["attached"] == ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess"]


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_a_step(cloud, tmp_path, step):
    one, state = cloud("instant"), tmp_path / "state"
    running = Running(one, state, *ANSWERS)
    assert running.until("settled", step)
    # Else it hangs on the instant whether the create left at all, and the next run gives it a
    # minute to appear, as a long test shows.
    running.until_called("CreateEnvironment")
    running.kill()
    assert_whole(one, go_on(one, state))
    assert_answers_kept(one)
    done = apply(one, state, *ANSWERS)[0]
    assert done.returncode == 0 and len(saved(state)) == 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_killed_before_the_answer_of_a_change(cloud, tmp_path, operation):
    """It took effect, and nobody lived to hear of it."""
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": operation, "kind": "delay", "ms": 5000})
    running = Running(one, state)
    running.until_called(operation)
    running.kill()
    done, result = apply(one, state, "--setup", *saved(state))
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)
    made = [entry["operation"] for entry in one.mutations() if entry["operation"] == operation]
    assert len(made) == 1 or operation in ("PutRolePolicy", "UpdateEnvironment")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_and_says_how_to_go_on(cloud, tmp_path, number):
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": "CreateRole", "kind": "delay", "ms": 2500})
    running = Running(one, state, events=False)
    running.until_called("CreateRole")
    exit, _, err = running.stop(number)
    assert exit == 3, err
    [id] = saved(state)
    [words] = [shlex.split(line.partition(": ")[2]) for line in err.splitlines()
               if line.startswith("Go on with: ")]
    assert words[:2] == ["vertesia-bedrock", "apply"] and "--yes" in words
    assert words[words.index("--setup") + 1] == id
    assert words[words.index("--state-dir") + 1] == str(state)
    assert "PutRolePolicy" not in {entry["operation"] for entry in one.mutations()}
    assert run(*words[1:], env=one.env()).returncode == 0, "runnable as printed"
    assert_whole(one, go_on(one, state))
    assert [entry["operation"] for entry in one.mutations()].count("CreateRole") == 1


def test_a_second_signal_cancels_the_call(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": "CreateRole", "kind": "delay", "ms": 20_000})
    running = Running(one, state)
    running.until_called("CreateRole")
    running.process.send_signal(signal.SIGINT)
    time.sleep(1)
    exit, _, err = running.stop(signal.SIGINT, timeout=10)
    assert exit == 130, err
    [id] = saved(state)
    journal = json.loads((state / id / "checkpoint.json").read_text())["payload"]["steps"]["role"]
    assert journal["intent"], "what was on its way stays an open intent"
    assert_whole(one, go_on(one, state))
    assert [entry["operation"] for entry in one.mutations()].count("CreateRole") == 1


@pytest.mark.parametrize("step", [step for step in STEPS if step not in ("role", "permissions")])
def test_a_waiting_run_can_be_left(cloud, tmp_path, step):
    """Stopped as soon as a step has ended, wherever the others are."""
    one, state = cloud("happy"), tmp_path / "state"
    one.control("timing", {"spread": 1500})
    running = Running(one, state)
    assert running.until("settled", step)
    exit, _, err = running.stop()
    assert exit == (0 if step == "model-listing" else 3), err
    assert_whole(one, go_on(one, state))


@pytest.mark.parametrize("step", [
    "identity-provider", "environment", "role", "permissions", "connection", "model-listing"])
def test_recovered_after_its_files_are_gone(cloud, tmp_path, step):
    one, state = cloud("instant"), tmp_path / "state"
    running = Running(one, state)
    assert running.until("settled", step)
    running.kill()
    before = Standing(one)
    shutil.rmtree(state)
    done = run("recover", "--json", "--state-dir", state, env=one.env())
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == len(before.environments) == len(saved(state))
    assert Standing(one).counts() == before.counts(), "recover only looks"
    done, result = apply(one, state, *(["--setup", found[0]["id"]] if found else []))
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)
    if found:
        marker = f"vertesia-bedrock:{found[0]['id']}"
        assert marker in before.environments[0]["description"], "the id is the one it had"
    outcome = {step["id"]: step["outcome"] for step in result["steps"]}
    if step == "model-listing":
        assert set(outcome.values()) <= {"unchanged", "reused", "created", "changed"}
    done = run("recover", "--json", "--state-dir", state, env=one.env())
    assert done.returncode == 0 and json.loads(done.stdout) == []


def test_a_damaged_pair_is_kept_aside(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    setup = apply(one, state)[1]["setup"]
    pair = [state / setup / name for name in ("checkpoint.json", "checkpoint.previous.json")]
    for path in pair:
        path.write_text("garbage")
    refused = apply(one, state, "--setup", setup)[0]
    assert refused.returncode == 1 and codes(refused)[0] == "VB801"
    assert [path.read_text() for path in pair] == ["garbage"] * 2
    done = run("recover", "--state-dir", state, env=one.env())
    assert done.returncode == 0 and setup in done.stdout, done.stderr
    assert "Vertesia shows no key" in done.stderr
    assert f"apply --setup {setup} --yes --state-dir {state}" in done.stderr
    listed = run("list", "--json", "--state-dir", state, env=one.env())
    [entry] = json.loads(listed.stdout)
    assert entry["setup"]["settled"] == 7, "all but the key and the proof"
    kept = sorted((state / setup).glob("*.bad-??????"))
    assert [path.read_text() for path in kept] == ["garbage"] * 2
    assert all(str(path) in done.stderr.replace("\n", "").replace("  ", "") for path in kept)
    done, result = apply(one, state, "--setup", setup)
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)


def test_a_damaged_newest_is_kept_aside(cloud, tmp_path):
    """Whoever looks is told where it will be; whoever saves first has kept it there."""
    one, state = cloud("instant"), tmp_path / "state"
    setup = apply(one, state)[1]["setup"]
    path = state / setup / "checkpoint.json"
    path.write_bytes(damaged := path.read_bytes()[:500])
    looked = run("plan", "--setup", setup, "--state-dir", state, env=one.env()).stderr
    listed = run("list", "--state-dir", state, env=one.env()).stderr
    assert path.read_bytes() == damaged
    done, result = apply(one, state, "--setup", setup)
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)
    [kept] = (state / setup).glob("*.bad-??????")
    assert kept.read_bytes() == damaged
    for told in (looked, listed, done.stderr):
        assert "VB807" in told and f"keeps the damaged file as {kept}." in told


@pytest.mark.parametrize("kind", ["drop-after", "truncate"])
@pytest.mark.parametrize("service, operation", MUTATIONS)
def test_a_lost_answer_is_found_again(cloud, tmp_path, service, operation, kind):
    """One run: the change took effect, its answer did not come, and nothing is made twice."""
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"service": service, "operation": operation, "kind": kind})
    done, result = apply(one, state)
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)


@pytest.mark.parametrize("kind", ["html", "drop-before"])
@pytest.mark.parametrize("operation", [
    pytest.param("CreateEnvironment", marks=pytest.mark.long),
    pytest.param("CreateOpenIDConnectProvider", marks=pytest.mark.long),
    "CreateRole", "PutRolePolicy", "UpdateEnvironment"])
def test_a_change_that_never_happened_is_sent_again(cloud, tmp_path, operation, kind):
    """Only after it had its time to appear."""
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": operation, "kind": kind})
    done, result = apply(one, state, timeout=180)
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)


def test_two_runs_at_once(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    one.control("faults", {"operation": "CreateRole", "kind": "delay", "ms": 3000})
    running = Running(one, state)
    running.until_called("CreateRole")
    [id] = saved(state)
    done, result = apply(one, state, "--setup", id)
    assert running.process.poll() is None, "refused while the other one works, not after it"
    assert done.returncode == 1 and codes(done) == ["VB803"]
    assert str(running.process.pid) in done.stderr
    exit, _, err = running.end()
    assert exit == 0, err
    assert_whole(one, go_on(one, state))


def test_plan_status_and_list(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    everywhere = ["--state-dir", state]
    done = run("list", *everywhere, env=one.env())
    assert (done.returncode, done.stdout) == (0, "")
    _, result = apply(one, state)
    done = run("list", "--json", *everywhere, env=one.env())
    [entry] = json.loads(done.stdout)
    assert entry["id"] == result["setup"]
    assert entry["setup"]["account"] == "432112349876"
    assert "acme-research/us-east-1" in run("list", *everywhere, env=one.env()).stdout
    for name in ([], [result["setup"]], [result["setup"][:4]], ["acme-research/us-east-1"]):
        done = run("status", *name, *everywhere, env=one.env())
        assert done.returncode == 0, done.stderr
        assert result["roleArn"] in done.stdout
    kept = files(state)
    assert run("plan", *everywhere, env=one.env()).returncode == 0

    name = result["roleArn"].rpartition("/")[2]
    client(one, "iam").delete_role_policy(RoleName=name, PolicyName="vertesia-bedrock")
    before = one.mutations()
    done = run("plan", *everywhere, env=one.env())
    assert done.returncode == 2 and "vertesia-bedrock" in done.stdout
    done = run("status", "--json", *everywhere, env=one.env())
    assert done.returncode == 2
    assert document(done)["exit"] == 2
    done = run("status", "--step", "role", *everywhere, env=one.env())
    assert done.returncode == 0, "the difference is in another step"
    done = run("status", "--step", "permissions", *everywhere, env=one.env())
    assert done.returncode == 2
    assert files(state) == kept and one.mutations() == before, "looking changes nothing"
    assert_whole(one, go_on(one, state))
    assert run("status", *everywhere, env=one.env()).returncode == 0


def test_models_are_listed_enabled_and_made_default(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    _, result = apply(one, state)
    model, other = result["models"]["listed"][:2]
    everywhere = [result["setup"], "--state-dir", state]
    done = run("models", *everywhere, "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report["listed"]) == set(result["models"]["listed"])
    done = run(
        "models", *everywhere, "--enable", model, "--enable", other, "--default", model,
        env=one.env())
    assert done.returncode == 0, done.stderr
    [environment] = Standing(one).environments
    assert {entry["id"] for entry in environment["enabled_models"]} == {model, other}
    assert environment["default_model"] == model
    before = one.mutations()
    done = run("models", *everywhere, "--enable", "anthropic.no-such-model", env=one.env())
    assert done.returncode == 6 and codes(done) == ["VB606"]
    done = run("models", *everywhere, "--enable", "Claude Sonet 4.5", env=one.env())
    assert done.returncode == 6 and "Perhaps this is meant: Claude Sonnet 4.5\n" in done.stderr
    [way] = re.findall(r"vertesia-bedrock (models .*)", done.stderr)
    assert run(*shlex.split(way), env=one.env()).returncode == 0
    assert one.mutations() == before
    assert_whole(one, go_on(one, state))
