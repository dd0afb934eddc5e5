"""Whoever is faster than Vertesia is asked the same questions, and offered the same
environments."""

import pytest

from ptys import OnPty
from stories import made_in_studio
from test_clients import sign_in
from walks import ENVIRONMENT, ORGANIZATION, PERMISSIONS, QUESTIONS

READS = ["GetAccount", "ListEnvironments"]


def slow(prompt_cloud, operation, milliseconds=1500):
    """A cloud with an environment in it that answers this read late."""
    cloud = prompt_cloud("instant")
    made_in_studio(cloud, sign_in(cloud))
    cloud.control("faults", {
        "operation": operation, "kind": "delay", "ms": milliseconds, "times": 0})
    return cloud


@pytest.mark.parametrize("operation", READS)
def test_no_question_is_passed_by(prompt_cloud, state, operation):
    """Every key is pressed the moment its question shows."""
    cloud = slow(prompt_cloud, operation)
    with OnPty("--state-dir", state, env=cloud.env()) as one:
        for title in QUESTIONS:
            one.until_shown(title)
            if title == ENVIRONMENT:
                one.until_shown("by hand")
            one.type("\r")
        one.until_shown("Make these changes?")


def without_key(cloud):
    """Nothing of Vertesia is read before somebody types the key; answers it, too."""
    env = cloud.env()
    return env.pop("VERTESIA_API_KEY"), env


def test_keys_that_are_typed_far_ahead_take_nothing_unseen(prompt_cloud, state):
    """They come with the last one of the key, so that no answer can be there before them."""
    cloud = slow(prompt_cloud, "GetAccount", 3000)
    key, env = without_key(cloud)
    with OnPty("--state-dir", state, env=env) as one:
        for title in QUESTIONS[:QUESTIONS.index(ORGANIZATION)]:
            one.until_shown(title)
            one.type("\r")
        one.until_shown("No key was found")
        one.type("\r")
        one.until_shown("Paste a Vertesia API key")
        one.type(key + "\r" * 12)
        one.until_shown(ENVIRONMENT)
        one.until_shown("by hand")


def test_back_works_meanwhile(walk, prompt_cloud, state):
    cloud = slow(prompt_cloud, "GetAccount", 6000)
    key, env = without_key(cloud)
    one = walk("--state-dir", state, env=env)
    one.answer_all(ORGANIZATION)
    one.expect("No key was found")
    one.press("Enter")
    one.expect("Paste a Vertesia API key")
    one.paste(key)
    one.press("Enter")
    one.expect("Reading what the key opens")
    one.press("Escape")
    one.expect("Paste a Vertesia API key")
    one.press("Escape")
    one.expect(ORGANIZATION)
    one.press("Enter")
    one.expect(ENVIRONMENT)


def test_lines_that_are_typed_ahead_wait_for_their_question(prompt_cloud, state):
    """All at once, as from a paste; the fourth picks the environment that is there."""
    cloud = slow(prompt_cloud, "ListEnvironments")
    with OnPty("--plain", "--state-dir", state, env=cloud.env(), piped=True) as one:
        one.type("\n\n\n1\n\n")
        one.until("The plan: Acme Research")
        asked = [one.text.find(title) for title in QUESTIONS]
        assert -1 not in asked and asked == sorted(asked)
        one.until("yes or no")
        assert "environment by hand" in one.text and "create environment" not in one.text


def test_a_read_that_fails_holds_nobody_up(prompt_cloud, state):
    cloud = prompt_cloud("instant")
    cloud.control("faults", {
        "operation": "ListEnvironments", "kind": "status", "status": 500, "times": 0})
    with OnPty("--state-dir", state, env=cloud.env()) as one:
        for title in QUESTIONS[:QUESTIONS.index(PERMISSIONS)]:
            one.until_shown(title)
            one.type("\r")
        one.until_shown(PERMISSIONS)
