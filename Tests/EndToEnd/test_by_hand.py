"""Each way to have a part done by hand: in Studio, or by an AWS administrator."""

import re
import shlex
import subprocess

import pytest

from conftest import run
from setups import Standing, apply, assert_whole, codes, saved
from stories import administrator, carry_through, made_in_studio, outcomes, see_it_done
from test_clients import curl, sign_in
from walks import ACCOUNT, ORGANIZATION, PERMISSIONS, PLAN, squeezed

ORGANIZATION_ID = "64f0c1a2b3c4d5e6f7a8b9c0"


def test_without_a_vertesia_key(walk, prompt_cloud, state):
    """Both ids are pasted; the key is put in, and the models are looked for, in Studio."""
    cloud = prompt_cloud("instant")
    token = sign_in(cloud)
    made = made_in_studio(cloud, token)
    env = cloud.env()
    del env["VERTESIA_API_KEY"]
    one = walk("--state-dir", state, env=env)
    one.answer_all(ORGANIZATION)
    one.choose("by hand in Studio")
    one.expect("What is the Organization ID?")
    one.paste(f"  {ORGANIZATION_ID}\n")
    one.press("Enter")
    one.expect("What is the Environment ID?")
    one.paste(ORGANIZATION_ID)
    one.press("Enter")
    one.expect("The same id is given for two different things")
    one.press("C-u")
    one.paste(made["id"])
    one.press("Enter")
    one.expect(PERMISSIONS)
    one.press("Enter")
    one.expect(PLAN)
    one.press("End")
    one.expect("A person makes the environment in Vertesia Studio")
    one.press("a")
    shown = squeezed(one.expect("Put the role ARN into API Key"))
    [arn] = re.findall(r"arn:aws:iam::432112349876:role/[\w-]+?-[a-z2-7]{8}", shown)
    status, _ = curl(cloud, token, f"/environments/{made['id']}", "PUT", {"apiKey": arn})
    assert status == 200
    one.press("Enter")
    one.expect("Look for the models in Studio")
    one.press("Enter")
    one.expect("Done by hand; not checked from here")
    assert "can reach Bedrock" not in one.pane()
    one.expect("Parts of this rest on a person's word")
    one.press("q")
    assert one.wait_until_left() == 0
    assert "done, not checked" in run("list", "--state-dir", state, env=cloud.env()).stdout
    assert Standing(cloud).counts() == (1, 1, 1)
    assert outcomes(state)["connection"] == outcomes(state)["model-listing"] == "byHand"
    status, models = curl(cloud, token, f"/environments/{made['id']}/models")
    assert status == 200 and models


def test_without_a_vertesia_key_and_nobody_to_ask(prompt_cloud, state):
    """Both ids are enough, and only both; what a person has to do is told."""
    cloud = prompt_cloud("instant")
    made = made_in_studio(cloud, sign_in(cloud))
    env = cloud.env()
    del env["VERTESIA_API_KEY"]
    ids = ["--organization", ORGANIZATION_ID, "--environment-id", made["id"]]
    done, _ = apply(cloud, state, *ids[:2], env=env)
    assert done.returncode == 4 and codes(done)[0] == "VB401"
    assert "--organization and --environment-id" in done.stderr
    looked = run("plan", *ids, "--state-dir", state, env=env)
    assert looked.returncode == 2 and "create role" in looked.stdout, looked.stderr
    done, result = apply(cloud, state, *ids, env=env)
    assert done.returncode == 3, done.stderr
    assert "the Vertesia side is by hand" in done.stderr
    assert "Put the role ARN into API Key" in done.stderr and result["roleArn"] in done.stderr
    assert Standing(cloud).counts() == (1, 1, 1)
    assert outcomes(state)["role"] == "created" and outcomes(state)["connection"] == "waiting"
    assert f"say so in the wizard: vertesia-bedrock setup --setup {result['setup']}" in done.stderr
    again = ["--setup", result["setup"]]
    looked = run("status", result["setup"], "--state-dir", state, env=env)
    assert looked.returncode == 2 and "waiting for a person" in looked.stdout, looked.stdout
    done, _ = apply(cloud, state, *again, env=env)
    assert done.returncode == 3, done.stderr
    done, result = apply(cloud, state, *again)
    assert done.returncode == 0, done.stderr
    assert_whole(cloud, result)


def test_the_way_to_the_wizard_takes_along_what_was_given(prompt_cloud, state):
    cloud = prompt_cloud("instant")
    env = cloud.env()
    del env["VERTESIA_API_KEY"]
    done, _ = apply(cloud, state, "--region", "eu-west-1", "--role-path", "/ml/", env=env)
    assert done.returncode == 4 and codes(done)[0] == "VB401", done.stderr
    assert (f"vertesia-bedrock setup --region eu-west-1 --role-path /ml/ --state-dir {state}\n"
            in done.stderr)


def test_the_key_is_gone_and_the_vertesia_side_is_left_to_a_person(prompt_cloud, state):
    """What VB401 advises works for the set-up that told it."""
    cloud = prompt_cloud("instant")
    _, first = apply(cloud, state, "--region", "us-east-1", "--step", "environment")
    again = ["--setup", first["setup"]]
    env = cloud.env()
    del env["VERTESIA_API_KEY"]
    done, _ = apply(cloud, state, *again, env=env)
    assert done.returncode == 4 and codes(done)[0] == "VB401", done.stderr
    ids = ["--organization", ORGANIZATION_ID, "--environment-id", first["environmentId"]]
    done, result = apply(cloud, state, *again, *ids, env=env)
    assert done.returncode == 3 and result["setup"] == first["setup"], done.stderr
    assert "Put the role ARN into API Key" in done.stderr and result["roleArn"] in done.stderr
    done, result = apply(cloud, state, *again)
    assert done.returncode == 0, done.stderr
    assert_whole(cloud, result)


def test_a_key_that_may_not_leads_to_the_wizard_by_a_command(prompt_cloud, state):
    cloud = prompt_cloud("developer-key")
    done, result = apply(cloud, state)
    assert done.returncode == 1 and codes(done)[0] == "VB404", done.stderr
    assert f"vertesia-bedrock setup --setup {result['setup']}" in done.stderr, done.stderr


def carry_out(cloud, state, tmp_path):
    """Runs the commands of the request as they are printed; answers the new role's ARN."""
    [setup] = saved(state)
    request = (state / setup / "request-for-aws-administrator.md").read_text()
    assert "<new" not in request
    assert ("write its number of 12 digits" in request) == ("ACCOUNT_ID" in request)
    script = request.replace("ACCOUNT_ID", "432112349876")
    arn = None
    for block in re.findall(r"```sh\n(.*?)```", script, re.S):
        lines = [line for line in block.splitlines() if "add-client-id" not in line]
        done = subprocess.run(
            ["bash", "-ec", "\n".join(lines)], cwd=tmp_path, capture_output=True, text=True,
            env=cloud.env(**administrator(cloud), AWS_DEFAULT_OUTPUT="json"), timeout=60)
        assert done.returncode == 0, done.stderr
        found = re.search(r'"Arn": "(arn:aws:iam::\d+:role/[^"]+)"', done.stdout)
        arn = found[1] if found else arn
    return arn


def test_without_aws(walk, prompt_cloud, state, tmp_path):
    """An administrator gets a request that runs as it is printed, and sends back a role ARN."""
    cloud = prompt_cloud("instant")
    env = cloud.env()
    del env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]
    one = walk("--state-dir", state, env=env)
    one.answer_all(answers={ACCOUNT: "Go on without AWS"})
    one.press("a")
    one.expect("Waiting for an AWS administrator")
    assert not Standing(cloud).roles and len(Standing(cloud).environments) == 1
    one.choose("Leave and come back later")
    assert one.wait_until_left() == 3
    arn = carry_out(cloud, state, tmp_path)

    [setup] = saved(state)
    two = walk("--state-dir", state, "--setup", setup, env=env)
    two.expect("Waiting for an AWS administrator")
    two.choose("It is done: enter the role ARN")
    two.expect("Role ARN, to paste here")
    two.press("BTab")
    two.paste(arn)
    two.press("Enter")
    carry_through(two)
    assert Standing(cloud).counts() == (1, 1, 1)
    assert Standing(cloud).environments[0]["apiKey"] == arn
    assert outcomes(state)["role"] == "byHand"


@pytest.mark.parametrize("scenario", ["no-iam-rights", "power-user"])
def test_no_iam_rights_and_nobody_to_ask(prompt_cloud, state, tmp_path, scenario):
    """`apply` writes the request as soon as there is an environment to name in it. Each command
    that is printed on the way works, also where the role cannot be looked at."""
    cloud = prompt_cloud(scenario)
    done, result = apply(cloud, state)
    assert done.returncode == 1 and codes(done)[0] == "VB314"
    assert cloud.mutations() == []
    assert "the wizard writes" not in done.stderr
    first, again = re.findall(r"vertesia-bedrock (apply .*--yes.*)", done.stderr)
    assert "--step environment" in first
    done = run(*shlex.split(first), env=cloud.env())
    assert done.returncode == 0, done.stderr
    assert Standing(cloud).counts() == (0, 0, 1)
    looked = run("plan", "--setup", result["setup"], "--state-dir", state, env=cloud.env())
    assert looked.returncode == 2 and "VB314" in looked.stdout, looked.stdout + looked.stderr
    request = state / result["setup"] / "request-for-aws-administrator.md"
    assert not request.exists(), "a look writes nothing"
    done = run(*shlex.split(again), env=cloud.env())
    assert done.returncode == 3 and codes(done)[0] == "VB314"
    listed = run("list", "--state-dir", state, env=cloud.env()).stdout
    assert re.search(r"stopped at [\w ]+: waiting for a person$", listed, re.M), listed
    looked = run("status", result["setup"], "--state-dir", state, env=cloud.env())
    assert looked.returncode == 2, looked.stderr
    now = {row[0]: row[1] for row in (re.split(r"  +", line) for line in
                                      looked.stdout.splitlines()) if len(row) == 3}
    assert now["Organization"] == now["Environment"] == "as it should be", looked.stdout
    assert now["Role"] == (
        "missing" if scenario == "no-iam-rights" else "not looked at: AWS does not allow looking")
    assert f"The request for an AWS administrator is {request}" in looked.stdout
    assert f"Send the request to an AWS administrator: {request}" in done.stderr
    assert "the wizard writes" not in done.stderr
    arn = carry_out(cloud, state, tmp_path)
    [printed] = re.findall(r"vertesia-bedrock (apply .*--yes.*)", done.stderr)
    done = run(*shlex.split(printed), env=cloud.env())
    assert done.returncode == 0, done.stderr
    assert Standing(cloud).environments[0]["apiKey"] == arn
    assert outcomes(state)["role"] == ("byHand" if scenario == "power-user" else "unchanged")


def test_a_right_that_turns_out_to_be_missing(prompt_cloud, state):
    """Refused in the middle of a run: what was made stays, and the request names it."""
    cloud = prompt_cloud("instant")
    cloud.control("faults", {"operation": "CreateRole", "kind": "error", "code": "AccessDenied",
                             "status": 403})
    done, result = apply(cloud, state)
    assert done.returncode == 3 and codes(done)[0] == "VB301"
    assert result["exit"] == 3 and outcomes(state)["role"] == "waiting"
    assert {one["id"]: one.get("outcome") for one in result["steps"]}["role"] == "waiting"
    request = state / result["setup"] / "request-for-aws-administrator.md"
    assert f"Send the request to an AWS administrator: {request}" in done.stderr
    [environment] = Standing(cloud).environments
    assert f"env:{ORGANIZATION_ID}:{environment['id']}" in request.read_text()
    # The right was given instead: the same command makes the role.
    done, result = apply(cloud, state, "--setup", result["setup"])
    assert done.returncode == 0, done.stderr
    assert outcomes(state)["role"] == "created" and Standing(cloud).counts() == (1, 1, 1)


@pytest.mark.parametrize("leaves", [False, True])
def test_no_iam_rights_and_then_handed_over(walk, prompt_cloud, state, tmp_path, leaves):
    """Who leaves meanwhile is told where the request is, and the next start waits at once."""
    cloud = prompt_cloud("no-iam-rights")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("This sign-in cannot finish the set-up")
    assert cloud.mutations() == []
    # What is advised and what can be chosen have the same words.
    shown = squeezed(one.pane())
    for words in ("Dothisstepbyhand", "AWSsign-in"):
        assert shown.count(words) == 2, shown
    one.choose("Do this step by hand")
    one.expect(PLAN)
    one.press("a")
    one.expect("Waiting for an AWS administrator")
    if leaves:
        one.press("q")
        assert one.wait_until_left() == 3
        [setup] = saved(state)
        request = state / setup / "request-for-aws-administrator.md"
        assert squeezed(f"Request {request}") in squeezed(one.scrollback())
        one = walk("--state-dir", state, "--setup", setup, env=cloud.env())
        one.expect("Waiting for an AWS administrator")
    arn = carry_out(cloud, state, tmp_path)
    one.choose("Look whether it has been done")
    if leaves:
        # What was agreed to is known to the program that was left.
        one.expect(PLAN)
        one.press("a")
    see_it_done(one)
    [role] = Standing(cloud).roles
    assert role["tags"]["vertesia-bedrock:setup"] == role["name"][-8:]
    assert Standing(cloud).counts() == (1, 1, 1)
    assert Standing(cloud).environments[0]["apiKey"] == arn
