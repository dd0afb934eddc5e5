"""What stories in the wizard share: ends, the outcomes that are saved, somebody else's keys."""

import json
import urllib.request

from setups import saved
from test_clients import curl
from walks import DONE, PLAN


def checkpoint(state):
    [setup] = saved(state)
    return json.loads((state / setup / "checkpoint.json").read_text())["payload"]


def outcomes(state):
    return {step: record.get("outcome") for step, record in checkpoint(state)["steps"].items()}


def carry_through(one, patience=60):
    """From the plan to the end."""
    one.expect(PLAN)
    one.press("a")
    see_it_done(one, patience)


def see_it_done(one, patience=60):
    one.expect(DONE, patience)
    one.press("q")
    assert one.wait_until_left() == 0


def made_in_studio(cloud, token):
    """An environment as a person makes it in Studio."""
    _, made = curl(cloud, token, "/environments", "POST", {
        "name": "by hand", "provider": "bedrock", "endpoint_url": "us-east-1",
        "allowed_projects": ["65aa00112233445566778899"]})
    return made


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
