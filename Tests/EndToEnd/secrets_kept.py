"""Secrets from each source of credentials, and every form of them looked for in what a set-up's
life leaves behind."""

import base64
import hashlib
import json
import os
import stat
import urllib.parse
from pathlib import Path

import boto3

from conftest import LOGS, run

KEY_ID = "AKIASANDBOX000000001"
SECRET = "sandbox/secret/key/that/opens/nothing/01"
VERTESIA = "sk-sandbox000000000000000000000001"
SSO_TOKEN = "sandbox-sso-access-token"
ACCOUNT = "432112349876"
AWS_VARIABLES = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"


LOG = LOGS / "secrets.txt"
# Every stretch of this length counts as a leak.
WINDOW = 12


def forms(secret):
    """The secret as it is, and as writers of files and URLs might have it, each by its name."""
    raw = secret.encode()
    found = {
        "raw": secret, "hex": raw.hex(), "HEX": raw.hex().upper(),
        "url": urllib.parse.quote(secret, safe=""), "form": urllib.parse.quote_plus(secret),
        "json": json.dumps(secret)[1:-1], "json with slashes": json.dumps(secret)[1:-1].replace(
            "/", "\\/"), "json in units": "".join(f"\\u{ord(one):04x}" for one in secret)}
    for shift in range(3):
        # Wherever in a base64 text it stands: the first letters are also their neighbours'.
        moved = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")[4 if shift else 0:]
        found[f"base64, {shift} off"] = moved
        found[f"base64 of URLs, {shift} off"] = moved.replace("+", "-").replace("/", "_")
    return found


def windows(form, size=WINDOW):
    """Every stretch that says something: a row of zeros is nobody's."""
    every = (form[at:at + size] for at in range(max(1, len(form) - size + 1)))
    return {one for one in every if len(set(one)) > 3}


def leaks(secrets, texts):
    """Which secret is where, as (secret, form, name of the text, stretch); empty when all is well.
    What was looked for is counted in `secrets.txt` under the test's name."""
    wanted = [
        (secret, name, windows(form)) for secret in secrets
        for name, form in forms(secret).items()]
    sizes = {len(one) for _, _, every in wanted for one in every}
    found = []
    for name, text in texts.items():
        there = {text[at:at + size] for size in sizes for at in range(len(text) - size + 1)}
        found += [
            (secret, form, name, one) for secret, form, every in wanted for one in every & there]
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].partition(" (")[0]
    with LOG.open("a") as log:
        log.write(
            f"{len(wanted) * len(texts)} searches ({len(secrets)} secrets, {len(texts)} places, "
            f"{sum(len(every) for _, _, every in wanted) * len(texts)} stretches), {len(found)} "
            f"found: {test}\n")
    return found


def contents(directory):
    """Every file under it, names included."""
    return {
        str(path): str(path) + "\n" + path.read_bytes().decode(errors="replace")
        for path in directory.rglob("*") if path.is_file()}


def assert_nowhere(secrets, *places):
    """`places` are texts, and directories with all that is in them."""
    texts = {}
    for place in places:
        if isinstance(place, Path):
            texts |= contents(place)
        else:
            texts[f"output {len(texts)}"] = place
    assert all(len(secret) > 5 for secret in secrets)
    found = leaks(set(secrets), texts)
    assert not found, found[:5]


def assert_kept(cloud, state, env, secrets, *more, exit=0):
    """Every command of a set-up's life; nothing of the secrets is left behind anywhere."""
    everywhere = ["--state-dir", state, "--verbose"]
    temporary = state.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    env = {**env, "TMPDIR": str(temporary)}
    commands = [
        ["apply", "--yes", "--json-events", *more], ["plan", "--json"],
        ["apply", "--yes", "--json"], ["status", "--json"], ["models", "--json"],
        ["list", "--json"], ["recover"]]
    for command in commands:
        done = run(*command, *everywhere, env=env, cwd=temporary)
        assert done.returncode == exit, done.stderr
        assert_nowhere(secrets, done.stdout, done.stderr)
        if exit:
            break
    assert_nowhere(secrets, state, temporary)
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
        "SecretAccessKey": keys["SecretAccessKey"],
        "SessionToken": keys["SessionToken"]}) + "\nEND\n"
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
