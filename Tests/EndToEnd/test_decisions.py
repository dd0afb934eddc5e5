"""What is not made, or not replaced, before somebody has decided."""

import pytest

from conftest import run
from setups import Standing, apply, assert_whole, codes
from test_clients import curl, sign_in
from walks import ACCOUNT, ORGANIZATION, REGION

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


@pytest.mark.parametrize("region", ["eu-west-99", "ap-southeast-3"])
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
