"""What services say is shown on every face as text and nothing else: no character of it steers the
terminal, hides, turns others around or moves a column."""

import concurrent.futures
import json
import os
import re

import pytest

from conftest import LOGS, run
from guests import Guest
from hostile import IN_JSON, IN_XML, LEADS, MEANT, WORDS, acting, all_of, mark
from impostor import Impostor, answer
from walks import ACCOUNT, DONE, ENVIRONMENT, ORGANIZATION, PERMISSIONS, PLAN, PROJECT, REGION

LOG = LOGS / "hostile-text.txt"
OURS = re.compile(
    r"\x1b(?:\[[0-9;:?>]*[ -/]*[@-~]|\]11;\?\x1b\\|[()][AB0]|[=>78DEHM])")
# What stands in it is looked at.
TITLE = re.compile(r"\x1b\]2;(vertesia-bedrock[^\x07]*)\x07")
PARTED = 22


def tell(face, text, fields):
    """Which of the fields are in a face, and that nothing in it acts."""
    shown = [field for field in fields if mark(field) in re.sub(r"\s|│", "", text)]
    with LOG.open("a") as log:
        log.write(f"{face}: {len(fields)} fields, {len(shown)} shown ({' '.join(shown)}), "
                  f"{len(acting(text))} that act\n")
    return shown


@pytest.fixture
def front(cloud):
    """A function that puts an impostor with fields of this kind before a sandbox."""
    running = []

    def start(fields, scenario="instant"):
        one = cloud(scenario)
        impostor = Impostor(one.url, all_of(fields), MEANT)
        running.append(impostor)
        env = {
            name: impostor.url if value == one.url else value for name, value in one.env().items()}
        return impostor, env

    yield start
    for one in running:
        one.close()


def bytes_of(command, env, state):
    done = run(*command, "--state-dir", state, env=env, encoding="utf-8", errors="strict")
    return done


# Which project is the usual one is known by its name.
PROJECT_ID = ["--project", "65aa00112233445566778899"]
COMMANDS = [
    ["plan", *PROJECT_ID], ["plan", "--json", *PROJECT_ID],
    ["apply", "--yes", "--verbose", *PROJECT_ID], ["status"], ["status", "--json"],
    ["models"], ["models", "--json"], ["list"], ["list", "--json"], ["recover"],
    ["apply", "--yes", "--json-events", *PROJECT_ID], ["apply", "--yes", "--json", *PROJECT_ID]]


def test_lines_and_documents(front, tmp_path):
    _, env = front(WORDS)
    seen = set()
    for command in COMMANDS:
        done = bytes_of(command, env, tmp_path / "state")
        assert done.returncode in (0, 2), done.stderr
        for stream, text in (("stdout", done.stdout), ("stderr", done.stderr)):
            seen |= set(tell(f"{' '.join(command)}, {stream}", text, WORDS))
            assert acting(text) == [], f"{command}, {stream}"
        if "--json" in command:
            json.loads(done.stdout)
    for path in (tmp_path / "state").rglob("*"):
        if path.is_file():
            text = path.read_text()
            seen |= set(tell(path.name, text, WORDS))
            # JSON spells the lower ones out; a person reads it by the commands above.
            assert not re.search("[\0-\x08\x0b-\x1f]", text), path
    assert {"accountname", "provider"} <= seen


def refusals(operation):
    """Errors of each kind, with words that act in all of their parts."""
    xml = (
        '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error>'
        "<Type>Sender</Type>"
        f"<Code>xcodex{IN_XML[:600]}</Code><Message>xmessagex{IN_XML}</Message></Error>"
        f"<RequestId>xrequestx{IN_XML[:300]}</RequestId></ErrorResponse>")
    words = {"message": "xmessagex" + IN_JSON, "errorCode": "xcodex" + IN_JSON}
    lone = '{"message": "xmessagex \\ud800 \\udfff\\u001b[31m"}'
    return {
        "xml": (operation, answer(400, xml, kind="text/xml")),
        "html": ("GET /api/v1/account", answer(
            502, "<html>xmessagex" + IN_JSON + "</html>", kind="text/html")),
        "json": ("POST /api/v1/environments", answer(400, json.dumps(words), headers=[
            "x-request-id: xrequestx\u009b31m\u202e"])),
        "halves of a pair": ("POST /api/v1/environments", answer(400, lone)),
        "token": ("POST /token/issue", answer(401, json.dumps(words))),
        "bytes": ("GET /api/v1/account", answer(400, b"xmessagex \xff\xfe\x9b31m\x1b]0;x\x07")),
    }


@pytest.mark.parametrize("kind", refusals(""))
def test_errors(front, tmp_path, kind):
    impostor, env = front({})
    operation, reply = refusals("CreateOpenIDConnectProvider")[kind]
    impostor.rules[operation] = reply
    shown = set()
    for number, more in enumerate((["--verbose"], ["--json"], ["--json-events"])):
        done = bytes_of(
            ["apply", "--yes", "--environment-name", f"lab-{number}", *more], env,
            tmp_path / str(number))
        assert done.returncode in (1, 4), done.stderr
        for text in (done.stdout, done.stderr):
            shown |= set(tell(f"error, {kind}, {more[0]}", text, ["message", "code", "request"]))
            assert acting(text) == []
    assert "message" in shown or kind == "halves of a pair"


def test_what_leads_a_run(front, cloud, tmp_path):
    """Ids and addresses that act end it, or are taken as they are; neither is obeyed."""
    one = cloud("instant")

    def play(field):
        impostor = Impostor(one.url, all_of({field: LEADS[field]}), MEANT)
        env = {
            name: impostor.url if value == one.url else value for name, value in one.env().items()}
        try:
            found = []
            for more in (["--verbose"], ["--json"]):
                more += PROJECT_ID
                state = tmp_path / f"{field}{more[0]}"
                done = bytes_of(["apply", "--yes", *more], env, state)
                # Where it had to ask for consent or found a conflict, that is a word of its own.
                if done.returncode not in (0, 1, 2, 3, 4, 5, 64):
                    found.append(f"{field} {more[0]} left with {done.returncode}: {done.stderr}")
                for text in (done.stdout, done.stderr):
                    tell(f"lead, {more[0]}", text, [field])
                    if acting(text):
                        found.append(f"{field} {more[0]}: {acting(text)}")
            return found
        finally:
            impostor.close()

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(play, LEADS), []) == []


def assert_columns(guest):
    """The line between the rail and the pane stands where it belongs, in every row of it."""
    rows = [
        [guest.emulator.buffer[row][column].data for column in range(guest.emulator.columns)]
        for row in range(guest.emulator.lines)]
    parted = [row[PARTED] for row in rows[2:-2]]
    if "│" in parted:
        assert set(parted) == {"│"}, guest.screen()
        assert all(row.count("│") == 1 for row in rows[2:-2]), guest.screen()


def through(guest):
    """From the first screen to the last, looked at on the way."""
    for title in (ACCOUNT, REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
        guest.expect(title)
        while guest.read(0.15):
            pass
        assert_columns(guest)
        if title == ENVIRONMENT:
            guest.choose("another name")
            guest.expect("What should the new environment be called")
            guest.type("\x15Lab")
        guest.type("\r")
    guest.expect(PLAN)
    for keys, text in [("d", "The whole plan"), ("y", "The same by hand"), ("l", "Calls")]:
        guest.type(keys)
        guest.expect(text)
        assert_columns(guest)
        guest.type("\x1b")
        guest.expect(PLAN)
    guest.type("a")
    guest.expect(DONE)
    guest.type("m")
    guest.expect("likely ready")
    while guest.read(0.15):
        pass
    guest.type("\r")
    guest.expect("Details")
    guest.type("\x1b")
    guest.read(0.2)
    guest.type("q")
    assert guest.end() in (0, 6)


def test_the_screen(front, tmp_path):
    _, env = front(WORDS, "environment-exists")
    guest = Guest("--state-dir", tmp_path / "state", env=env)
    try:
        through(guest)
    finally:
        guest.close()
    plain = OURS.sub("", TITLE.sub(r"\1", guest.told.decode()))
    tell("screen", plain, WORDS)
    assert acting(plain, "\n\r\b\t") == []
    assert mark("accountname") in plain and mark("environmentname") in plain


def test_lines_of_the_plain_face(front, tmp_path):
    _, env = front(WORDS)
    guest = Guest("--plain", "--state-dir", tmp_path / "state", env=env)
    try:
        at = 0
        while True:
            at = guest.until(r"Number \[\d+\]: $|yes or no(?: \[no\])?: $", 60, at)
            if "2. Finish" in guest.text[-2000:]:
                break
            guest.type("yes\n" if guest.text.endswith("yes or no: ") else "\n")
        guest.type("2\n")
        assert guest.end() == 0
    finally:
        guest.close()
    assert "accountname" in tell("plain", guest.text, WORDS)
    assert acting(guest.text, "\r\n") == []


def test_the_request_to_an_administrator(front, tmp_path):
    _, env = front(WORDS, "no-iam-rights")
    guest = Guest("--state-dir", tmp_path / "state", env=env)
    try:
        for title in (ACCOUNT, REGION, ORGANIZATION, PROJECT, ENVIRONMENT, PERMISSIONS):
            guest.expect(title)
            guest.type("\r")
        guest.expect("This sign-in cannot finish the set-up")
        guest.choose("Ask an AWS administrator")
        guest.expect(PLAN)
        guest.type("a")
        guest.expect("Waiting for an AWS administrator")
        guest.type("q")
        assert guest.end() == 3
    finally:
        guest.close()
    [path] = (tmp_path / "state").glob("*/request-for-aws-administrator.md")
    text = path.read_text()
    tell("request", text, WORDS)
    assert acting(text) == []
