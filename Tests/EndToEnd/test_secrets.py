"""Secrets go to the services they are for, and nowhere else: not to a file of ours, not to the
output, not to a child. Whatever source they come from, every form of them is looked for."""

import json
import re

import pytest

from conftest import call, run
from impostor import Impostor
from secrets_kept import (
    KEY_ID, SECRET, VERTESIA, assert_kept, assert_nowhere, from_a_process, from_a_role_chain,
    from_credentials_file, from_environment, from_session_variables, from_single_sign_on, script,
    without_keys, write)
from setups import apply


@pytest.mark.parametrize("source", [
    from_environment, from_session_variables, from_credentials_file, from_a_process,
    from_single_sign_on, from_a_role_chain])
def test_aws_credentials_are_kept_to_themselves(cloud, home, tmp_path, source):
    one = cloud("instant")
    env, secrets = source(one, home, tmp_path)
    impostor = Impostor(one.url)
    env = {name: impostor.url if value == one.url else value for name, value in env.items()}
    try:
        assert_kept(one, tmp_path / "state", env, [*secrets, VERTESIA])
        given = {
            secret for body in impostor.passed for found in re.findall(
                r'<(?:SecretAccessKey|SessionToken)>([^<]+)<'
                r'|"(?:secretAccessKey|sessionToken|token)"\s*:\s*"([^"]+)"', body)
            for secret in found if secret}
        assert given, "a token was handed out at least"
        assert_nowhere(given, tmp_path / "state")
    finally:
        impostor.close()


def test_a_web_identity_token_is_kept_to_itself(cloud, home, tmp_path):
    one = cloud("instant")
    _, result = apply(one, tmp_path / "made")
    token = one.control("token", {"environment": result["environmentId"]})["token"]
    path = write(home, "token", token)
    env = {
        **without_keys(one.env()), "AWS_WEB_IDENTITY_TOKEN_FILE": str(path),
        "AWS_ROLE_ARN": result["roleArn"]}
    assert_kept(one, tmp_path / "state", env, [token, VERTESIA], exit=1)
    assert "AssumeRoleWithWebIdentity" in {entry["operation"] for entry in one.calls()}


@pytest.mark.parametrize("variable", [
    "VERTESIA_TOKEN", "VERTESIA_API_TOKEN", "VERTESIA_API_KEY", "VERTESIA_APIKEY"])
def test_vertesia_credentials_are_kept_to_themselves(cloud, tmp_path, variable):
    one = cloud("instant")
    secret = VERTESIA
    if variable.endswith("TOKEN"):
        secret = call(
            f"{one.url}/token/issue", method="POST",
            headers={"authorization": f"Bearer {VERTESIA}"})[1]["token"]
    env = one.env()
    del env["VERTESIA_API_KEY"]
    assert_kept(
        one, tmp_path / "state", {**env, variable: secret}, [secret, secret.split(".")[-1], SECRET])


def test_children_get_what_is_theirs(cloud, home, tmp_path):
    """The Vertesia CLI sees no AWS secret, a credential process no Vertesia secret."""
    one = cloud("instant")
    tools = tmp_path / "tools"
    tools.mkdir()
    seen = "tr '\\0' ' ' < /proc/$$/cmdline"
    script(
        tools / "vertesia", f"{{ env; {seen}; }} > {tmp_path}/vertesia.env\necho {VERTESIA}\n")
    program = script(
        tools / "credentials",
        f"{{ env; {seen}; }} > {tmp_path}/process.env\ncat <<'END'\n" + json.dumps({
            "Version": 1, "AccessKeyId": KEY_ID, "SecretAccessKey": SECRET}) + "\nEND\n")
    write(home, ".aws/config", f"[profile child]\ncredential_process = {program}\n")
    env = one.env(
        PATH=f"{tools}:/usr/bin:/bin", AWS_PROFILE="child",
        AWS_SESSION_TOKEN="canary-session-token",
        VERTESIA_ROOT_KEY="canary-vertesia-key", COMPOSABLE_PROMPTS_API_KEY="canary-composable",
        VERTESIA_REFRESH_TOKEN="canary-refresh", UNRELATED="stays")
    env = without_keys(env, "VERTESIA_API_KEY")
    assert_kept(one, tmp_path / "state", env, [VERTESIA, SECRET, "canary-session-token"])
    for name in ("vertesia", "process"):
        seen = (tmp_path / f"{name}.env").read_text()
        assert "UNRELATED=stays" in seen
        assert_nowhere(["canary-vertesia-key", "canary-composable", "canary-refresh"], seen)
        assert str(tools) in seen.splitlines()[-1], "the arguments were looked at"
    assert_nowhere(
        ["canary-session-token", SECRET], (tmp_path / "vertesia.env").read_text())


def test_the_key_of_an_environment_is_nobodys(cloud, tmp_path):
    """A service that does not mask the keys of others' environments: they are not passed on."""
    one = cloud("instant")
    key = "sk-zq81xv0kfj3m7w2qh5t9b4n6c8d1r0p2"

    def unmask(name, body):
        return re.sub(r'"(apiKey|apikey_hint)":"[^"]*"', rf'"\1":"{key}"', body) if (
            name == "GET /api/v1/environments") else body

    impostor = Impostor(one.url, unmask)
    env = {name: impostor.url if value == one.url else value for name, value in one.env().items()}
    try:
        assert_kept(one, tmp_path / "state", env, [key, VERTESIA, SECRET])
    finally:
        impostor.close()


@pytest.mark.parametrize("words", [
    ["apply", "--token", "{}"], ["apply", "--api-key={}"], ["apply", "--vertesia-token", "{}"],
    ["apply", "{}"], ["{}"], ["--{}"], ["apply", "--region", "{}"], ["apply", "--issuer", "{}"],
    ["apply", "--site", "{}"], ["apply", "--site", "https://me:{}@api.vertesia.io"],
    ["apply", "--profile", "{}"], ["apply", "--role-arn", "{}"], ["apply", "--organization", "{}"],
    ["apply", "--setup", "{}"], ["status", "{}"], ["apply", "--answers", "{}"],
    ["apply", "--environment-name", "{}"], ["apply", "--permissions", "{}"]], ids=" ".join)
def test_a_secret_in_a_wrong_place_is_not_repeated(cloud, tmp_path, words):
    one = cloud("instant")
    key = "sk-canary0of0somebody0who0pastes00001"
    done = run(
        *(word.format(key) for word in words),
        *(["--yes", "--json"] if words[0] == "apply" else []),
        *([] if words[0][0] in "{-" else ["--state-dir", tmp_path / "state"]), env=one.env())
    assert done.returncode != 0
    assert_nowhere([key], done.stdout, done.stderr, tmp_path)


@pytest.mark.parametrize("name", ["token", "vertesiaKey", "apiKey", "secret", "region", "site"])
def test_a_secret_in_an_answers_file_is_not_repeated(cloud, tmp_path, name):
    one = cloud("instant")
    key = "sk-canary0of0somebody0who0writes00001"
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({name: key}))
    done = run(
        "apply", "--yes", "--answers", answers, "--state-dir", tmp_path / "state", env=one.env())
    answers.unlink()
    assert done.returncode == 64, done.stderr
    assert_nowhere([key], done.stdout, done.stderr, tmp_path)
