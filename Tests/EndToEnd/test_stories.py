"""Whole stories in the wizard: the demo by keys alone, and every scenario with the end that is
written down for it."""

import json
import re

import pytest

from conftest import bare_environment
from ptys import OnPty
from setups import Standing
from stories import administrator, carry_through, outcomes
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, QUESTIONS, REGION, squeezed)

ARN = r"arn:aws:iam::432112349876:role/Vertesia-acme-research-us-east-1-[a-z2-7]{8}"


# The demo


@pytest.mark.parametrize("size", [(80, 24), (60, 16)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_a_demo_names_what_nobody_can_guess(walk, home, size):
    one = walk("--demo", "--scenario", "strict-company", env=bare_environment(home), size=size)
    shown = one.expect(ACCOUNT)
    assert shown.startswith(" Demo.")
    for told in ("/vertesia/", "arn:aws:iam::432112349876:policy/acme-boundary", "cost-center="):
        assert told in squeezed(shown)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 16)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_demo_is_walked_by_eight_keys(walk, home, size):
    one = walk("--demo", env=bare_environment(home), size=size)
    assert "run with --plain" in one.expect(ACCOUNT).splitlines()[0]
    one.answer_all()
    one.press("a")
    result = one.expect(DONE)
    if "Claude" not in result:
        one.press("m")
    table = one.expect("Claude")
    assert "likely ready" in table
    assert re.search(ARN, squeezed(table))
    # The narrowest table says how many ways a model has, and leaves their ids to the details.
    assert "us." in table or size == (60, 16)
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
        one.until("Model listing: still waiting, [0-9]+ s[.]")
        one.type("q\n")
        assert one.end() == 3
        assert "\x1b" not in one.text and "\r" not in one.text
        assert "--plain" in one.text.splitlines()[0]
        for line in [
            "Which AWS account should be used?", "Which AWS region should Vertesia use?",
            "The plan: Acme Research and", "Making the changes. Type q to stop.",
            "OK: role, created.",
            "Waiting: AWS may not have spread the role yet",
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


def test_a_demo_prints_no_place_that_goes_with_it(home, tmp_path):
    arguments = ["--demo", "--plain", "--scenario", "wrong-issuer", "--listing-patience", "4"]
    env = {**bare_environment(home), "TMPDIR": str(tmp_path)}
    with OnPty(*arguments, env=env, piped=True) as one:
        one.type("\n" * 6 + "yes\n")
        one.until("--issuer https://sts.vertesia.io --yes")
        one.type("q\nyes\n")
        one.end()
        assert "vertesia-bedrock apply --setup" in one.text
        assert str(tmp_path) not in one.text and "--state-dir" not in one.text


@pytest.mark.parametrize("host", ["sts.becomposable.com", "sts.vertesia.io", "sts.eu1.vertesia.io"])
def test_no_issuer_of_vertesias_own_takes_more_keys(walk, prompt_cloud, state, host):
    """Five questions, also where the key may use several projects; nothing is typed."""
    cloud = prompt_cloud("instant")
    issuer = f"https://{host}"
    cloud.control("issuer", {"issuer": issuer, "user": issuer})
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all()
    one.press("a")
    one.expect(DONE, 60)
    assert one.keys == len(QUESTIONS) + 1 == 6
    one.press("q")
    assert one.wait_until_left() == 0
    assert len(Standing.roles_trusting(cloud, host)) == 1
    assert "byHand" not in outcomes(state).values()


# One story per scenario


def finish(walk, state, cloud):
    """The default path to its end."""
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all()
    carry_through(one, 90)
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
    carry_through(one)
    roles = Standing(cloud).roles
    assert len(roles) == 2 and len({role["name"] for role in roles}) == 2


def test_a_role_name_that_is_taken_is_extended(walk, prompt_cloud, state):
    cloud = prompt_cloud("role-name-taken")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("is taken by another role")
    one.choose("Let the role there trust this environment too")
    carry_through(one)
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
    carry_through(one)
    assert outcomes(state)["environment"] == "reused"
    assert Standing(cloud).counts() == (1, 1, 1)


@pytest.mark.parametrize("scenario, words, code", [
    ("developer-key", "The Vertesia key may not make environments", "VB404"),
    ("power-user", "This sign-in cannot finish the set-up", "VB314"),
    ("no-iam-rights", "This sign-in cannot finish the set-up", "VB314"),
])
def test_who_cannot_finish_is_told_before_anything_is_made(
        walk, prompt_cloud, state, scenario, words, code):
    cloud = prompt_cloud(scenario)
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all(words)
    one.press("e")
    one.expect(code)
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
    one.press("Enter")
    one.expect("identity provider sts.vertesia.io")
    assert len(Standing(cloud).roles) == 1
    one.press("a")
    one.expect("Role ARN", 120)
    assert len(Standing.roles_trusting(cloud, "sts.vertesia.io")) == 1
    assert Standing(cloud).counts() == (1, 0, 1)


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
    for title in (ORGANIZATION, ENVIRONMENT, PERMISSIONS):
        one.expect(title)
        one.press("Enter")
    one.expect(PLAN)
    assert keys["AWS_SECRET_ACCESS_KEY"] not in one.screen(history=True)
    carry_through(one)
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
    carry_through(one)
    [role] = Standing(cloud).roles
    assert role["path"] == "/vertesia/" and role["tags"]["cost-center"] == "42"
    assert role["boundary"] == "arn:aws:iam::432112349876:policy/acme-boundary"


def test_a_strict_company_that_names_no_path(walk, prompt_cloud, state):
    """From rule to rule as AWS tells them, each check one key away, and back from the request."""
    cloud = prompt_cloud("strict-company")
    one = walk("--state-dir", state, env=cloud.env())
    one.answer_all("A rule of your company stands in the way")
    one.choose("company rules")
    for rule, text in [
        ("Permissions boundary", "arn:aws:iam::432112349876:policy/acme-boundary"),
        ("Tags", "cost-center=42"),
    ]:
        one.wait_until(lambda _, rule=rule: rule in one.marked(), rule)
        one.press("Enter")
        one.expect("Which")
        one.paste(text)
        one.press("Enter")
    one.wait_until(lambda _: "Check again" in one.marked(), "the next check")
    one.press("Enter")
    one.expect("most likely the role has to have a path")
    one.choose("Ask an AWS administrator")
    one.expect(PLAN)
    one.expect("Left to an AWS administrator: the identity provider, the role and its policy.")
    one.press("Escape")
    one.expect("Taken back: no administrator is waited for.")
    one.choose("company rules")
    one.wait_until(lambda _: "in doubt" in one.marked(), "the path")
    one.press("Enter")
    one.expect("Which path")
    one.press("C-u")
    one.paste("/vertesia/")
    one.press("Enter")
    one.wait_until(lambda _: "Check again" in one.marked(), "the next check")
    one.press("Enter")
    carry_through(one)
    assert [role["path"] for role in Standing(cloud).roles] == ["/vertesia/"]


def test_two_organizations(walk, cloud, state):
    one = cloud("two-organizations")
    one.control("timing", {"spread": 0})
    finish(walk, state, one)
    second = walk(
        "--state-dir", state, env=one.env(VERTESIA_API_KEY=one.exports["VERTESIA_API_KEY_2"]))
    second.expect("Which set-up?")
    second.choose("Start a new set-up")
    second.answer_all()
    carry_through(second)
    assert Standing(one).counts() == (1, 2, 2)
