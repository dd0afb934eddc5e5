"""Leaving the wizard at every screen in every way, and starting again: nothing is asked twice,
nothing is made twice, and what is remembered is looked at again."""

import collections
import signal
import time

import pytest

from setups import Standing, saved
from test_clients import client
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, PROJECT, QUESTIONS, REGION, Walk)

WAYS = ["q", "ctrl-c twice", "SIGTERM", "SIGHUP", "SIGKILL"]


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def start(cloud, state):
    """Starts the wizard against one sandbox, with the set-up that is saved if there is one."""
    running = []

    def begin(one, *arguments, env=None):
        running.append(Walk("--state-dir", state, *arguments, env=env or one.env()))
        return running[-1]

    yield begin
    for one in running:
        one.close()


def instant(cloud, scenario="instant", spread=0):
    one = cloud(scenario)
    one.control("timing", {"spread": spread})
    return one


def leave(walk, way, state):
    """Leaves as told, and with the exit code that belongs to it."""
    settle(state)
    if way == "q":
        walk.press("q")
    elif way == "ctrl-c twice":
        walk.press("C-c")
        walk.expect("Save and leave?")
        walk.press("C-c")
    else:
        walk.signal(getattr(signal, way))
        if way == "SIGKILL":
            return
    assert walk.wait_until_left() == 3


def settle(state):
    """Until an answer that was just given is on the disk: nothing promises it any sooner."""
    before = None
    while before != (now := [path.read_bytes() for path in state.rglob("checkpoint.json")]):
        before = now
        time.sleep(0.15)


def made(cloud):
    """How often each thing was made or changed."""
    return collections.Counter(entry["operation"] for entry in cloud.mutations())


@pytest.mark.parametrize("way", WAYS)
def test_leaving_at_every_screen(start, cloud, state, way):
    """One set-up, left before every question, at the plan, while it acts, and at its end."""
    one = instant(cloud, spread=2500)
    walk = start(one)
    open = [*QUESTIONS, PLAN]
    here = walk.expect_any(open)
    while here != PLAN:
        walk.press("Enter")
        open.remove(here)
        here = walk.expect_any(open)
        leave(walk, way, state)
        [setup] = saved(state)
        walk = start(one, "--setup", setup)
        # What depends on a read that is still under way may be asked a little later.
        here = walk.expect_any(open)
    assert one.mutations() == []
    walk.press("a")
    walk.expect("Why the wait")
    leave(walk, way, state)

    before = made(one)
    walk = start(one, "--setup", setup)
    walk.expect("Nothing has to be changed")
    walk.press("a")
    walk.expect(DONE)
    walk.press("q")
    assert walk.wait_until_left() == 0
    assert Standing(one).counts() == (1, 1, 1)
    assert made(one) == before
    assert set(made(one).values()) == {1}


def test_stopping_at_a_conflict(start, cloud, state):
    one = instant(cloud, "role-name-taken")
    walk = start(one)
    walk.answer_all("is taken by another role")
    walk.press("q")
    assert walk.wait_until_left() == 5
    [setup] = saved(state)
    walk = start(one, "--setup", setup)
    walk.expect("is taken by another role")
    walk.choose("Use another name")
    walk.expect(PLAN)
    walk.press("a")
    walk.expect(DONE)


def test_stopping_at_a_fault(start, cloud, state):
    one = instant(cloud, "developer-key")
    walk = start(one)
    walk.answer_all("The Vertesia key may not make environments")
    walk.press("q")
    walk.wait_until_left()
    [setup] = saved(state)
    walk = start(one, "--setup", setup)
    walk.expect("The Vertesia key may not make environments")
    assert one.mutations() == []


def test_the_first_screen_offers_what_is_saved(start, cloud, state):
    one = instant(cloud)
    walk = start(one)
    walk.answer_all()
    leave(walk, "q", state)
    walk = start(one)
    walk.expect("Which set-up?")
    walk.expect("acme-research/us-east-1")
    walk.expect("432112349876")
    walk.choose("acme-research/us-east-1")
    walk.expect(PLAN)


def test_only_a_secret_is_asked_again(start, cloud, state):
    """A typed key is never stored: the next start asks for it, and for nothing else."""
    one = instant(cloud)
    env = one.env()
    key = env.pop("VERTESIA_API_KEY")
    walk = start(one, env=env)
    walk.answer_all(ORGANIZATION)
    walk.choose("Type an API key")
    walk.expect("Paste a Vertesia API key")
    walk.paste(key)
    walk.press("Enter")
    # The projects and environments are still being read when the next screen shows.
    here = walk.expect_any([PROJECT, ENVIRONMENT])
    assert key not in walk.screen(history=True)
    leave(walk, "q", state)
    [setup] = saved(state)
    walk = start(one, "--setup", setup, env=env)
    walk.expect("Paste a Vertesia API key")
    walk.expect("never stored")
    walk.paste(key)
    walk.press("Enter")
    walk.expect_any([here, PROJECT])
    kept = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert key.encode() not in kept


def test_what_has_gone_meanwhile_is_noticed(start, cloud, state):
    one = instant(cloud)
    walk = start(one)
    walk.answer_all()
    walk.press("a")
    walk.expect(DONE)
    walk.press("q")
    assert walk.wait_until_left() == 0
    [role] = Standing(one).roles
    iam = client(one, "iam")
    iam.delete_role_policy(RoleName=role["name"], PolicyName="vertesia-bedrock")
    iam.delete_role(RoleName=role["name"])

    [setup] = saved(state)
    walk = start(one, "--setup", setup)
    walk.expect(PLAN)
    walk.expect(f"create role {role['name']}")
    walk.press("a")
    walk.expect(DONE)
    assert Standing(one).counts() == (1, 1, 1)
    assert made(one)["CreateRole"] == 2 and made(one)["CreateEnvironment"] == 1


def test_back_loses_nothing(start, cloud, state):
    one = instant(cloud)
    walk = start(one)
    walk.answer_all(ENVIRONMENT)
    walk.choose("Make a new one with another name")
    walk.expect("What should the new environment be called?")
    walk.press("C-u")
    walk.type("Claude for research")
    walk.press("Enter")
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
    settle(state)
    assert one.mutations() == []
