"""What is not made, or not replaced, before somebody has decided."""

import json
import shlex

import pytest

from conftest import run
from setups import Standing, apply, assert_whole, codes, saved
from stories import carry_through
from test_clients import curl, sign_in
from walks import ACCOUNT, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, REGION

THEIRS = "arn:aws:iam::111122223333:role/VertesiaBedrock"


def test_a_key_of_another_account_is_not_replaced_unasked(cloud, tmp_path):
    """Both roles have one name: what is shown of the key fits either."""
    one = cloud("instant")
    token = sign_in(one)
    _, made = curl(one, token, "/environments", "POST", {
        "name": "theirs", "provider": "bedrock", "endpoint_url": "us-east-1", "apiKey": THEIRS,
        "allowed_projects": ["65aa00112233445566778899"]})
    before = one.mutations()
    flags = ["--environment-id", made["id"], "--role-name", "VertesiaBedrock"]
    done, document = apply(one, tmp_path / "state", *flags)
    assert done.returncode == 5, done.stderr
    assert "arn:aws:iam::432112349876:role/VertesiaBedrock" in done.stderr
    assert made["apiKey"] in done.stderr and "a role somewhere else" in done.stderr
    assert one.mutations() == before

    flags = ["--setup", document["setup"], "--on-conflict", "extend"]
    planned = run("plan", *flags, "--state-dir", tmp_path / "state", env=one.env())
    assert "in place of the key that is there" in planned.stdout, planned.stdout
    done, document = apply(one, tmp_path / "state", *flags)
    assert done.returncode == 0, done.stderr
    assert_whole(one, document)


@pytest.mark.parametrize("way", ["plain", "another name", "its name", "printed"])
def test_a_mistyped_environment_does_not_stay_in_the_way(cloud, tmp_path, way):
    """The attempt changed nothing, and each way on works."""
    one, state = cloud("instant"), tmp_path / "state"
    done, document = apply(one, state, "--environment-id", "68c4d0e1f2a3b4c5d6e7f8aa")
    assert done.returncode == 1 and codes(done)[0] == "VB408", done.stderr
    assert one.mutations() == []
    setup = ["--setup", document["setup"]]
    [printed] = [line for line in done.stderr.splitlines() if "apply --setup" in line]
    flags = {
        "plain": [],
        "another name": ["--environment-name", "fresh"],
        "its name": [*setup, "--environment-name", "fresh"],
        # After "vertesia-bedrock apply"; the helper agrees and names the state directory itself.
        "printed": shlex.split(printed.partition(" --yes")[0])[2:],
    }
    done, document = apply(one, state, *flags[way])
    assert done.returncode == 0, done.stderr
    assert_whole(one, document)


def test_a_decision_answers_one_conflict_only(cloud, tmp_path):
    one, state = cloud("role-name-taken"), tmp_path / "state"
    one.control("timing", {"spread": 0})
    done, _ = apply(one, state, "--on-conflict", "rename")
    assert done.returncode == 0, done.stderr
    [setup] = saved(state)
    token, before = sign_in(one), one.mutations()
    _, all = curl(one, token, "/environments?all=true")
    [environment] = [each for each in all if setup in (each.get("description") or "")]
    curl(one, token, f"/environments/{environment['id']}", "PUT", {"apiKey": THEIRS})
    done, document = apply(one, state, "--setup", setup)
    assert done.returncode == 5 and codes(done, document)[0] == "VB416", done.stderr
    assert len(one.mutations()) == len(before) + 1


def test_an_environment_that_was_deleted(cloud, tmp_path):
    """The printed way out is walked, and the set-up goes on with what it made."""
    one, state = cloud("instant"), tmp_path / "state"
    _, first = apply(one, state)
    curl(one, sign_in(one), f"/environments/{first['environmentId']}", "DELETE")
    done, _ = apply(one, state, "--setup", first["setup"])
    assert done.returncode == 1 and codes(done)[0] == "VB408", done.stderr
    [command] = [line for line in done.stderr.splitlines() if "--on-conflict rename" in line]
    done = run(*shlex.split(command)[1:], "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)
    assert second["setup"] == first["setup"] and second["verified"] is True
    assert second["environmentId"] != first["environmentId"]
    assert Standing(one).counts() == (1, 2, 1)
    before = one.mutations()
    done, third = apply(one, state, "--setup", first["setup"])
    assert done.returncode == 0 and one.mutations() == before
    assert third["environmentId"] == second["environmentId"]


def test_a_new_environment_for_a_set_up_that_has_one(cloud, tmp_path):
    """Its role trusts the old one: what is done about that is asked, and the name not lost."""
    one, state = cloud("instant"), tmp_path / "state"
    _, first = apply(one, state)
    before = one.mutations()
    done, _ = apply(one, state, "--setup", first["setup"], "--environment-name", "Second Lab")
    assert done.returncode == 5 and one.mutations() == before, done.stderr
    [command] = [line for line in done.stderr.splitlines() if "--on-conflict extend" in line]
    done = run(*shlex.split(command)[1:], "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)
    assert second["roleArn"] == first["roleArn"] and Standing(one).counts() == (1, 1, 2)
    done, third = apply(one, state, "--setup", first["setup"])
    assert done.returncode == 0 and third["environmentId"] == second["environmentId"]


@pytest.mark.parametrize("region", ["eu-west-99", "us-west-9"])
def test_a_region_without_models(cloud, tmp_path, region):
    one = cloud("instant")
    done, document = apply(one, tmp_path / "state", "--region", region)
    assert done.returncode == 1, done.stderr
    assert set(codes(done, document)) == {"VB601"}
    assert one.mutations() == [] and Standing(one).counts() == (0, 0, 0)
    planned = run("plan", "--region", region, "--state-dir", tmp_path / "state", env=one.env())
    assert planned.returncode == 1 and "VB601" in planned.stderr


def test_a_region_without_models_in_the_wizard(walk, prompt_cloud, state):
    """It is told at its question, and cannot be picked again."""
    cloud = prompt_cloud("instant")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all(REGION)
    one.press("/")
    one.type("eu-west-99")
    one.press("Enter")
    one.expect("Bedrock offers no models in eu-west-99")
    one.press("Enter")
    one.expect(ORGANIZATION)
    assert cloud.mutations() == []


def test_another_region_is_another_set_up(cloud, tmp_path):
    """The printed way out is walked: it begins a second one with the other answers."""
    one, state = cloud("instant"), tmp_path / "state"
    done, first = apply(one, state, "--role-path", "/vertesia/")
    assert done.returncode == 0, done.stderr
    before = one.mutations()
    done, _ = apply(one, state, "--setup", first["setup"], "--region", "eu-west-1")
    assert done.returncode == 5 and "This set-up is for us-east-1" in done.stderr
    assert one.mutations() == before
    [command] = [line for line in done.stderr.splitlines() if "--region eu-west-1" in line]
    words = shlex.split(command)
    assert words[:2] == ["vertesia-bedrock", "apply"] and "--role-path" in words
    done = run(*words[1:], "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)
    assert second["setup"] != first["setup"] and len(saved(state)) == 2
    assert Standing(one).counts() == (1, 2, 2)
    done, again = apply(one, state, "--setup", first["setup"])
    assert done.returncode == 0 and again["roleArn"] == first["roleArn"]


def test_another_region_begins_a_second_set_up_in_the_wizard(walk, prompt_cloud, state):
    """The first one has its environment, and fails over its role."""
    cloud = prompt_cloud("instant")
    cloud.control("faults", {
        "operation": "CreateRole", "kind": "error", "code": "MalformedPolicyDocument"})
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all()
    one.press("a")
    one.expect("What you can do")
    another = "Which other region should be set up?"
    for title in [PLAN, PERMISSIONS, ENVIRONMENT, ORGANIZATION, another]:
        one.press("Escape")
        one.expect(title)
    one.expect("This set-up stays with us-east-1")
    one.choose("eu-west-1")
    one.expect("This is a second set-up. us-east-1 stays as it is.")
    one.expect(ENVIRONMENT)
    one.press("Enter")
    carry_through(one)
    assert len(saved(state)) == 2 and Standing(cloud).counts() == (1, 1, 2)


def test_a_session_that_was_renewed_meanwhile(walk, cloud, state):
    """The same sign-in, chosen once more, is tried once more."""
    one = cloud("expired-session")
    wizard = walk("--state-dir", state, env=one.env())
    wizard.expect(ACCOUNT)
    wizard.press("Enter")
    wizard.expect("The AWS session is over")
    calls = [entry["operation"] for entry in one.calls()].count("GetCallerIdentity")
    wizard.mark("AWS_ACCESS_KEY_ID")
    wizard.press("Enter")
    wizard.wait_until(
        lambda _: [entry["operation"] for entry in one.calls()].count("GetCallerIdentity") > calls,
        "another try")
    wizard.expect("The AWS session is over")
