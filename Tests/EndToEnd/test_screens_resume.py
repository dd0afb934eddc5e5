"""Leaving the wizard at every screen in every way, and starting again: nothing is asked twice,
nothing is made twice, and what is remembered is looked at again."""

import pytest

from leaving import WAYS, Stop, assert_readable, choose, give, made, press
from setups import Standing, apply, saved
from test_clients import client
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, OTHER_PROJECT, PERMISSIONS, PLAN, PROJECT, REGION)

HOME = "Which set-up?"
NOTHING_TO_DO = "Nothing has to be changed"
CHECK = "Check that it still works"
RULE = "A rule of your company stands in the way"
BOUNDARY = "arn:aws:iam::432112349876:policy/acme-boundary"
EVERYTHING = ("GetCallerIdentity", "ListEnvironments", "ListRoles")
MADE = ("GetCallerIdentity", "ListEnvironments", "GetRole", "GetRolePolicy", "ListModels")


def rule(label, title, text, exit=3):
    """A company rule, reached again from the fault that asks for it; `exit` where nothing has been
    answered since that fault."""
    def back(walk):
        walk.choose("company rules")
        walk.expect("Company rules")
        walk.choose(label)
    return Stop(title, give(text), q=False, again=RULE, back=back, exit=exit)


def over(key, title):
    """A text that lies over the plan."""
    return Stop(
        title, press("Escape"), q=False, again=PLAN, back=press(key), reads=EVERYTHING)


JOURNEYS = {
    "questions": ("instant", [
        Stop(REGION), Stop(ORGANIZATION), (ENVIRONMENT, choose(OTHER_PROJECT)),
        Stop(PROJECT, choose("Default"), again=ENVIRONMENT, back=choose(OTHER_PROJECT)),
        Stop(ENVIRONMENT),
        Stop(PERMISSIONS),
        Stop(PLAN, press("?"), reads=EVERYTHING), over("?", "Keys on this screen"),
        Stop(PLAN, press("a"), reads=EVERYTHING)], (1, 1, 1)),
    "texts": ("instant", [
        REGION, ORGANIZATION, (ENVIRONMENT, choose("another name")),
        Stop("What should the new environment be called", give("Lab"), q=False),
        (PERMISSIONS, choose("A policy of your own")),
        Stop(
            "Which policy should the role have", q=False,
            on=give("arn:aws:iam::aws:policy/AmazonBedrockFullAccess")),
        (PLAN, press("a"))], (1, 1, 1)),
    "an environment that is there": ("environment-exists", [
        REGION, ORGANIZATION, Stop(ENVIRONMENT, choose("bedrock-us-east-1  ")),
        PERMISSIONS, (PLAN, press("a"))], (1, 1, 1)),
    "company rules": ("strict-company", [
        REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS,
        Stop(RULE, choose("company rules"), exit=1),
        Stop(
            "Company rules", choose("Role name"), again=RULE, back=choose("company rules"), exit=1),
        rule("Role name", "What should the role be called", "Vertesia-Lab", exit=1),
        ("Company rules", choose("Role path")),
        rule("Role path", "Which path should the role have", "/vertesia/"),
        ("Company rules", choose("Permissions boundary")),
        rule("Permissions boundary", "Which permissions boundary does the role need", BOUNDARY),
        ("Company rules", choose("Tags")),
        rule("Tags", "Which tags should the role and the provider carry", "cost-center=42"),
        ("Company rules", press("Escape")), (PLAN, press("a"))], (1, 1, 1)),
    "conflict": ("role-name-taken", [
        REGION, ORGANIZATION, ENVIRONMENT, PERMISSIONS,
        Stop("is taken by another role", choose("Use another name"), exit=5),
        Stop(PLAN, press("a"), reads=EVERYTHING)], (1, 2, 1)),
}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_leaving_at_a_screen(sittings, prompt_cloud, journey):
    scenario, stops, counts = JOURNEYS[journey]
    sitting = sittings(prompt_cloud(scenario))
    sitting.pass_by(ACCOUNT)
    for stop in stops:
        if isinstance(stop, Stop):
            sitting.stop_at(stop)
        else:
            title, on = (stop, press("Enter")) if isinstance(stop, str) else stop
            sitting.pass_by(title, on=on)
    sitting.finish(counts=counts)
    if journey == "company rules":
        [role] = Standing(sitting.cloud).roles
        assert (role["name"], role["path"]) == ("Vertesia-Lab", "/vertesia/")
        assert role["boundary"] == BOUNDARY and role["tags"]["cost-center"] == "42"


def test_leaving_while_it_waits_and_at_the_end(sittings, cloud):
    one = cloud("instant")
    one.control("timing", {"spread": 600_000})
    sitting = sittings(one)
    sitting.answer_all()
    sitting.pass_by(PLAN, on=press("a"))

    def usable(walk):
        one.control("timing", {"spread": 0})
        walk.expect(DONE)

    def result(walk):
        walk.choose(CHECK)
        walk.expect(DONE)

    def models(walk):
        result(walk)
        walk.press("m")

    again = {"again": NOTHING_TO_DO, "reads": MADE}
    sitting.stop_at(Stop("Why the wait", usable, back=press("a"), **again))
    done = {"again": CHECK, "exit": 0, "reads": ()}
    sitting.stop_at(Stop(DONE, press("m"), back=result, **done))
    sitting.stop_at(Stop("likely ready", press("Escape"), back=models, **done))
    sitting.finish()


UNDER_WAY = [
    ("CreateOpenIDConnectProvider", "CreateEnvironment"), ("CreateRole",),
    ("PutRolePolicy", "UpdateEnvironment")]


# A key that was put in cannot be read back: only a kill makes it be put in again.
@pytest.mark.parametrize("ways", [
    ["q", "SIGKILL", "SIGTERM"], ["SIGKILL", "ctrl-c twice", "SIGHUP"]], ids=" ".join)
def test_leaving_while_changes_are_under_way(sittings, prompt_cloud, ways):
    one = prompt_cloud("instant")
    sitting = sittings(one)
    sitting.answer_all()
    for operations, way in zip(UNDER_WAY, ways):
        for operation in operations:
            one.control("faults", {"operation": operation, "kind": "delay", "ms": 2500})
        sitting.pass_by(PLAN, on=press("a"))
        sitting.until_read(operations, 0)
        stop = Stop(NOTHING_TO_DO if "UpdateEnvironment" in operations else PLAN)
        sitting.leave(way, stop)
        sitting.go_on(stop)
    sitting.walk.press("a")
    sitting.finish()


def test_leaving_while_the_plan_is_worked_out(sittings, prompt_cloud):
    one = prompt_cloud("instant")
    sitting = sittings(one)
    sitting.answer_all()
    sitting.walk.expect(PLAN)
    sitting.walk.press("Escape")
    sitting.walk.expect(PERMISSIONS)
    one.control("latency", {"ms": 2000})
    sitting.walk.press("Enter")
    sitting.stop_at(Stop("Working out the plan", lambda _: None, reads=()))
    one.control("latency", {"ms": 0})
    sitting.pass_by(PLAN, on=press("a"))
    sitting.finish()


def test_leaving_before_anything_is_answered(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    sitting = sittings(one)
    for way in WAYS:
        sitting.walk.expect(ACCOUNT)
        sitting.leave(way, Stop(ACCOUNT, exit=0))
        assert saved(state) == []
        sitting.begin()
    sitting.walk.expect(ACCOUNT)


def test_leaving_the_first_screen(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    assert apply(one, state)[0].returncode == 0
    [setup] = saved(state)
    before = made(one)
    sitting = sittings(one)
    for way in WAYS:
        sitting.walk.expect(HOME)
        sitting.walk.expect("acme-research/us-east-1")
        sitting.walk.expect("432112349876")
        sitting.leave(way, Stop(HOME, exit=0))
        assert_readable(state / setup)
        sitting.begin()
    sitting.walk.choose("acme-research/us-east-1")
    sitting.walk.expect(CHECK)
    sitting.walk.choose(CHECK)
    sitting.walk.expect(DONE)
    assert made(one) == before


def test_what_has_gone_meanwhile_is_noticed(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    assert apply(one, state)[0].returncode == 0
    [role] = Standing(one).roles
    iam = client(one, "iam")
    iam.delete_role_policy(RoleName=role["name"], PolicyName="vertesia-bedrock")
    iam.delete_role(RoleName=role["name"])
    walk = sittings(one).walk
    walk.expect(HOME)
    walk.press("Enter")
    walk.expect(CHECK)
    walk.choose(CHECK)
    walk.expect(PLAN)
    walk.expect(f"create role {role['name']}")
    walk.press("a")
    walk.expect(DONE)
    assert Standing(one).counts() == (1, 1, 1)
    assert made(one)["CreateRole"] == 2 and made(one)["CreateEnvironment"] == 1


def test_back_loses_nothing(sittings, prompt_cloud):
    one = prompt_cloud("instant")
    walk = sittings(one).walk
    walk.answer_all(ENVIRONMENT)
    walk.choose("Make a new one with another name")
    walk.expect("What should the new environment be called?")
    give("Claude for research")(walk)
    walk.expect(PERMISSIONS)
    walk.choose("List models only")
    first = walk.expect(PLAN)
    assert "create environment Claude for research" in first
    chosen = {
        PERMISSIONS: "List models only", "What should the new environment be called?": "",
        ENVIRONMENT: "another name", ORGANIZATION: "Acme Research",
        REGION: "us-east-1", ACCOUNT: "Keys from the environment"}
    for title, row in chosen.items():
        walk.press("Escape")
        walk.expect(title)
        assert row in walk.marked() or not row
    # What was answered is not asked again on the way forward.
    walk.press("Enter")
    again = walk.expect(PLAN)
    assert "create environment Claude for research" in again
    assert one.mutations() == []
