"""`s` gives the terminal to `aws sso login` and takes it back."""

import hashlib
import json
import os
import re
import signal
import stat

import pytest

from conftest import bare_environment
from ptys import OnPty
from secrets_kept import ACCOUNT, SSO_TOKEN, without_keys
from walks import ACCOUNT as WHICH, REGION

START = "https://acme.awsapps.com/start"

# Stands for the AWS CLI: it wants the terminal as a shell gives it, and leaves a token.
LOGIN = """#!/bin/sh
[ "$*" = "sso login --profile acme" ] || exit 252
stty -a | grep -q -- ' icanon' && stty -a | grep -q -- ' echo ' || exit 99
env > "$HOME/told"
ls -l /proc/$$/fd > "$HOME/open"
printf 'Open https://device.example and enter ABCD-EFGH: '
read -r code
echo "heard $code"
[ "$code" = yes ] || { echo "The code was not confirmed" >&2; exit 1; }
mkdir -p "$HOME/.aws/sso/cache"
printf '%s' '{cache}' > "$HOME/.aws/sso/cache/{name}.json"
"""


@pytest.fixture
def signed_out(cloud, tmp_path):
    """A profile of IAM Identity Center that nobody has signed in with, and an `aws` that can."""
    one = cloud("instant")
    (one.home / ".aws").mkdir(exist_ok=True)
    (one.home / ".aws/config").write_text(
        f"[profile acme]\nsso_start_url = {START}\nsso_region = us-east-1\n"
        f"sso_account_id = {ACCOUNT}\nsso_role_name = AdministratorAccess\n")
    cache = json.dumps({
        "startUrl": START, "region": "us-east-1", "accessToken": SSO_TOKEN,
        "expiresAt": "2099-01-01T00:00:00Z"})
    tools = tmp_path / "tools"
    tools.mkdir()
    aws = tools / "aws"
    name = hashlib.sha1(START.encode()).hexdigest()
    aws.write_text(LOGIN.replace("{cache}", cache).replace("{name}", name))
    aws.chmod(aws.stat().st_mode | stat.S_IXUSR)
    env = without_keys(one.env())
    return one, {**env, "PATH": f"{tools}:{env['PATH']}"}


def arguments(tmp_path, *more):
    return ["--state-dir", tmp_path / "state", *more]


def test_the_screen_comes_back_signed_in(signed_out, tmp_path):
    cloud, env = signed_out
    with OnPty(*arguments(tmp_path, "--mouse"), env=env) as one:
        one.until_shown("not signed in")
        one.until_shown("Enter sign in")
        one.type("\r")
        at = one.until("enter ABCD-EFGH")
        assert b"\x1b[?1049l" in one.told[:at]
        assert one.told[:at].rfind(b"\x1b[?1000l") > one.told[:at].rfind(b"\x1b[?1000h")
        one.type("yes\n")
        one.until(r"\x1b\[\?1049h", since=at)
        one.until(r"\x1b\[\?1000h", since=at)
        one.until_shown(REGION)
        one.until_shown(ACCOUNT)
        one.type("q")
        assert one.end() in (0, 3)
        assert one.line() == one.line_before
    told = (cloud.home / "told").read_text()
    assert env["VERTESIA_API_KEY"] not in told and "\nHOME=" in "\n" + told
    opened = [line.split(" -> ")[1] for line in (cloud.home / "open").read_text().splitlines()[1:]]
    # Beside what the shell itself has opened.
    assert opened and all(re.search(r"^/dev/pts/|/tools/aws$|/home/open$", what) for what in opened)


@pytest.mark.parametrize("keys", ["no\n", "\x03"], ids=["refused", "interrupted"])
def test_a_failure_can_be_read(signed_out, tmp_path, keys):
    _, env = signed_out
    with OnPty(*arguments(tmp_path), env=env) as one:
        one.until_shown("Enter sign in")
        one.type("s")
        at = one.until("enter ABCD-EFGH")
        one.type(keys)
        at = one.until("Press Enter to go back", since=at)
        assert b"\x1b[?1049h" not in one.told[one.told.rfind(b"ABCD"):]
        one.type("\n")
        one.until_shown("aws sso login was interrupted" if keys == "\x03" else "exit code 1.")
        one.until_shown(WHICH)
        one.type("q")
        assert one.end() == 0
        assert one.line() == one.line_before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
@pytest.mark.parametrize("more", [[], ["--plain"]], ids=["screen", "lines"])
def test_who_ends_the_wizard_ends_the_sign_in(signed_out, tmp_path, number, more):
    _, env = signed_out
    with OnPty(*arguments(tmp_path, *more), env=env) as one:
        if more:
            one.until(r"Number \[")
            one.type("s\n")
        else:
            one.until_shown("Enter sign in")
            one.type("s")
        one.until("enter ABCD-EFGH")
        one.signal(number)
        assert one.end() in (0, 3)
        assert one.line() == one.line_before
        assert "Press Enter" not in one.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_who_ends_the_wizard_where_a_failure_is_read(signed_out, tmp_path, number):
    _, env = signed_out
    with OnPty(*arguments(tmp_path), env=env) as one:
        one.until_shown("Enter sign in")
        one.type("s")
        one.until("enter ABCD-EFGH")
        one.type("no\n")
        one.until("Press Enter to go back")
        one.signal(number)
        assert one.end() == 3
        assert one.line() == one.line_before


@pytest.mark.parametrize("keys, words", [("no\n", "exit code 1"), ("\x03", "interrupted")])
def test_a_failure_in_lines(signed_out, tmp_path, keys, words):
    _, env = signed_out
    with OnPty(*arguments(tmp_path, "--plain"), env=env) as one:
        one.until(r"Number \[")
        one.type("s 1\n")
        at = one.until("enter ABCD-EFGH")
        one.type(keys)
        at = one.until(words, since=at)
        one.until(r"Number \[", since=at)
        one.type("q\n")
        assert one.end() in (0, 3)


def test_without_the_aws_command(signed_out, tmp_path):
    _, env = signed_out
    (tmp_path / "tools/aws").unlink()
    venv = [part for part in env["PATH"].split(":") if not os.path.exists(f"{part}/aws")]
    with OnPty(*arguments(tmp_path), env={**env, "PATH": ":".join(venv)}) as one:
        one.until_shown("Enter sign in")
        one.type("s")
        one.until_shown("aws could not be started")
        one.type("q")
        assert one.end() == 0


def test_in_lines(signed_out, tmp_path):
    _, env = signed_out
    with OnPty(*arguments(tmp_path, "--plain"), env=env) as one:
        one.until("Type s and a number")
        one.until(r"Number \[")
        one.type("s\n")
        at = one.until("enter ABCD-EFGH")
        one.type("yes\n")
        at = one.until("Signed in as acme", since=at)
        one.until("Which AWS region", since=at)
        one.until(r"Number \[", since=at)
        one.type("q\n")
        assert one.end() in (0, 3)


def test_a_demo_starts_no_program(home):
    with OnPty("--demo", env=bare_environment(home)) as one:
        one.until_shown(WHICH)
        one.type("\x1b[B")
        one.until_shown("Enter sign in")
        one.type("s")
        one.until_shown("A demo starts no programs")
        one.type("q")
        assert one.end() == 0
