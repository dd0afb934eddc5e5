"""Input that is wrong: each row ends in its own fault and exit code, with the saved set-up untouched
and nothing sent that would change anything."""

import gzip
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Cloud, bare_environment, run
from impostor import Impostor, answer
from setups import apply, assert_whole, codes, document, files

ORGANIZATION = "64f0c1a2b3c4d5e6f7a8b9c0"
ENVIRONMENT = "68c4d0e1f2a3b4c5d6e7f809"
KEYS = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome</body></html>"
IDENTITY = "GetCallerIdentity"
TOKEN = "POST /token/issue"
ACCOUNT = "GET /api/v1/account"
LIST = "GET /api/v1/environments"


def xml(body):
    return answer(200, body, kind="text/xml")


def refused(code, status=403, message="no"):
    return answer(status, (
        "<ErrorResponse><Error><Type>Sender</Type>"
        f"<Code>{code}</Code><Message>{message}</Message></Error>"
        "<RequestId>0</RequestId></ErrorResponse>"), kind="text/xml")


def flags(code, *arguments, exit=64, **more):
    return row(code, exit, arguments=arguments, **more)


def row(code, exit, *, arguments=(), env=None, without=(), home=None, answers=None, input=None,
        tamper=None, saved=True):
    """One thing wrong. `saved`: the run goes on with the saved set-up, else it is a new one."""
    return SimpleNamespace(
        code=code, exit=exit, arguments=arguments, env=env or {}, without=without, home=home or {},
        answers=answers or {}, input=input, tamper=tamper, saved=saved)


def config(text, *more, code, exit, env=None):
    """A config file in place of the keys of the environment."""
    return row(
        code, exit, arguments=more, env=env, without=KEYS, home={".aws/config": text})


def one_file(name, change):
    """Changes both generations of the checkpoint."""
    def tamper(directory):
        for generation in ("checkpoint.json", "checkpoint.previous.json"):
            path = directory / generation
            if path.exists():
                change(path)
    tamper.__name__ = name
    return tamper


def newer(path):
    envelope = json.loads(path.read_text())
    path.write_text(path.read_text().replace(
        f'"format":{envelope["format"]}', '"format":99', 1).replace(
        f'"format": {envelope["format"]}', '"format": 99', 1))


def linked(path):
    target = path.with_suffix(".target")
    path.rename(target)
    path.symlink_to(target)


ROWS = {
    # What is written on the command line.
    "region-no-dashes": flags("VB104", "--region", "useast1"),
    "region-words": flags("VB104", "--region", "US EAST (Virginia)"),
    "region-policy-wildcard": flags("VB104", "--region", "us-*-1"),
    "organization-short": flags("VB105", "--organization", "64f0c1"),
    "organization-wildcard": flags("VB105", "--organization", "exactly:*"),
    "organization-variable": flags("VB105", "--organization", "${aws:username}"),
    "environment-subject": flags("VB106", "--environment-id", f"env:{ORGANIZATION}:{ENVIRONMENT}"),
    "ids-equal": flags(
        "VB107", "--organization", ORGANIZATION, "--environment-id", ORGANIZATION),
    "ids-swapped": flags(
        "VB107", "--organization", ENVIRONMENT, "--environment-id", ORGANIZATION),
    "project-name": flags("VB108", "--project", "Field Studies"),
    "role-name-space": flags("VB109", "--role-name", "Vertesia Bedrock"),
    "role-name-long": flags("VB109", "--role-name", "r" * 65),
    "role-path-open": flags("VB110", "--role-path", "vertesia"),
    "role-path-double": flags("VB110", "--role-path", "/a//b/"),
    "permissions-unknown": flags("VB111", "--permissions", "everything"),
    "permissions-role-arn": flags(
        "VB111", "--permissions", "arn:aws:iam::432112349876:role/Admin"),
    "boundary-name": flags("VB112", "--permissions-boundary", "acme-boundary"),
    "tag-no-value": flags("VB113", "--tag", "team"),
    "tag-reserved": flags("VB113", "--tag", "aws:owner=me"),
    "tag-twice": flags("VB113", "--tag", "team=ml", "--tag", "Team=data"),
    "role-arn-session": flags(
        "VB114", "--role-arn", "arn:aws:sts::432112349876:assumed-role/Admin/me"),
    "role-arn-cut": flags("VB114", "--role-arn", "arn:aws:iam::432112349876:role/"),
    "role-arn-policy": flags("VB114", "--role-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
    "role-arn-other-account": flags(
        "VB123", "--role-arn", "arn:aws:iam::210987654321:role/Vertesia", exit=5),
    "issuer-plain": flags("VB115", "--issuer", "http://sts.becomposable.com"),
    "issuer-query": flags("VB115", "--issuer", "https://sts.becomposable.com?x=1"),
    "site-words": flags("VB117", "--site", "our site"),
    "site-plain": flags("VB117", "--site", "http://vertesia.example"),
    "environment-name-long": flags("VB118", "--environment-name", "n" * 101),
    "environment-name-bell": flags("VB118", "--environment-name", "Lab\a"),
    "setup-unknown": flags("VB120", "--setup", "aaaaaaaa", saved=False),
    "model-words": flags("VB124", "--model", "Claude Sonnet"),
    "audience-wildcard": flags("VB125", "--audience", "bed*"),
    "profile-brackets": flags("VB128", "--profile", "[acme]"),
    "ca-bundle-absent": flags("VB126", "--ca-bundle", "/nowhere/authorities.pem"),

    # Answers files.
    "answers-absent": flags("VB103", "--answers", "/nowhere/answers.json"),
    "answers-not-json": row("VB103", 64, input="region: us-east-1\n"),
    "answers-binary": row("VB103", 64, input=b"\xff\xfe\x00\x01"),
    "answers-cut": row("VB103", 64, input='{"region": "us-east-1"'),
    "answers-twice": row("VB103", 64, input='{"region": "us-east-1", "region": "eu-west-1"}'),
    "answers-huge": row("VB103", 64, input='{"region": "' + "x" * 70_000 + '"}'),
    "answers-deep": row("VB103", 64, input="[" * 20_000),
    "answers-list": row("VB127", 64, input='["us-east-1"]'),
    "answers-number": row("VB127", 64, input='{"region": 1}'),
    "answers-tags-of-numbers": row("VB127", 64, input='{"tag": {"team": 7}}'),
    "answers-unknown": row("VB102", 64, input='{"regoin": "us-east-1"}'),
    "answers-bad-region": row("VB104", 64, input='{"region": "mars-north-1"}'),
    "answers-secret": row("VB102", 64, input='{"vertesia-key": "sk-1"}'),

    # AWS sign-ins.
    "aws-none": row("VB201", 4, without=KEYS),
    "aws-no-such-profile": flags("VB202", "--profile", "acme"),
    "aws-half-a-key": row("VB209", 4, without=KEYS[1:]),
    "aws-keys-unknown": row("VB204", 4, env={KEYS[0]: "AKIANOBODY0000000001"}),
    "aws-secret-wrong": row("VB205", 4, env={KEYS[1]: "wrong" * 8}),
    "config-garbage": config("what is this\n", code="VB208", exit=1),
    "config-no-bracket": config("[default\nregion = us-east-1\n", code="VB208", exit=1),
    "config-loop": config(
        "[profile a]\nrole_arn = arn:aws:iam::432112349876:role/A\nsource_profile = b\n"
        "[profile b]\nrole_arn = arn:aws:iam::432112349876:role/B\nsource_profile = a\n",
        "--profile", "a", code="VB214", exit=4),
    "config-sso-signed-out": config(
        "[profile a]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = us-east-1\n"
        "sso_account_id = 432112349876\nsso_role_name = Admin\n",
        "--profile", "a", code="VB203", exit=4),
    "config-process-fails": config(
        "[profile a]\ncredential_process = false\n", "--profile", "a", code="VB207", exit=4),
    "config-process-prints-words": config(
        "[profile a]\ncredential_process = echo hello\n", "--profile", "a", code="VB207", exit=4),
    "config-mfa": config(
        "[profile a]\nrole_arn = arn:aws:iam::432112349876:role/A\nsource_profile = b\n"
        "mfa_serial = arn:aws:iam::432112349876:mfa/me\n[profile b]\n"
        "aws_access_key_id = AKIASANDBOX000000001\n"
        "aws_secret_access_key = sandbox/secret/key/that/opens/nothing/01\n",
        "--profile", "a", code="VB211", exit=4),

    # Vertesia sign-ins.
    "key-none": row("VB401", 4, without=["VERTESIA_API_KEY"]),
    "key-public": row("VB403", 4, env={"VERTESIA_API_KEY": "pk-0000000000000000"}),
    "key-words": row("VB403", 4, env={"VERTESIA_API_KEY": "my key"}),
    "key-unknown": row("VB402", 4, env={"VERTESIA_API_KEY": "sk-unknown0000000000000000000"}),
    "token-cut": row("VB403", 4, env={"VERTESIA_TOKEN": "eyJhbGciOiJFUzI1NiJ9.e30"}),
    "host-foreign": row("VB419", 64, env={
        "VERTESIA_SERVER_URL": "https://vertesia.example",
        "VERTESIA_TOKEN_SERVER_URL": "https://vertesia.example"}),
    "host-plain": row("VB710", 64, env={"VERTESIA_SERVER_URL": "http://vertesia.example"}),

    # The way there.
    "port-closed": row("VB702", 1, env={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}),
    "name-unknown": row("VB701", 1, env={"AWS_ENDPOINT_URL": "https://aws.invalid"}),
    "endpoint-plain": row("VB710", 64, env={"AWS_ENDPOINT_URL": "http://aws.example"}),

    # Answers that are not what they should be.
    "identity-page": row("VB709", 1, answers={IDENTITY: answer(200, PAGE, kind="text/html")}),
    "identity-refused-by-page": row(
        "VB319", 1, answers={IDENTITY: answer(403, PAGE, kind="text/html")}),
    "identity-cut-xml": row("VB709", 1, answers={IDENTITY: xml("<GetCallerIdentityResponse><A")}),
    "identity-doctype": row("VB709", 1, answers={IDENTITY: xml(
        '<!DOCTYPE r [<!ENTITY a "b">]><GetCallerIdentityResponse>&a;</GetCallerIdentityResponse>')}),
    "identity-empty": row("VB709", 1, answers={IDENTITY: xml("")}),
    "identity-json": row("VB709", 1, answers={IDENTITY: answer(200, '{"Account": "1"}')}),
    "identity-without-account": row("VB709", 1, answers={IDENTITY: xml(
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>x</Arn>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>")}),
    "identity-oversize": row("VB708", 1, answers={IDENTITY: xml(b"<a>" + b"x" * (9 << 20))}),
    "identity-header-oversize": row("VB708", 1, answers={IDENTITY: answer(
        200, "x", headers=[f"x-pad-{n}: {'p' * 4000}" for n in range(20)])}),
    "identity-compressed": row("VB709", 1, answers={IDENTITY: answer(
        200, gzip.compress(bytes(64 << 20)), headers=["content-encoding: gzip"])}),
    "identity-hangs-up": row("VB706", 1, answers={IDENTITY: answer(200, "<a>", length=4000)}),
    "identity-no-http": row("VB709", 1, answers={IDENTITY: b"SSH-2.0-OpenSSH_9.2\r\n"}),
    "identity-redirect": row("VB319", 1, answers={
        IDENTITY: answer(302, "", headers=["location: https://vertesia.example/"])}),
    "role-not-readable": row("VB310", 1, answers={"GetRole": refused("AccessDenied")}),
    "role-other-error": row("VB319", 1, answers={"GetRole": refused("Surprise", 400)}),
    "organization-policy": row("VB316", 1, answers={"GetRole": refused(
        "AccessDenied", message="explicit deny in a service control policy")}),
    "clock": row("VB206", 1, answers={IDENTITY: refused(
        "SignatureDoesNotMatch", message="Signature expired: 20200101T000000Z is now earlier")}),
    "token-page": row("VB415", 1, answers={TOKEN: answer(200, PAGE, kind="text/html")}),
    "token-missing": row("VB415", 1, answers={TOKEN: answer(200, "{}")}),
    "token-no-jwt": row("VB415", 1, answers={TOKEN: answer(200, '{"token": "not a token"}')}),
    "account-page": row("VB414", 1, answers={ACCOUNT: answer(502, PAGE, kind="text/html")}),
    "account-types": row("VB415", 1, answers={ACCOUNT: answer(200, '{"id": 7, "name": []}')}),
    "account-garbage": row("VB415", 1, answers={ACCOUNT: answer(200, "\0\1{]")}),
    "account-redirect": row("VB414", 1, answers={
        ACCOUNT: answer(301, "", headers=["location: https://vertesia.example/"])}),
    "account-forbidden": row("VB404", 1, answers={
        ACCOUNT: answer(403, '{"error": "Forbidden", "message": "no"}')}),
    "environments-object": row("VB415", 1, answers={LIST: answer(200, '{"data": {}}')}),
    "environments-deep": row("VB415", 1, answers={LIST: answer(200, "[" * 100_000)}),
    "environments-oversize": row("VB708", 1, answers={LIST: answer(200, b"[" + b" " * (9 << 20))}),
    "environments-cut": row("VB415", 1, answers={LIST: answer(200, '[{"id": "x", "na')}),

    # Saved files.
    "checkpoint-empty": row("VB801", 1, tamper=one_file(
        "empty", lambda path: path.write_bytes(b""))),
    "checkpoint-garbage": row("VB801", 1, tamper=one_file(
        "garbage", lambda path: path.write_bytes(b"\0" * 4096))),
    "checkpoint-cut": row("VB801", 1, tamper=one_file(
        "cut", lambda path: path.write_bytes(path.read_bytes()[:-40]))),
    "checkpoint-edited": row("VB801", 1, tamper=one_file(
        "edited", lambda path: path.write_text(path.read_text().replace("us-east-1", "us-east-2")))),
    "checkpoint-huge": row("VB801", 1, tamper=one_file(
        "huge", lambda path: path.write_bytes(b"{" + b" " * (2 << 20)))),
    "checkpoint-newer": row("VB802", 1, tamper=one_file("newer", newer)),
    "checkpoint-link": row("VB808", 1, tamper=one_file("linked", linked)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One saved set-up, finished, on a sandbox behind an impostor."""
    base = tmp_path_factory.mktemp("bad-input")
    (base / "home").mkdir()
    cloud = Cloud("instant", base / "home")
    impostor = Impostor(cloud.url)
    env = {
        name: impostor.url if value == cloud.url else value for name, value in cloud.env().items()}
    done, result = apply(cloud, base / "state", env=env)
    assert done.returncode == 0, done.stderr
    yield SimpleNamespace(
        cloud=cloud, impostor=impostor, env=env, state=base / "state", setup=result["setup"])
    impostor.close()
    cloud.close()


def test_there_are_enough_rows():
    assert len(ROWS) >= 40
    assert len({one.code for one in ROWS.values()}) >= 20


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_is_named_and_nothing_changed(made, tmp_path, home, name):
    one = ROWS[name]
    env = {**made.env, "HOME": str(home), **one.env}
    for variable in one.without:
        del env[variable]
    for path, text in one.home.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text)
    state = made.state
    if one.tamper:
        state = tmp_path / "state"
        shutil.copytree(made.state, state)
        one.tamper(state / made.setup)
    arguments = [*one.arguments]
    if one.saved:
        arguments += ["--setup", made.setup]
    if one.input is not None:
        path = tmp_path / "answers.json"
        path.write_bytes(one.input if isinstance(one.input, bytes) else one.input.encode())
        arguments += ["--answers", path]
    before, sent = files(state), made.cloud.mutations()
    made.impostor.rules.update(one.answers)
    try:
        done = run("apply", "--yes", "--json", "--state-dir", state, *arguments, env=env)
    finally:
        made.impostor.rules.clear()
    assert codes(done)[:1] == [one.code], done.stderr
    assert done.returncode == one.exit, done.stderr
    assert "What you can do" in done.stderr
    assert files(state) == before
    assert made.cloud.mutations() == sent
    assert result_is_empty_or_failed(done)


def result_is_empty_or_failed(done):
    result = document(done)
    return result is None or result["exit"] == done.returncode and result["verified"] is False


def test_the_set_up_still_works(made):
    done, result = apply(made.cloud, made.state, "--setup", made.setup, env=made.env)
    assert done.returncode == 0, done.stderr
    assert_whole(made.cloud, result)


@pytest.mark.parametrize("arguments", [
    ["apply", "--no-such-flag"], ["apply", "--on-conflict", "guess"], ["no-such-command"],
    ["apply", "--listing-patience", "0"], ["sandbox", "--scenario", "rain"],
    ["--demo", "--state-dir", "x"], ["status", "--step", "rolle"]])
def test_wrong_use(home, arguments):
    done = run(*arguments, env=bare_environment(home))
    assert done.returncode == 64 and "Usage:" in done.stderr


def test_nobody_to_ask(made, home):
    """Without a terminal the wizard names the first answer that is missing, at once."""
    done = run("setup", "--state-dir", made.state, env=bare_environment(home), timeout=10)
    assert done.returncode == 64
    assert codes(done)[0] in ("VB101", "VB901") and "--" in done.stderr


def test_a_missing_answer_is_told_before_anything_is_asked(home, tmp_path):
    """Vertesia's own tool may hang, and AWS may be far away: neither is needed to see the gap."""
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "vertesia").write_text(f"#!/bin/sh\ntouch {tmp_path}/started\nsleep 60\n")
    (bin / "vertesia").chmod(0o700)
    env = bare_environment(home) | {"PATH": f"{bin}:/usr/bin:/bin"}
    done = run("apply", "--yes", "--state-dir", tmp_path / "state", env=env, timeout=10)
    assert done.returncode == 64 and codes(done) == ["VB101"], done.stderr
    assert "--region" in done.stderr and not (tmp_path / "started").exists()


@pytest.mark.parametrize("path", ["", "   "])
def test_a_state_directory_without_a_name(home, path):
    done = run("list", "--state-dir", path, env=bare_environment(home))
    assert done.returncode == 64 and "--state-dir" in done.stderr


def test_a_conflict_that_cannot_be_saved_says_both(cloud, tmp_path):
    one = cloud("environment-exists")
    done = run("apply", "--yes", "--state-dir", "/proc/nowhere/state", env=one.env())
    assert done.returncode == 5 and codes(done) == ["VB122", "VB805"], done.stderr
    assert one.mutations() == []


@pytest.mark.parametrize("name", ["file", "missing-parent"])
def test_a_state_directory_that_cannot_be(cloud, tmp_path, name):
    one = cloud("instant")
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" if name == "file" else Path("/proc/nowhere/state")
    done = run("apply", "--yes", "--state-dir", path, env=one.env())
    assert done.returncode == 1 and codes(done)[0] == "VB805", done.stderr
    assert one.mutations() == []
