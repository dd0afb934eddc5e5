"""Each way to have a part done by hand: in Studio, or by an AWS administrator."""

import json
import re
import shlex
import subprocess
import time

import pytest

from conftest import bare_environment, run
from setups import ISSUER, Standing, apply, assert_whole, codes, saved
from stories import (
    administrator, carry_through, checkpoint, made_in_studio, outcomes, see_it_done)
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
    one.expect("is given as the Organization ID and as")
    one.press("C-u")
    one.paste(made["id"])
    one.press("Enter")
    one.expect(PERMISSIONS)
    one.press("Enter")
    one.expect(PLAN)
    one.expect("Left to a person in Vertesia Studio: the environment and its key.")
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


BACK = "## To take it all back later"


def as_administrator(cloud, script, directory):
    """A script in the shell of somebody who may change IAM, with what the sandbox prints for it."""
    keys = cloud.administrator or administrator(cloud)
    env = {
        **bare_environment(cloud.home), "AWS_ENDPOINT_URL": cloud.url,
        "AWS_DEFAULT_OUTPUT": "json", "AWS_DEFAULT_REGION": "us-east-1", **keys}
    done = subprocess.run(
        ["bash", "-ec", script], cwd=directory, capture_output=True, text=True, env=env, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def carry_out(cloud, state, tmp_path):
    """Runs the commands of the request as they are printed; answers the new role's ARN."""
    [setup] = saved(state)
    request = (state / setup / "request-for-aws-administrator.md").read_text()
    assert "<new" not in request
    assert ("write its number of 12 digits" in request) == ("ACCOUNT_ID" in request)
    script = request.replace("ACCOUNT_ID", "432112349876").partition(BACK)[0]
    arn = None
    for block in re.findall(r"```sh\n(.*?)```", script, re.S):
        lines = [line for line in block.splitlines() if "add-client-id" not in line]
        shown = as_administrator(cloud, "\n".join(lines), tmp_path)
        found = re.search(r'"Arn": "(arn:aws:iam::\d+:role/[^"]+)"', shown)
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
    assert re.search(r"\d of 9, waiting for an AWS administrator$", listed, re.M), listed
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
    if scenario == "power-user":
        assert re.search(r"^Role +by hand, not checked$", done.stdout, re.M), done.stdout
        assert re.search(r"^Permissions +by hand, seen$", done.stdout, re.M), done.stdout
    text = request.read_text()
    assert "Asked for by `arn:aws:iam::432112349876:user/platform-admin`." in text
    for block in re.findall(r"```sh\n(.*?)```", text.partition(BACK)[2], re.S):
        as_administrator(cloud, block, tmp_path)
    assert Standing(cloud).counts() == (0, 0, 1)


@pytest.mark.parametrize("scenario", ["no-iam-rights", "power-user"])
def test_a_role_is_looked_at_before_it_is_believed(prompt_cloud, state, tmp_path, scenario):
    """What the administrator has made otherwise is named in seconds, and nothing is set before."""
    cloud = prompt_cloud(scenario)
    _, result = apply(cloud, state, "--region", "us-east-1", "--step", "environment")
    again = ["--setup", result["setup"]]
    done, _ = apply(cloud, state, *again)
    assert done.returncode == 3 and codes(done)[0] == "VB314", done.stderr
    arn = carry_out(cloud, state, tmp_path)
    name = arn.rpartition("/")[2]
    provider = f"arn:aws:iam::432112349876:oidc-provider/{ISSUER}"
    other = (tmp_path / "trust.json").read_text().replace(":sub\": \"env:", ":sub\": \"env:x")
    (tmp_path / "other.json").write_text(other)
    trust = f"aws iam update-assume-role-policy --role-name {name} --policy-document file://"
    policy = f"role-policy --role-name {name} --policy-name vertesia-bedrock"
    spoiling = [
        ("VB506", f"aws iam delete-{policy}",
         f"aws iam put-{policy} --policy-document file://permissions.json"),
        ("VB504", f"aws iam remove-client-id-from-open-id-connect-provider --client-id bedrock "
                  f"--open-id-connect-provider-arn {provider}",
         f"aws iam add-client-id-to-open-id-connect-provider --client-id bedrock "
         f"--open-id-connect-provider-arn {provider}"),
    ]
    if scenario == "no-iam-rights":
        spoiling.append(("VB505", trust + "other.json", trust + "trust.json"))
    began = time.monotonic()
    for code, spoil, mend in spoiling:
        as_administrator(cloud, spoil, tmp_path)
        done, _ = apply(cloud, state, *again, "--role-arn", arn)
        assert done.returncode == 1 and codes(done)[0] == code, done.stderr
        assert "expected: " in done.stderr
        assert not Standing(cloud).environments[0].get("apiKey")
        as_administrator(cloud, mend, tmp_path)
    assert time.monotonic() - began < 30
    done, result = apply(cloud, state, *again, "--role-arn", arn)
    assert done.returncode == 0, done.stderr
    assert Standing(cloud).environments[0]["apiKey"] == arn


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


def handed_over(walk, cloud, state):
    """The wizard of somebody who may not change IAM, once the request is written."""
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("This sign-in cannot finish the set-up")
    assert cloud.mutations() == []
    # What is advised and what can be chosen have the same words.
    shown = squeezed(one.pane())
    for words in ("AskanAWSadministrator", "AWSsign-in"):
        assert shown.count(words) == 2, shown
    one.choose("Ask an AWS administrator")
    one.expect(PLAN)
    one.press("a")
    one.expect("Waiting for an AWS administrator")
    return one


@pytest.mark.parametrize("leaves", [False, True])
def test_no_iam_rights_and_then_handed_over(walk, prompt_cloud, state, tmp_path, leaves):
    """Who leaves meanwhile is told where the request is, and the next start waits at once."""
    cloud = prompt_cloud("no-iam-rights")
    one = handed_over(walk, cloud, state)
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


def test_a_role_that_is_typed_is_looked_at_first(walk, prompt_cloud, state, tmp_path):
    """What is not there is told at once; an account that is not confirmed takes the ARN with it."""
    cloud = prompt_cloud("no-iam-rights")
    one = handed_over(walk, cloud, state)
    one.choose("It is done: enter the role ARN")
    one.expect("Role ARN, to paste here")
    one.press("BTab")
    one.paste("arn:aws:iam::432112349876:role/Nobodys")
    one.press("Enter")
    one.expect("The identity provider is not in the account", 10)
    one.choose("Name another role")
    one.expect("What is the role's ARN?")
    one.press("C-u")
    one.paste("arn:aws:iam::111122223333:role/Elsewhere")
    one.press("Enter")
    one.expect("Is the role really in account 111122223333?")
    one.press("Escape")
    one.expect("What is the role's ARN?")
    assert "Elsewhere" not in json.dumps(checkpoint(state)["answers"])
    arn = carry_out(cloud, state, tmp_path)
    one.press("C-u")
    one.paste(arn)
    one.press("Enter")
    assert squeezed(arn) in squeezed(one.expect(PLAN))
    carry_through(one)
    assert Standing(cloud).environments[0]["apiKey"] == arn
    assert outcomes(state)["role"] == "byHand"
