"""No secret reaches the terminal: the full screen is walked with each source of credentials that a
person can use there, over its texts and two faults of services that repeat what they were told."""

import base64
import json
import re
import termios
import threading
import time
import urllib.parse

import pytest

from conftest import call
from impostor import Impostor, answer
from ptys import OnPty
from secrets_kept import (
    ACCOUNT as NUMBER, KEY_ID, SECRET, VERTESIA, contents, from_a_process, from_credentials_file,
    from_environment, from_session_variables, from_single_sign_on, leaks, script, session,
    without_keys, write)
from setups import Standing
from walks import (
    ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, REGION, Walk)

ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78cDEHM])")


@pytest.mark.parametrize("write", [
    str, lambda text: text.encode().hex(), lambda text: urllib.parse.quote(text, safe=""),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(f"user:{text}".encode()).decode(),
    lambda text: base64.b64encode(f"me:{text}".encode()).decode(),
    lambda text: json.dumps({"key": text}), lambda text: f"{text[:20]}\n{text[20:]}",
    lambda text: text.encode().hex().upper()[30:], lambda text: text.replace("/", "\\/")])
def test_a_leak_is_found(write):
    secret = "canary/of+the=secret\"that is/looked+for"
    assert leaks([secret], {"here": f"before {write(secret)} after"})
    assert not leaks([secret], {"here": "before and after"})


class Watched(Walk):
    """Keeps every screen it looks at, besides the bytes they are made from."""

    def __init__(self, *arguments, record, **more):
        self.shown, self.record = set(), record
        super().__init__(*arguments, record=record, **more)

    def screen(self, history=False):
        shown = super().screen(history)
        self.shown.add(shown)
        return shown

    def peek(self, key, text):
        """Looks at a text that lies over the screen."""
        self.press(key)
        self.expect(text)
        self.press("Escape")
        self.wait_until(lambda _: text not in self.pane(), f"no {text!r}")

    def texts(self):
        raw = self.record.read_bytes().decode(errors="replace")
        return {
            "bytes": raw, "printed": ESCAPES.sub("", raw), "scrollback": self.scrollback(),
            "screens": "\n".join(self.shown),
            # A value that is broken over lines, without what stands beside it.
            "joined": "\n".join(
                "".join(re.sub(r"^.*?[│|]", "", line).strip() for line in one.splitlines())
                for one in self.shown)}


def from_pasted_keys(one, home, directory):
    keys = session(one)
    pasted = {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"]}
    text = "\n".join(f'export {name}="{value}"' for name, value in pasted.items())
    return (
        without_keys(one.env()), [keys["SecretAccessKey"], keys["SessionToken"]],
        ("Paste keys from", "Paste the keys of your AWS account", text))


def from_a_guarded_role(one, home, directory):
    write(home, ".aws/config", (
        f"[profile guarded]\nrole_arn = arn:aws:iam::{NUMBER}:role/acme-administration\n"
        f"mfa_serial = arn:aws:iam::{NUMBER}:mfa/dana\nsource_profile = keys\n"
        f"[profile keys]\naws_access_key_id = {KEY_ID}\naws_secret_access_key = {SECRET}\n"))
    return (
        without_keys(one.env()), [SECRET, "834 619"],
        ("guarded", "Which code does your MFA device show", "834 619"))


def from_a_variable(name):
    def source(one, env, home, directory):
        secret = env.pop("VERTESIA_API_KEY")
        if name.endswith("TOKEN"):
            headers = {"authorization": f"Bearer {secret}"}
            secret = call(f"{one.url}/token/issue", method="POST", headers=headers)[1]["token"]
        return {**env, name: secret}, [secret], None
    source.__name__ = name
    return source


def from_the_vertesia_cli(one, env, home, directory):
    profiles = write(home, ".vertesia/profiles.json", json.dumps({
        "default": "acme", "profiles": [{"name": "acme", "apikey": env.pop("VERTESIA_API_KEY")}]}))
    tools = directory / "tools"
    tools.mkdir()
    script(tools / "vertesia", f"sed -E 's/.*\"apikey\": \"([^\"]*)\".*/\\1/' {profiles}\n")
    return {**env, "PATH": f"{tools}:{env['PATH']}"}, [VERTESIA], None


def from_typing(one, env, home, directory):
    secret = env.pop("VERTESIA_API_KEY")
    return env, [secret], ("Type an API key", "Paste a Vertesia API key", secret)


SOURCES = [
    (from_environment, from_a_variable("VERTESIA_API_KEY")),
    (from_session_variables, from_a_variable("VERTESIA_TOKEN")),
    (from_credentials_file, from_the_vertesia_cli),
    (from_a_process, from_typing),
    (from_single_sign_on, from_a_variable("VERTESIA_API_TOKEN")),
    (from_pasted_keys, from_typing),
    (from_a_guarded_role, from_a_variable("VERTESIA_APIKEY"))]


def repeat_bearer(headers):
    token = headers["authorization"].partition(" ")[2]
    return answer(400, json.dumps({"message": f"I do not like {token} at all"}))


def once_met(barrier, rule):
    """A rule that answers when as many calls as the barrier is for are on their way."""
    def answer_late(headers):
        barrier.wait()
        return rule(headers)
    return answer_late


def repeat_session(headers):
    token = headers.get("x-amz-security-token", "what I was told")
    return answer(400, (
        '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error>'
        f"<Type>Sender</Type><Code>InvalidInput</Code><Message>I do not like {token} at all"
        "</Message></Error><RequestId>1</RequestId></ErrorResponse>"), kind="text/xml")


def give(walk, typed):
    """Takes a row, and types what it asks for under the eyes of whoever watches."""
    row, title, secret = typed
    walk.choose(row)
    walk.expect(title)
    walk.paste(secret)
    walk.expect("characters" if "\n" not in secret else "3 lines")
    walk.press("C-c")
    walk.expect("Save and leave?")
    walk.press("Escape")
    walk.expect(title)
    walk.press("Enter")


def tour(walk, impostor, aws, vertesia):
    """From the first screen to the last, with a look at everything on the way."""
    walk.expect(ACCOUNT)
    walk.peek("?", "Keys on this screen")
    give(walk, aws) if aws else walk.press("Enter")
    walk.expect(REGION)
    walk.peek("l", "Calls")
    walk.press("Enter")
    walk.expect(ORGANIZATION)
    give(walk, vertesia) if vertesia else walk.press("Enter")
    for title in (ENVIRONMENT, PERMISSIONS):
        walk.expect(title)
        walk.press("Enter")
    walk.expect(PLAN)
    for key, text in [
            ("?", "Keys on this screen"), ("d", "The whole plan"), ("Enter", "The same by hand"),
            ("y", "The same by hand"), ("l", "since the set-up was opened")]:
        walk.peek(key, text)
    walk.press("a")
    for number in (1, 2):
        walk.expect(f"Fault {number} of 2")
        for key, text in [("e", "I do not like"), ("d", "Details"), ("l", "Calls")]:
            walk.peek(key, text)
        walk.press("Tab")
    impostor.rules.clear()
    walk.choose("Try again")
    walk.expect(DONE)
    walk.press("p")
    walk.wait_until(lambda _: DONE not in walk.pane(), "the ARN alone")
    walk.press("Escape")
    walk.expect(DONE)
    walk.press("m")
    walk.expect("likely ready")
    walk.peek("Enter", "Details")
    walk.press("q")
    assert walk.wait_until_left() == 0


@pytest.mark.parametrize(
    "sources", SOURCES, ids=lambda pair: " ".join(source.__name__ for source in pair))
def test_no_secret_reaches_the_terminal(prompt_cloud, home, state, tmp_path, sources):
    one = prompt_cloud("instant")
    env, secrets, *aws = sources[0](one, home, tmp_path)
    env, more, vertesia = sources[1](one, dict(env), home, tmp_path)
    impostor = Impostor(one.url)
    env = {name: impostor.url if value == one.url else value for name, value in env.items()}
    # Two faults at once: after the first one nothing new would start.
    both = threading.Barrier(2, timeout=20)
    impostor.rules.update({
        "CreateOpenIDConnectProvider": once_met(both, repeat_session),
        "POST /api/v1/environments": once_met(both, repeat_bearer)})
    walk = Watched("--state-dir", state, env=env, record=tmp_path / "bytes")
    try:
        tour(walk, impostor, aws[0] if aws else None, vertesia)
    finally:
        texts = walk.texts()
        walk.close()
        impostor.close()
    assert Standing(one).counts() == (1, 1, 1)
    assert "Role ARN" in texts["printed"] and "Role ARN" in texts["scrollback"]
    assert "Keys on this screen" in texts["screens"]
    given = re.findall(
        r'<(?:SecretAccessKey|SessionToken)>([^<]+)<|"(?:secretAccessKey|sessionToken|token)"'
        r'\s*:\s*"([^"]+)"', "\n".join(impostor.passed))
    given = {secret for pair in given for secret in pair if secret}
    texts |= contents(state)
    assert any(name.endswith("calls.jsonl") for name in texts)
    assert leaks({*secrets, *more, *given}, texts) == []


def in_one_write(text):
    return [text + "\n"]


def line_by_line(text):
    return [line + "\n" for line in text.split("\n")]


def in_small_pieces(text):
    return [text[at:at + 97] for at in range(0, len(text), 97)] + ["\n"]


def on_one_line(text):
    return [text.replace("\n", " ") + "\n"]


@pytest.mark.parametrize("split", [in_one_write, line_by_line, in_small_pieces, on_one_line])
def test_keys_pasted_into_lines_are_not_shown(prompt_cloud, home, state, tmp_path, split):
    one = prompt_cloud("instant")
    env, secrets, (_, title, text) = from_pasted_keys(one, home, tmp_path)
    with OnPty("--plain", "--state-dir", state, env=env) as lines:
        offer = lines.until(r"(\d)\. Paste keys from[^\r\n]*")
        number = re.findall(rb"(\d)\. Paste keys from", lines.told[:offer])[-1].decode()
        lines.until(r"Number \[\d\]: ", since=offer)
        lines.type(number + "\n")
        asked = lines.until(title)
        lines.until("Secret: ", since=asked)
        deadline = time.monotonic() + 5
        while lines.line()[3] & termios.ECHO and time.monotonic() < deadline:
            time.sleep(0.02)
        for part in split(text):
            lines.type(part)
            lines.read(0.3)
        lines.until(NUMBER, since=asked)
        lines.until(REGION, since=asked)
        lines.type("q\n")
        assert lines.end() == 3
        assert lines.line() == lines.line_before
        shown = lines.text
    texts = {"bytes": shown, "joined": re.sub(r"\s", "", shown)}
    assert leaks([*secrets, "AWS_SESSION_TOKEN"], texts) == []
    assert "VB" not in shown[asked:]
