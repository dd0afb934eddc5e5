"""A key that works and is not the one: of another organization, or of another project."""

import json

from conftest import run
from setups import Standing, apply, codes
from walks import DONE, ENVIRONMENT, ORGANIZATION, PROJECT

FIELD_STUDIES = "65aa001122334455667788aa"


def remembered(state, setup):
    return json.loads((state / setup / "checkpoint.json").read_text())["payload"]["answers"]


def test_a_key_of_another_organization_changes_no_answer(walk, prompt_cloud, state):
    """It is refused where it is given, and nothing of its organization is offered."""
    cloud = prompt_cloud("two-organizations")
    key, other = cloud.exports["VERTESIA_API_KEY"], cloud.exports["VERTESIA_API_KEY_2"]
    done, document = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    setup = document["setup"]
    answers = remembered(state, setup)
    before = cloud.mutations()
    one = walk("--setup", setup, "--state-dir", state, env=cloud.env(VERTESIA_API_KEY=other))
    one.choose("Check that it still works")
    one.expect("Sign in with a key of organization Acme Research")
    one.choose("Change the answer: Vertesia sign-in")
    one.expect(ORGANIZATION)
    one.choose("Type an API key")
    one.expect("Paste a Vertesia API key")
    one.paste(key)
    one.press("Enter")
    # What rested on the sign-in is held against the new one.
    one.expect(PROJECT)
    one.press("Enter")
    one.expect(ENVIRONMENT)
    # Its own environment is marked, not a new one.
    one.press("Enter")
    one.expect("Nothing has to be changed")
    one.press("q")
    one.wait_until_left()
    after = remembered(state, setup)
    assert {name: after[name] for name in answers if name != "vertesia-access"} == {
        name: answers[name] for name in answers if name != "vertesia-access"}
    for command in (["apply", "--yes", "--setup", setup], ["status", setup], ["models", setup]):
        done = run(
            *command, "--state-dir", state, env=cloud.env(VERTESIA_API_KEY=other))
        assert done.returncode == 5 and codes(done) == ["VB806"], done.stderr
    assert cloud.mutations() == before
    done, document = apply(cloud, state, "--setup", setup)
    assert done.returncode == 0, done.stderr


def test_a_key_of_another_project_cannot_list(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    done = run("plan", "--project", FIELD_STUDIES, "--state-dir", state, env=one.env())
    assert "The environment is for project Field Studies" in done.stdout, done.stdout
    done, document = apply(one, state, "--project", FIELD_STUDIES)
    assert done.returncode == 1 and codes(done) == ["VB410"], done.stderr
    assert Standing(one).counts() == (1, 1, 1)
    [environment] = Standing(one).environments
    assert environment["allowed_projects"] == [FIELD_STUDIES]


def test_an_environment_is_opened_to_another_project(walk, prompt_cloud, state):
    cloud = prompt_cloud("instant")
    done, document = apply(cloud, state)
    assert done.returncode == 0, done.stderr
    [before] = Standing(cloud).environments
    one = walk("--setup", document["setup"], "--state-dir", state, env=cloud.env())
    one.expect("Check that it still works")
    one.choose("Let another project use it")
    one.expect(PROJECT)
    one.expect("not the project of the key")
    one.choose("Field Studies")
    plan = one.expect("add project Field Studies to environment")
    assert "may refuse to list" not in plan
    one.press("a")
    one.expect(DONE)
    [after] = Standing(cloud).environments
    assert after["allowed_projects"] == [*before["allowed_projects"], FIELD_STUDIES]
