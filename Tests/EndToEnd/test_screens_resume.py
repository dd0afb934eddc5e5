"""Leaving the wizard at every screen in every way, and starting again: nothing is asked twice,
nothing is made twice, and what is remembered is looked at again."""

import pytest

from leaving import WAYS, Sittings, Stop, assert_readable, choose, give, made, press
from setups import Standing, apply, saved
from stories import administrator
from test_by_hand import ORGANIZATION_ID, carry_out
from test_clients import client, curl, sign_in
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, PROJECT, REGION, squeezed)

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
VERTESIA_KEY = "Paste a Vertesia API key"
AWS_KEYS = "Paste the keys of your AWS account"
HOME = "Which set-up?"
NOTHING_TO_DO = "Nothing has to be changed"
RULE = "A rule of your company stands in the way"
WAITING = "Waiting for an AWS administrator"
FIELD = "Role ARN, to paste here"
BOUNDARY = "arn:aws:iam::432112349876:policy/acme-boundary"
EVERYTHING = ("GetCallerIdentity", "ListEnvironments", "ListRoles")
MADE = ("GetCallerIdentity", "ListEnvironments", "GetRole", "GetRolePolicy")
ADMINISTRATOR_ONLY = ("ListEnvironments",)


@pytest.fixture
def sittings(state):
    """A function that starts the wizard for the first time; its last start is closed."""
    running = []

    def begin(cloud, env=None):
        running.append(Sittings(cloud, state, env))
        running[-1].begin()
        return running[-1]

    yield begin
    for one in running:
        one.close()


def pass_by(sitting, title, on=press("Enter")):
    """Answers a screen at which nobody leaves."""
    sitting.walk.expect(title)
    sitting.seen.append(title)
    on(sitting.walk)


def finish(sitting, *, counts=(1, 1, 1), done=DONE):
    """Nothing is there twice, and nothing was sent twice."""
    sitting.walk.expect(done)
    sitting.walk.press("q")
    assert sitting.walk.wait_until_left() == 0
    assert Standing(sitting.cloud).counts() == counts
    assert set(made(sitting.cloud).values()) == {1}


def rule(label, title, text, exit=3):
    """A company rule, reached from the fault that asks for it; `exit` where that was just seen."""
    def back(walk):
        walk.choose("company rules")
        walk.expect("Company rules")
        walk.choose(label)
    return [
        Stop("Company rules", choose(label), again=RULE, back=choose("company rules"), exit=exit),
        Stop(title, give(text), q=False, again=RULE, back=back, exit=1)]


def paste(keys):
    """The three lines of the access portal."""
    return give("\n".join(f'export {name}="{value}"' for name, value in keys.items()))


def over(key, title):
    """A text that lies over the plan."""
    return Stop(
        title, press("Escape"), q=False, again=PLAN, back=press(key), reads=EVERYTHING)


JOURNEYS = {
    "questions": ("instant", [
        Stop(REGION), Stop(ORGANIZATION), Stop(PROJECT), Stop(ENVIRONMENT), Stop(PERMISSIONS),
        Stop(PLAN, press("?"), reads=EVERYTHING), over("?", "Keys on this screen"),
        Stop(PLAN, press("a"), reads=EVERYTHING)], (1, 1, 1)),
    "texts": ("instant", [
        REGION, ORGANIZATION, PROJECT, (ENVIRONMENT, choose("another name")),
        Stop("What should the new environment be called", give("Lab"), q=False),
        (PERMISSIONS, choose("A policy of your own")),
        Stop(
            "Which policy should the role have", q=False,
            on=give("arn:aws:iam::aws:policy/AmazonBedrockFullAccess")),
        (PLAN, press("a"))], (1, 1, 1)),
    "an environment that is there": ("environment-exists", [
        REGION, ORGANIZATION, PROJECT, Stop(ENVIRONMENT, choose("bedrock-us-east-1  ")),
        PERMISSIONS, (PLAN, press("a"))], (1, 1, 1)),
    "company rules": ("strict-company", [
        REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS,
        Stop(RULE, choose("company rules"), exit=1),
        *rule("Role name", "What should the role be called", "Vertesia-Lab", exit=1),
        *rule("Role path", "Which path should the role have", "/vertesia/"),
        *rule("Permissions boundary", "Which permissions boundary does the role need", BOUNDARY),
        *rule("Tags", "Which tags should the role and the provider carry", "cost-center=42"),
        ("Company rules", press("Escape")), (PLAN, press("a"))], (1, 1, 1)),
    "conflict": ("role-name-taken", [
        REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS,
        Stop("is taken by another role", choose("Use another name"), exit=5),
        Stop(PLAN, press("a"), reads=EVERYTHING)], (1, 2, 1)),
}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_leaving_at_a_screen(sittings, prompt_cloud, journey):
    scenario, stops, counts = JOURNEYS[journey]
    sitting = sittings(prompt_cloud(scenario))
    pass_by(sitting, ACCOUNT)
    for stop in stops:
        if isinstance(stop, Stop):
            sitting.stop_at(stop)
        else:
            pass_by(sitting, *([stop] if isinstance(stop, str) else stop))
    finish(sitting, counts=counts)
    if journey == "company rules":
        [role] = Standing(sitting.cloud).roles
        assert (role["name"], role["path"]) == ("Vertesia-Lab", "/vertesia/")
        assert role["boundary"] == BOUNDARY and role["tags"]["cost-center"] == "42"


def answer_all(sitting):
    for title in (ACCOUNT, REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
        pass_by(sitting, title)


def test_leaving_while_it_waits_and_at_the_end(sittings, cloud):
    one = cloud("instant")
    one.control("timing", {"spread": 600_000})
    sitting = sittings(one)
    answer_all(sitting)
    pass_by(sitting, PLAN, press("a"))

    def usable(walk):
        one.control("timing", {"spread": 0})
        walk.expect(DONE)

    def result(walk):
        walk.press("a")
        walk.expect(DONE)

    def models(walk):
        result(walk)
        walk.press("m")

    again = {"again": NOTHING_TO_DO, "reads": (*MADE, "ListModels")}
    sitting.stop_at(Stop("Why the wait", usable, back=press("a"), **again))
    sitting.stop_at(Stop(DONE, press("m"), back=press("a"), exit=0, **again))
    sitting.stop_at(Stop("likely ready", press("Escape"), back=models, exit=0, **again))
    finish(sitting)


UNDER_WAY = [
    ("CreateOpenIDConnectProvider", "CreateEnvironment"), ("CreateRole",),
    ("PutRolePolicy", "UpdateEnvironment")]


# A key that was put in cannot be read back: only a kill makes it be put in again.
@pytest.mark.parametrize("ways", [
    ["q", "SIGKILL", "SIGTERM"], ["SIGKILL", "ctrl-c twice", "SIGHUP"]], ids=" ".join)
def test_leaving_while_changes_are_under_way(sittings, prompt_cloud, ways):
    one = prompt_cloud("instant")
    sitting = sittings(one)
    answer_all(sitting)
    for operations, way in zip(UNDER_WAY, ways):
        for operation in operations:
            one.control("faults", {"operation": operation, "kind": "delay", "ms": 700})
        pass_by(sitting, PLAN, press("a"))
        sitting.until_read(operations, 0)
        stop = Stop(NOTHING_TO_DO if "UpdateEnvironment" in operations else PLAN)
        sitting.leave(way, stop)
        sitting.go_on(stop)
    sitting.walk.press("a")
    finish(sitting)


def test_leaving_while_the_plan_is_worked_out(sittings, prompt_cloud):
    one = prompt_cloud("instant")
    sitting = sittings(one)
    answer_all(sitting)
    sitting.walk.expect(PLAN)
    sitting.walk.press("Escape")
    sitting.walk.expect(PERMISSIONS)
    one.control("latency", {"ms": 2000})
    sitting.walk.press("Enter")
    sitting.stop_at(Stop("Working out the plan", lambda _: None, reads=()))
    one.control("latency", {"ms": 0})
    pass_by(sitting, PLAN, press("a"))
    finish(sitting)


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
    sitting.walk.expect(NOTHING_TO_DO)
    assert made(one) == before


def test_leaving_where_a_person_acts_in_studio(sittings, prompt_cloud):
    one = prompt_cloud("instant")
    token = sign_in(one)
    _, there = curl(one, token, "/environments", "POST", {
        "name": "by hand", "provider": "bedrock", "endpoint_url": "us-east-1",
        "allowed_projects": ["65aa00112233445566778899"]})
    env = one.env()
    del env["VERTESIA_API_KEY"]
    sitting = sittings(one, env)
    pass_by(sitting, ACCOUNT)
    pass_by(sitting, REGION)
    pass_by(sitting, ORGANIZATION, choose("by hand in Studio"))
    reads = {"reads": ("GetCallerIdentity",)}
    sitting.stop_at(Stop(
        "What is the Organization ID", give(ORGANIZATION_ID), q=False, **reads))
    sitting.stop_at(Stop("What is the Environment ID", give(there["id"]), q=False, **reads))
    pass_by(sitting, PERMISSIONS)
    pass_by(sitting, "A person makes the environment in Vertesia Studio", press("a"))

    def put_in(walk):
        [role] = Standing(one).roles
        assert role["arn"] in squeezed(walk.screen())
        status, _ = curl(
            one, token, f"/environments/{there['id']}", "PUT", {"apiKey": role["arn"]})
        assert status == 200
        walk.press("Enter")

    looked = {"reads": ("GetCallerIdentity", "GetRole", "GetRolePolicy")}
    sitting.stop_at(Stop("Put the role ARN into API Key", put_in, **looked))
    sitting.stop_at(Stop("Look for the models in Studio", **looked))
    finish(sitting, done="Parts of this rest on a person's word")


def test_leaving_where_an_administrator_acts(sittings, prompt_cloud, state, tmp_path):
    one = prompt_cloud("instant")
    env = {name: value for name, value in one.env().items() if name not in KEYS}
    sitting = sittings(one, env)
    pass_by(sitting, ACCOUNT, choose("Go on without AWS"))
    for title in (REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
        pass_by(sitting, title)
    pass_by(sitting, PLAN, press("a"))
    enter = choose("It is done: enter the role ARN")
    sitting.stop_at(Stop(WAITING, lambda _: None, reads=ADMINISTRATOR_ONLY))
    arn = carry_out(one, state, tmp_path)
    before = made(one)
    enter(sitting.walk)
    sitting.stop_at(Stop(
        FIELD, give(arn), q=False, again=WAITING, back=enter, reads=ADMINISTRATOR_ONLY))
    assert made(one) == before
    pass_by(sitting, PLAN, press("a"))
    finish(sitting)
    assert Standing(one).environments[0]["apiKey"] == arn


def test_leaving_where_the_account_of_a_role_is_confirmed(sittings, prompt_cloud):
    one = prompt_cloud("no-iam-rights")
    sitting = sittings(one)
    answer_all(sitting)
    pass_by(sitting, "This sign-in cannot finish the set-up", choose("Do this step by hand"))
    pass_by(sitting, PLAN, press("a"))
    pass_by(sitting, WAITING, choose("It is done: enter the role ARN"))
    pass_by(sitting, FIELD, give("arn:aws:iam::111122223333:role/elsewhere"))
    fault, change = "The role's account was not confirmed", choose("role account")
    looked = {"exit": 5, "reads": ("GetCallerIdentity", "GetAccount")}
    sitting.stop_at(Stop(fault, change, **looked))
    sitting.stop_at(Stop(
        "Is the role really in account 111122223333", q=False, again=fault, back=change, **looked))


# Secrets are never stored: they are what a next start has to ask for again.


def test_leaving_where_a_vertesia_key_is_typed(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    env = one.env()
    key = env.pop("VERTESIA_API_KEY")
    sitting = sittings(one, env)
    pass_by(sitting, ACCOUNT)
    pass_by(sitting, REGION)
    pass_by(sitting, ORGANIZATION, choose("Type an API key"))
    sitting.stop_at(Stop(VERTESIA_KEY, give(key), q=False, reads=("GetCallerIdentity",)))

    def again(walk):
        walk.expect("never stored")
        give(key)(walk)

    sitting.stop_at(Stop(PROJECT, again=VERTESIA_KEY, back=again))
    pass_by(sitting, ENVIRONMENT)
    pass_by(sitting, PERMISSIONS)
    pass_by(sitting, PLAN, press("a"))
    finish(sitting)
    kept = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert key.encode() not in kept


def test_leaving_where_aws_keys_are_pasted(sittings, prompt_cloud, state):
    one = prompt_cloud("instant")
    keys = administrator(one)
    env = {name: value for name, value in one.env().items() if name not in KEYS}
    sitting = sittings(one, env)
    pass_by(sitting, ACCOUNT, choose("Paste keys from the AWS access portal"))
    sitting.stop_at(Stop(AWS_KEYS, paste(keys), q=False, reads=("ListEnvironments",)))

    def again(walk):
        walk.expect("never stored")
        paste(keys)(walk)

    sitting.stop_at(Stop(REGION, again=AWS_KEYS, back=again))
    for title in (ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
        pass_by(sitting, title)
    pass_by(sitting, PLAN, press("a"))
    finish(sitting)
    kept = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert keys["AWS_SECRET_ACCESS_KEY"].encode() not in kept


def test_leaving_where_a_code_is_asked_for(sittings, prompt_cloud, home):
    """A code is good once; the profile that wants it stays chosen."""
    one = prompt_cloud("instant")
    env = one.env()
    (home / ".aws").mkdir()
    (home / ".aws/config").write_text(
        "[profile guarded]\nrole_arn = arn:aws:iam::432112349876:role/acme-administration\n"
        "mfa_serial = arn:aws:iam::432112349876:mfa/dana\nsource_profile = keys\n[profile keys]\n"
        + "".join(f"{name.lower()} = {env.pop(name)}\n" for name in KEYS))
    sitting = sittings(one, env)
    code = "Which code does your MFA device show"
    pass_by(sitting, ACCOUNT, choose("guarded"))
    sitting.stop_at(Stop(code, give("123456"), q=False, reads=("ListEnvironments",)))
    sitting.stop_at(Stop(REGION, again=code, back=give("234567")))
    for title in (ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
        pass_by(sitting, title)
    pass_by(sitting, PLAN, press("a"))
    finish(sitting)


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
        ENVIRONMENT: "another name", PROJECT: "Default", ORGANIZATION: "Acme Research",
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
