"""Services that cannot be reached, or whose answers are not what they should be: each row ends in
its own fault and exit code, with the saved set-up untouched."""

import gzip

import pytest

from impostor import answer
from setups import apply, assert_whole
from spoilt import (
    ACCOUNT, IDENTITY, LIST, PAGE, TOKEN, assert_named_and_nothing_changed, made, refused, row, xml)

ROWS = {
    # The way there.
    "port-closed": row("VB702", 1, env={"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}),
    "name-unknown": row("VB701", 1, env={"AWS_ENDPOINT_URL": "https://aws.invalid"}),
    "endpoint-plain": row("VB710", 64, env={"AWS_ENDPOINT_URL": "http://aws.example"}),

    # Answers that are not what they should be.
    "identity-page": row("VB709", 1, answers={IDENTITY: answer(200, PAGE, kind="text/html")}),
    "identity-refused-by-page": row(
        "VB709", 1, answers={IDENTITY: answer(403, PAGE, kind="text/html")}),
    "identity-cut-xml": row("VB709", 1, answers={IDENTITY: xml("<GetCallerIdentityResponse><A")}),
    "identity-doctype": row("VB709", 1, answers={IDENTITY: xml(
        '<!DOCTYPE r [<!ENTITY a "b">]>'
        "<GetCallerIdentityResponse>&a;</GetCallerIdentityResponse>")}),
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
    "identity-redirect": row("VB709", 1, answers={
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
}


def test_there_are_enough_rows():
    assert len(ROWS) >= 30
    assert len({one.code for one in ROWS.values()}) >= 13


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_is_named_and_nothing_changed(made, tmp_path, home, name):
    assert_named_and_nothing_changed(made, tmp_path, home, ROWS[name])


@pytest.mark.parametrize("code, name", [
    ("VB702", "AWS_ENDPOINT_URL_STS"), ("VB702", "endpoint_url in the config file"),
    ("VB702", "VERTESIA_SERVER_URL"), ("VB702", "VERTESIA_TOKEN_SERVER_URL"),
    ("VB701", "AWS_ENDPOINT_URL")])
def test_what_names_a_host_that_cannot_be_reached_is_told(made, tmp_path, home, code, name):
    url = "http://127.0.0.1:1" if code == "VB702" else "https://aws.invalid"
    env = {**made.env, "HOME": str(home), name: url}
    if " " in name:
        (home / ".aws").mkdir()
        (home / ".aws/config").write_text(f"[default]\nendpoint_url = {url}\n")
        env = {key: value for key, value in env.items() if "ENDPOINT" not in key and key != name}
    done, _ = apply(made.cloud, tmp_path / "state", env=env)
    assert done.returncode == 1 and code in done.stderr, done.stderr
    assert f"  1. Check {name}, which names the host\n" in done.stderr, done.stderr
    assert f"{name} names it. Nothing was sent." in " ".join(done.stderr.split())


def test_the_set_up_still_works(made):
    done, result = apply(made.cloud, made.state, "--setup", made.setup, env=made.env)
    assert done.returncode == 0, done.stderr
    assert_whole(made.cloud, result)
