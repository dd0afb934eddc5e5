"""Input that is wrong: each row ends in its own fault and exit code, with the saved set-up
untouched and nothing sent that would change anything."""

import pytest

from conftest import bare_environment, run
from setups import apply, assert_whole, codes
from spoilt import (
    ENVIRONMENT, KEYS, ORGANIZATION, assert_named_and_nothing_changed, config, flags, linked, made,
    newer, one_file, row)

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
    "permissions-account-short": flags(
        "VB111", "--permissions", "arn:aws:iam::123:policy/x"),
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
    "model-words": flags("VB124", "--model", "Claude\x1bSonnet"),
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

    # Saved files.
    "checkpoint-empty": row("VB801", 1, tamper=one_file(
        "empty", lambda path: path.write_bytes(b""))),
    "checkpoint-garbage": row("VB801", 1, tamper=one_file(
        "garbage", lambda path: path.write_bytes(b"\0" * 4096))),
    "checkpoint-cut": row("VB801", 1, tamper=one_file(
        "cut", lambda path: path.write_bytes(path.read_bytes()[:-40]))),
    "checkpoint-edited": row("VB801", 1, tamper=one_file(
        "edited",
        lambda path: path.write_text(path.read_text().replace("us-east-1", "us-east-2")))),
    "checkpoint-huge": row("VB801", 1, tamper=one_file(
        "huge", lambda path: path.write_bytes(b"{" + b" " * (2 << 20)))),
    "checkpoint-newer": row("VB802", 1, tamper=one_file("newer", newer)),
    "checkpoint-link": row("VB808", 1, tamper=one_file("linked", linked)),
}


def test_there_are_enough_rows():
    assert len(ROWS) >= 60
    assert len({one.code for one in ROWS.values()}) >= 30


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_is_named_and_nothing_changed(made, tmp_path, home, name):
    assert_named_and_nothing_changed(made, tmp_path, home, ROWS[name])


def test_the_set_up_still_works(made):
    done, result = apply(made.cloud, made.state, "--setup", made.setup, env=made.env)
    assert done.returncode == 0, done.stderr
    assert_whole(made.cloud, result)


def test_nobody_to_ask(made, home):
    """Without a terminal the wizard names the first answer that is missing, at once."""
    done = run("setup", "--state-dir", made.state, env=bare_environment(home), timeout=10)
    assert done.returncode == 64
    assert codes(done)[0] in ("VB101", "VB901") and "--" in done.stderr
