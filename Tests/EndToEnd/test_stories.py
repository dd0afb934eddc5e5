"""Whole stories in the wizard: the demo by keys alone, each way to do a part by hand, and every
scenario with the end that is written down for it."""

import json
import re
import subprocess
import urllib.request

import pytest

from conftest import bare_environment
from ptys import OnPty
from setups import Standing, saved
from test_clients import curl, sign_in
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, REGION, Walk, squeezed)

ORGANIZATION_ID = "64f0c1a2b3c4d5e6f7a8b9c0"
ARN = r"arn:aws:iam::432112349876:role/Vertesia-acme-research-us-east-1-[a-z2-7]{8}"


@pytest.fixture
def walk():
    """A function that starts the wizard in a terminal of its own; all are closed afterwards."""
    running = []

    def start(*arguments, env, size=(80, 24)):
        running.append(Walk(*arguments, env=env, size=size))
        return running[-1]

    yield start
    for one in running:
        one.close()


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def prompt_cloud(cloud):
    """A scenario whose writes spread at once: for stories that are not about waiting."""
    def start(scenario):
        one = cloud(scenario)
        one.control("timing", {"spread": 0})
        return one
    return start


def checkpoint(state):
    [setup] = saved(state)
    return json.loads((state / setup / "checkpoint.json").read_text())["payload"]


def outcomes(state):
    return {step: record.get("outcome") for step, record in checkpoint(state)["steps"].items()}


# The demo


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 16)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_demo_is_walked_by_eight_keys(walk, home, size):
    one = walk("--demo", env=bare_environment(home), size=size)
    assert "run with --plain" in one.expect(ACCOUNT).splitlines()[0]
    one.answer_all()
    one.press("a")
    result = one.expect(DONE)
    if "likely ready" not in result:
        one.press("m")
    table = one.expect("likely ready")
    assert re.search(ARN, squeezed(table))
    assert "Claude" in table and "us." in table
    assert one.keys <= 8
    one.press("q")
    assert one.wait_until_left() == 0
    assert re.search(ARN, one.screen(history=True).replace("\n", ""))
    assert not list(home.iterdir())


def test_the_demo_in_lines(home):
    """No escape, no carriage return, and a sign of life while AWS spreads the role."""
    arguments = ["--demo", "--plain", "--scenario", "slow-propagation"]
    with OnPty(*arguments, env=bare_environment(home), piped=True) as one:
        one.type("\n" * 6 + "yes\n")
        one.until("Still working: model listing, 1[0-9] s")
        one.type("q\n")
        assert one.end() == 3
        assert "\x1b" not in one.text and "\r" not in one.text
        assert "--plain" in one.text.splitlines()[0]
        for line in [
            "Which AWS account should be used?", "Which AWS region should answer?",
            "The plan: Acme Research and", "Making the changes. Type q to stop and save.",
            "OK: role, created.",
            "Waiting: AWS has not spread the role yet",
        ]:
            assert line in one.text


def test_the_demo_in_lines_to_its_end(home):
    with OnPty(
        "--demo", "--plain", "--scenario", "instant", env=bare_environment(home), piped=True,
    ) as one:
        one.type("\n" * 6 + "yes\n")
        one.until(r"Number \[2\]:")
        one.type("1\n")
        one.until("to finish:")
        one.type("\n")
        assert one.end() == 0
        assert re.search(f"^Role ARN: {ARN}$", one.text, re.M)
        assert "Claude Sonnet 4.5, Anthropic, likely ready" in one.text


# By hand


def test_without_a_vertesia_key(walk, prompt_cloud, state):
    """Both ids are pasted; the key is put in, and the models are looked for, in Studio."""
    cloud = prompt_cloud("instant")
    token = sign_in(cloud)
    _, made = curl(cloud, token, "/environments", "POST", {
        "name": "by hand", "provider": "bedrock", "endpoint_url": "us-east-1",
        "allowed_projects": ["65aa00112233445566778899"]})
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
    one.expect("A person makes the environment in Vertesia Studio")
    one.press("a")
    shown = squeezed(one.expect("Put the role ARN into API Key"))
    [arn] = re.findall(r"arn:aws:iam::432112349876:role/[\w-]+?-[a-z2-7]{8}", shown)
    status, _ = curl(cloud, token, f"/environments/{made['id']}", "PUT", {"apiKey": arn})
    assert status == 200
    one.press("Enter")
    one.expect("Look for the models in Studio")
    one.press("Enter")
    one.expect("Parts of this rest on a person's word")
    one.press("q")
    assert one.wait_until_left() == 0
    assert Standing(cloud).counts() == (1, 1, 1)
    assert outcomes(state)["connection"] == outcomes(state)["model-listing"] == "byHand"
    status, models = curl(cloud, token, f"/environments/{made['id']}/models")
    assert status == 200 and models


def administrator(cloud, name="AdministratorAccess"):
    """Keys of somebody else in the account, as its sign-in portal hands them out."""
    request = urllib.request.Request(
        f"{cloud.url}/federation/credentials?account_id=432112349876&role_name={name}",
        headers={"x-amz-sso_bearer_token": "sandbox-sso-access-token"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        keys = json.load(answer)["roleCredentials"]
    return {
        "AWS_ACCESS_KEY_ID": keys["accessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["secretAccessKey"],
        "AWS_SESSION_TOKEN": keys["sessionToken"]}


def carry_out(cloud, state, tmp_path):
    """Runs the commands of the request as they are printed; answers the new role's ARN."""
    [setup] = saved(state)
    request = (state / setup / "request-for-aws-administrator.md").read_text()
    assert "<new" not in request
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
    two.expect(PLAN)
    two.press("a")
    two.expect(DONE)
    two.press("q")
    assert two.wait_until_left() == 0
    assert Standing(cloud).counts() == (1, 1, 1)
    assert Standing(cloud).environments[0]["apiKey"] == arn
    assert outcomes(state)["role"] == "byHand"


def test_no_iam_rights_and_then_handed_over(walk, prompt_cloud, state, tmp_path):
    cloud = prompt_cloud("no-iam-rights")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("This sign-in cannot finish the set-up")
    assert cloud.mutations() == []
    one.choose("Do this step by hand")
    one.expect(PLAN)
    one.press("a")
    one.expect("Waiting for an AWS administrator")
    arn = carry_out(cloud, state, tmp_path)
    one.choose("Look whether it has been done")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    assert Standing(cloud).counts() == (1, 1, 1)
    assert Standing(cloud).environments[0]["apiKey"] == arn


# One story per scenario


def finish(walk, state, cloud, *more, keys=("a",), exit=0, answers=None):
    """The default path to its end."""
    one = walk("--state-dir", state, *more, env=cloud.env())
    one.answer_all(answers=answers)
    one.press(*keys)
    one.expect(DONE, 90)
    one.press("q")
    assert one.wait_until_left() == exit
    return one


@pytest.mark.parametrize("scenario", [
    "instant", "happy", "provider-exists", "provider-without-audience", "models-not-enabled",
    "lost-response", "govcloud", "throttled",
    pytest.param("slow-propagation", marks=pytest.mark.long),
    pytest.param("stale-listing", marks=pytest.mark.long),
])
def test_scenarios_that_end_well(walk, cloud, state, scenario):
    one = cloud(scenario)
    if scenario not in ("happy", "slow-propagation", "stale-listing"):
        one.control("timing", {"spread": 0})
    shown = finish(walk, state, one).screen(history=True)
    expected = {"provider-exists": "reused", "provider-without-audience": "changed"}
    made = outcomes(state)
    assert made["identity-provider"] == expected.get(scenario, "created")
    assert made["role"] == "created" and made["model-listing"]
    standing = Standing(one)
    assert standing.counts() == (1, 1, 1)
    partition = "aws-us-gov" if scenario == "govcloud" else "aws"
    assert standing.roles[0]["arn"].startswith(f"arn:{partition}:iam::")
    assert standing.roles[0]["arn"] in shown.replace("\n", "")


def test_models_that_are_not_enabled_say_where_to_go(walk, prompt_cloud, state):
    cloud = prompt_cloud("models-not-enabled")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all()
    one.press("a")
    one.expect(DONE)
    one.press("m")
    one.expect("need Marketplace")
    one.press("/")
    one.type("claude sonnet 4.5")
    one.expect("Claude Sonnet 4.5")
    one.press("Enter", "Enter")
    one.expect("console.aws.amazon.com")


def test_a_role_name_that_is_taken_is_renamed(walk, prompt_cloud, state):
    cloud = prompt_cloud("role-name-taken")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("is taken by another role")
    one.press("d")
    one.expect("env:")
    one.press("Escape")
    one.choose("Use another name")
    one.expect(PLAN)
    one.press("a")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    roles = Standing(cloud).roles
    assert len(roles) == 2 and len({role["name"] for role in roles}) == 2


def test_a_role_name_that_is_taken_is_extended(walk, prompt_cloud, state):
    cloud = prompt_cloud("role-name-taken")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("is taken by another role")
    one.choose("Let the role there trust this environment too")
    one.expect(PLAN)
    one.press("a")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    [role] = Standing(cloud).roles
    assert json.dumps(role["trust"]).count("env:") == 2


def test_a_conflict_can_be_left(walk, prompt_cloud, state):
    cloud = prompt_cloud("role-name-taken")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("is taken by another role")
    one.choose("Stop here")
    assert one.wait_until_left() == 5
    assert cloud.mutations() == []
    assert "Go on with" in one.screen(history=True)


def test_an_environment_that_exists_is_finished(walk, prompt_cloud, state):
    cloud = prompt_cloud("environment-exists")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all(ENVIRONMENT)
    one.choose("bedrock-us-east-1  ")
    one.expect(PERMISSIONS)
    one.press("Enter")
    one.expect(PLAN)
    one.press("a")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    assert outcomes(state)["environment"] == "reused"
    assert Standing(cloud).counts() == (1, 1, 1)


def test_a_developer_key(walk, prompt_cloud, state):
    cloud = prompt_cloud("developer-key")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("The Vertesia key may not make environments")
    one.press("e")
    one.expect("VB404")
    one.press("Escape")
    one.choose("Leave and come back later")
    assert one.wait_until_left() == 1
    assert cloud.mutations() == []


def test_a_power_user(walk, prompt_cloud, state):
    cloud = prompt_cloud("power-user")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("This sign-in cannot finish the set-up")
    one.press("e")
    one.expect("VB314")
    one.press("Escape")
    one.choose("Leave and come back later")
    assert one.wait_until_left() == 1
    assert cloud.mutations() == []


def test_an_issuer_that_does_not_fit(walk, prompt_cloud, state):
    cloud = prompt_cloud("wrong-issuer")
    one = walk("--state-dir", state, "--listing-patience", "3", env=cloud.env())
    one.answer_all()
    one.press("a")
    one.expect("What you can do")
    one.press("e")
    one.expect("VB503")
    one.press("Escape")
    one.choose("Leave and come back later")
    assert one.wait_until_left() == 1


def test_a_session_that_is_over(walk, prompt_cloud, state):
    cloud = prompt_cloud("expired-session")
    one = walk("--state-dir", state, env=cloud.env())
    one.expect(ACCOUNT)
    one.press("Enter")
    one.expect("The AWS session is over")
    keys = administrator(cloud)
    one.choose("Paste keys from the AWS access portal")
    one.expect("Paste the keys of your AWS account")
    one.paste("\n".join(f'export {name}="{value}"' for name, value in keys.items()))
    one.press("Enter")
    one.expect(REGION)
    one.press("Enter")
    for title in (ORGANIZATION, "Which project", ENVIRONMENT, PERMISSIONS):
        one.expect(title)
        one.press("Enter")
    one.expect(PLAN)
    assert keys["AWS_SECRET_ACCESS_KEY"] not in one.screen(history=True)
    one.press("a")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    kept = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert keys["AWS_SECRET_ACCESS_KEY"].encode() not in kept
    assert keys["AWS_SESSION_TOKEN"].encode() not in kept


def test_a_strict_company_is_told_its_rules(walk, prompt_cloud, state):
    cloud = prompt_cloud("strict-company")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("A rule of your company stands in the way")
    one.press("e")
    one.expect("VB315")
    one.press("Escape")
    one.choose("company rules")
    for rule, text in [
        ("Role path", "/vertesia/"),
        ("Permissions boundary", "arn:aws:iam::432112349876:policy/acme-boundary"),
        ("Tags", "cost-center=42"),
    ]:
        one.expect("Company rules")
        one.choose(rule)
        one.expect("Which")
        one.press("C-u")
        one.paste(text)
        one.press("Enter")
    one.expect("Company rules")
    one.press("Escape")
    one.expect(PLAN)
    one.press("a")
    one.expect(DONE)
    one.press("q")
    assert one.wait_until_left() == 0
    [role] = Standing(cloud).roles
    assert role["path"] == "/vertesia/" and role["tags"]["cost-center"] == "42"
    assert role["boundary"] == "arn:aws:iam::432112349876:policy/acme-boundary"


def test_two_organizations(walk, cloud, state):
    one = cloud("two-organizations")
    one.control("timing", {"spread": 0})
    finish(walk, state, one)
    second = walk(
        "--state-dir", state, env=one.env(VERTESIA_API_KEY=one.exports["VERTESIA_API_KEY_2"]))
    second.expect("Which set-up?")
    second.choose("Start a new set-up")
    second.answer_all()
    second.press("a")
    second.expect(DONE)
    second.press("q")
    assert second.wait_until_left() == 0
    assert Standing(one).counts() == (1, 2, 2)
