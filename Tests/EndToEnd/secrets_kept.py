"""Secrets from each source of credentials, and every form of them looked for in what a set-up's
life leaves behind."""

import base64
import hashlib
import json
import stat
import urllib.parse
from pathlib import Path

import boto3

from conftest import run

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
        ["apply", "--yes", "--json-events", *more], ["plan", "--json"],
        ["apply", "--yes", "--json"], ["status", "--json"], ["models", "--json"], ["list", "--json"], ["recover"]]
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
