"""Secrets go to the services they are for, and nowhere else: not to a file of ours, not to the
output, not to a child. Whatever source they come from, every form of them is looked for."""

import base64
import hashlib
import json
import re
import shutil
import stat
import urllib.parse
from pathlib import Path

import boto3
import pytest

import ptys
from conftest import BINARY, call, run
from impostor import Impostor, answer
from setups import apply

KEY_ID = "AKIASANDBOX000000001"
SECRET = "sandbox/secret/key/that/opens/nothing/01"
VERTESIA = "sk-sandbox000000000000000000000001"
SSO_TOKEN = "sandbox-sso-access-token"
ACCOUNT = "432112349876"
AWS_VARIABLES = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"


def forms(secret):
    """The secret as it is, and as writers of files and URLs might have it."""
    raw = secret.encode()
    return {
        secret, raw.hex(), raw.hex().upper(), base64.b64encode(raw).decode().rstrip("="),
        base64.urlsafe_b64encode(raw).decode().rstrip("="), urllib.parse.quote(secret, safe=""),
        urllib.parse.quote_plus(secret), json.dumps(secret)[1:-1], secret.replace("/", "\\/")}


def assert_nowhere(secrets, *places):
    """`places` are texts, and directories with all that is in them."""
    for place in places:
        if isinstance(place, Path):
            texts = {
                str(path): path.read_bytes().decode(errors="replace")
                for path in place.rglob("*") if path.is_file()}
        else:
            texts = {"output": place}
        for name, text in texts.items():
            for secret in secrets:
                assert len(secret) > 8
                for form in forms(secret):
                    assert form not in text, f"{form} in {name}"


def assert_kept(cloud, state, env, secrets, *more, exit=0):
    """Every command of a set-up's life; nothing of the secrets is left behind anywhere."""
    everywhere = ["--state-dir", state, "--verbose"]
    commands = [
        ["apply", "--yes", "--json-events", *more], ["plan", "--json"], ["apply", "--yes", "--json"],
        ["status", "--json"], ["models", "--json"], ["list", "--json"], ["recover"]]
    for command in commands:
        done = run(*command, *everywhere, env=env)
        assert done.returncode == exit, done.stderr
        assert_nowhere(secrets, done.stdout, done.stderr)
        if exit:
            break
    assert_nowhere(secrets, state)
    if not exit:
        assert list(state.glob("*/calls.jsonl")), "calls are logged"


def without_keys(env, *names):
    return {name: value for name, value in env.items() if name not in (*AWS_VARIABLES, *names)}


def write(home, path, text):
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_text(text)
    return home / path


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def session(one, **more):
    """Keys of a role's session, as a portal would give them."""
    sts = boto3.client(
        "sts", endpoint_url=one.url, region_name="us-east-1", aws_access_key_id=KEY_ID,
        aws_secret_access_key=SECRET)
    made = sts.assume_role(
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/acme-administration", RoleSessionName="me", **more)
    return made["Credentials"]


def from_environment(one, home, directory):
    return one.env(), [SECRET]


def from_session_variables(one, home, directory):
    keys = session(one)
    env = one.env(
        AWS_ACCESS_KEY_ID=keys["AccessKeyId"], AWS_SECRET_ACCESS_KEY=keys["SecretAccessKey"],
        AWS_SESSION_TOKEN=keys["SessionToken"])
    return env, [keys["SecretAccessKey"], keys["SessionToken"]]


def from_credentials_file(one, home, directory):
    keys = session(one)
    write(home, ".aws/credentials", (
        f"[default]\naws_access_key_id = {keys['AccessKeyId']}\n"
        f"aws_secret_access_key = {keys['SecretAccessKey']}\n"
        f"aws_session_token = {keys['SessionToken']}\n"))
    return without_keys(one.env()), [keys["SecretAccessKey"], keys["SessionToken"]]


def from_a_process(one, home, directory):
    keys = session(one)
    program = script(directory / "credentials", "cat <<'END'\n" + json.dumps({
        "Version": 1, "AccessKeyId": keys["AccessKeyId"],
        "SecretAccessKey": keys["SecretAccessKey"], "SessionToken": keys["SessionToken"]}) + "\nEND\n"
        f"echo {keys['SecretAccessKey']} >&2\n")
    write(home, ".aws/config", f"[default]\ncredential_process = {program}\n")
    return without_keys(one.env()), [keys["SecretAccessKey"], keys["SessionToken"]]


def from_single_sign_on(one, home, directory):
    start = "https://acme.awsapps.com/start"
    write(home, ".aws/config", (
        f"[default]\nsso_start_url = {start}\nsso_region = us-east-1\n"
        f"sso_account_id = {ACCOUNT}\nsso_role_name = AdministratorAccess\n"))
    write(
        home, f".aws/sso/cache/{hashlib.sha1(start.encode()).hexdigest()}.json", json.dumps({
            "startUrl": start, "region": "us-east-1", "accessToken": SSO_TOKEN,
            "expiresAt": "2099-01-01T00:00:00Z"}))
    return without_keys(one.env()), [SSO_TOKEN]


def from_a_role_chain(one, home, directory):
    write(home, ".aws/config", (
        f"[profile admin]\nrole_arn = arn:aws:iam::{ACCOUNT}:role/acme-administration\n"
        "source_profile = keys\n[profile keys]\n"
        f"aws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n"))
    return {**without_keys(one.env()), "AWS_PROFILE": "admin"}, [SECRET]


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
            secret for body in impostor.passed for secret in re.findall(
                r'<(?:SecretAccessKey|SessionToken)>([^<]+)<|"(?:secretAccessKey|sessionToken|token)"'
                r'\s*:\s*"([^"]+)"', body) for secret in secret if secret}
        assert given, "a token was handed out at least"
        for document in (tmp_path / "state").rglob("*.json*"):
            assert_nowhere(given, document.read_text())
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
    script(tools / "vertesia", f"env > {tmp_path}/vertesia.env\necho {VERTESIA}\n")
    program = script(
        tools / "credentials", f"env > {tmp_path}/process.env\ncat <<'END'\n" + json.dumps({
            "Version": 1, "AccessKeyId": KEY_ID, "SecretAccessKey": SECRET}) + "\nEND\n")
    write(home, ".aws/config", f"[profile child]\ncredential_process = {program}\n")
    env = one.env(
        PATH=f"{tools}:/usr/bin:/bin", AWS_PROFILE="child", AWS_SESSION_TOKEN="canary-session-token",
        VERTESIA_ROOT_KEY="canary-vertesia-key", COMPOSABLE_PROMPTS_API_KEY="canary-composable",
        VERTESIA_REFRESH_TOKEN="canary-refresh", UNRELATED="stays")
    env = without_keys(env, "VERTESIA_API_KEY")
    assert_kept(one, tmp_path / "state", env, [VERTESIA, SECRET, "canary-session-token"])
    for name in ("vertesia", "process"):
        seen = (tmp_path / f"{name}.env").read_text()
        assert "UNRELATED=stays" in seen
        for canary in ("canary-vertesia-key", "canary-composable", "canary-refresh"):
            assert canary not in seen, f"{name} was given {canary}"
    assert "canary-session-token" not in (tmp_path / "vertesia.env").read_text()


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


CANARIES = {
    "AWS_ACCESS_KEY_ID": "AKIACANARY0000000001", "AWS_SECRET_ACCESS_KEY": "canary-aws-secret",
    "AWS_SESSION_TOKEN": "canary-aws-session", "AWS_PROFILE": "canary-profile",
    "AWS_ENDPOINT_URL": "https://canary.invalid", "VERTESIA_API_KEY": "sk-canary-vertesia",
    "VERTESIA_TOKEN": "canary-vertesia-token", "VERTESIA_SERVER_URL": "https://canary.invalid",
    "HTTPS_PROXY": "http://canary.invalid:3128", "HTTP_PROXY": "http://canary.invalid:3128",
    "AWS_CA_BUNDLE": "/canary/authorities.pem", "SSL_CERT_FILE": "/canary/authorities.pem"}


def test_the_demo_is_sealed_off(home, tmp_path, monkeypatch):
    """Walked to its end under strace: no file of the user's is opened, no program started, nobody
    but this machine is called."""
    for path in (".aws/config", ".aws/credentials", ".vertesia/profiles.json"):
        write(home, path, "[default]\naws_secret_access_key = canary-in-a-file\n")
    script(tmp_path / "vertesia", f"touch {tmp_path}/started\n")
    script(tmp_path / "aws", f"touch {tmp_path}/started\n")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    trace = tmp_path / "trace"
    env = {
        "HOME": str(home), "PATH": f"{tmp_path}:/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
        "TMPDIR": str(temporary), **CANARIES}
    monkeypatch.setattr(ptys, "BINARY", shutil.which("strace"))
    with ptys.OnPty(
            "-f", "-qq", "-s", "400", "-o", trace, "-e", "trace=%file,%process,%network", BINARY,
            "--demo", "--scenario", "instant", "--plain", env=env) as demo:
        at = 0
        # How often is asked depends on what becomes known meanwhile; the prompt tells what is.
        asked = r"Number \[\d+\]: $|yes or no \[no\]: $"
        is_over = False
        while not is_over:
            at = demo.until(asked, 60, at)
            is_over = "2. Finish" in demo.text
            is_plan = demo.text.endswith("[no]: ")
            demo.type("2\n" if is_over else "yes\n" if is_plan else "\n")
        assert demo.end() == 0, demo.text
        text = demo.text
    assert "Role ARN: arn:aws:iam::" in text
    traced = trace.read_text()
    assert "canary" not in text.lower()
    touched = re.findall(r'\b(?:open|openat|stat|access|newfstatat|statx|readlink)\w*\([^"]*"([^"]+)"', traced)
    assert touched
    for path in touched:
        if path == f"{home}/.terminfo":
            continue  # ncurses looks there for what the terminal can do.
        assert not path.startswith(str(home)), f"{path} was looked at"
        assert ".aws" not in path and "canary" not in path
    started = [line for line in traced.splitlines() if "execve(" in line]
    assert len(started) == 1, started
    for peer in re.findall(r"connect\(\d+, \{(.*?)\}", traced):
        # The system's name service looks up users, too.
        assert 'inet_addr("127.0.0.1")' in peer or "/nscd/socket" in peer, peer
    assert not (tmp_path / "started").exists()
    assert not list(temporary.iterdir()), "nothing is left behind"
