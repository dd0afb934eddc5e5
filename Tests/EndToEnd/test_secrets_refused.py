"""Secrets that are refused are not told again, neither by us nor after a service."""

import json

import pytest

from conftest import run
from impostor import Impostor, answer
from secrets_kept import SECRET, VERTESIA, assert_nowhere


@pytest.mark.parametrize("operation, exit", [
    ("POST /token/issue", 4), ("GET /api/v1/account", 1), ("GET /api/v1/environments", 1)])
def test_a_service_that_repeats_the_secret(cloud, tmp_path, operation, exit):
    """What it says of itself is shown, without what it was told."""
    one = cloud("instant")
    impostor = Impostor(one.url)
    heard = []

    def echo(headers):
        heard.append(headers["authorization"].partition(" ")[2])
        status = 401 if exit == 4 else 400
        return answer(status, json.dumps({"message": f"I do not like {heard[-1]} at all"}))

    impostor.rules[operation] = echo
    env = {name: impostor.url if value == one.url else value for name, value in one.env().items()}
    try:
        done = run(
            "apply", "--yes", "--json", "--verbose", "--state-dir", tmp_path / "state", env=env)
    finally:
        impostor.close()
    assert done.returncode == exit, done.stderr
    assert heard and "I do not like (secret) at all" in done.stderr
    assert_nowhere({VERTESIA, *heard}, done.stdout, done.stderr)
    if (tmp_path / "state").exists():
        assert_nowhere({VERTESIA, *heard}, tmp_path / "state")


@pytest.mark.parametrize("env, exit", [
    ({"AWS_SECRET_ACCESS_KEY": "canary/of+the=aws/secret/0123456789abcdef"}, 4),
    ({"AWS_SESSION_TOKEN": "canary//session+token=="}, 4),
    ({"VERTESIA_API_KEY": "sk-canary-of-the-vertesia-key"}, 4),
    ({"VERTESIA_TOKEN": "canary of the token"}, 4),
    ({"VERTESIA_API_KEY": "pk-canary-of-a-public-key"}, 4),
    ({"HTTPS_PROXY": "http://user:canary-of-the-proxy@127.0.0.1:1"}, 0)])
def test_a_wrong_secret_is_not_repeated(cloud, tmp_path, env, exit):
    one = cloud("instant")
    [secret] = env.values()
    secret = secret.partition("user:")[2].partition("@")[0] or secret
    done = run(
        "apply", "--yes", "--json", "--verbose", "--state-dir", tmp_path / "state",
        env=one.env(**env))
    assert done.returncode == exit, done.stderr
    assert_nowhere([secret], done.stdout, done.stderr)
    if (tmp_path / "state").exists():
        assert_nowhere([secret], tmp_path / "state")


@pytest.mark.parametrize("secret", [SECRET, VERTESIA])
def test_a_secret_of_the_environment_is_no_answer(cloud, tmp_path, secret):
    """Whatever it looks like, and wherever in an answer it stands."""
    env, state = cloud("instant").env(), tmp_path / "state"
    answers = {
        "tag": f"owner={secret}", "role-path": f"/{secret}/", "audience": secret, "model": secret,
        "environment-name": f"x{secret}", "permissions-boundary": secret, "role-name": f"x{secret}",
        "permissions": f"arn:aws:iam::432112349876:policy/{secret}", "profile": secret,
        "issuer": f"https://sts.vertesia.io/{secret}", "organization": f"exactly:{secret}",
        "nonsense": secret}
    for key, value in answers.items():
        file = tmp_path / "answers.json"
        file.write_text(json.dumps({key: [value] if key == "tag" else value}))
        for words in ([f"--{key}={value}"], ["--answers", file]):
            for verb in (["apply", "--yes"], ["plan", "--json"]):
                done = run(*verb, "--region", "us-east-1", *words, "--state-dir", state, env=env)
                assert done.returncode == 64, (key, done)
                assert_nowhere([secret], done.stdout, done.stderr)
                if key != "nonsense":
                    assert "Secrets have no flag" in done.stderr, (key, done.stderr)
    assert not state.exists()
