"""The full screen, lines and `apply` lead each scenario to the same end, and save the same of it."""

import json
import re

import pytest

from conftest import bare_environment, run
from ptys import OnPty
from setups import codes, saved
from stories import administrator, checkpoint
from test_scenarios import COMPANY
from walks import ACCOUNT, DONE, ENVIRONMENT, PLAN, QUESTIONS

# A listing that fails is given up early.
IMPATIENT = ["--listing-patience", "4"]
LEAVE, STOP = "Leave and come back later", "Stop here and come back later"


class Case:
    """A scenario, and what a person answers in it beside what is suggested."""

    def __init__(self, scenario, exit=0, code=None, way=None, flags=(), env=None, spread=0):
        self.scenario, self.exit, self.code, self.way = scenario, exit, code, way
        self.flags, self.spread = list(flags), spread
        self.env = env or (lambda cloud: cloud.env())

    def __str__(self):
        return "-".join([self.scenario, *([self.way.replace(" ", "-")] if self.way else [])])


CASES = [
    Case("instant"),
    Case("happy", spread=1500),
    Case("provider-exists"),
    Case("provider-without-audience"),
    Case("role-name-taken", 5, "VB303", "stop"),
    Case("role-name-taken", way="rename", flags=["--on-conflict", "rename"]),
    Case("role-name-taken", way="extend", flags=["--on-conflict", "extend"]),
    Case("environment-exists", way="another", flags=["--environment-name", "bedrock-us-east-1-2"]),
    Case("environment-exists", way="take it",
         flags=["--environment-id", "68c4d0e1f2a3b4c5d6e7f809"]),
    Case("developer-key", 1, "VB404"),
    Case("no-iam-rights", 1, "VB314"),
    Case("power-user", 1, "VB314"),
    Case("models-not-enabled"),
    Case("wrong-issuer", 1, "VB503", "after the plan", IMPATIENT),
    Case("slow-propagation", spread=3000),
    Case("throttled"),
    Case("lost-response"),
    Case("expired-session", way="paste keys"),
    Case("strict-company", 1, "VB315"),
    Case("strict-company", way="rules", flags=COMPANY),
    Case("govcloud"),
    Case("two-organizations"),
    Case("two-organizations", way="the second",
         env=lambda cloud: cloud.env(VERTESIA_API_KEY=cloud.exports["VERTESIA_API_KEY_2"])),
]
LONG = [pytest.param(Case("stale-listing", spread=None), marks=pytest.mark.long, id="stale-listing")]


@pytest.fixture
def fresh(cloud):
    """A sandbox of its own for each face."""
    def start(case):
        one = cloud(case.scenario)
        if case.spread is not None:
            one.control("timing", {"spread": case.spread})
        return one
    return start


def test_every_scenario_is_walked(home):
    listed = run("sandbox", "--list", env=bare_environment(home)).stdout.splitlines()
    walked = {case.scenario for case in CASES} | {case.values[0].scenario for case in LONG}
    assert walked == {line.split()[0] for line in listed}


@pytest.mark.parametrize("case", CASES + LONG, ids=str)
def test_the_faces_agree(fresh, walk, tmp_path, case):
    ends = {}
    for face in (by_apply, in_lines, on_the_screen):
        cloud, state = fresh(case), tmp_path / face.__name__
        exit, code = face(case, cloud, state, walk)
        ends[face.__name__] = (exit, code, facts(state, cloud), standing(cloud))
    applied = ends["by_apply"]
    assert applied[:2] == (case.exit, case.code)
    for face, end in ends.items():
        assert end[:2] == applied[:2], face
        apart = differing(end[2], applied[2])
        # What was shown of the key when the environment was last looked at: before it was set, or
        # after, as the calls happen to fall.
        apart.pop(("environment", "hint"), None)
        if case.way == "paste keys":
            assert apart.pop(("aws-identity", "source"), None) or face == "by_apply"
        assert apart == {}, face
        assert end[3] == applied[3], face


# By `apply`


def by_apply(case, cloud, state, _):
    env = case.env(cloud)
    if case.way == "paste keys":
        done = run("apply", "--yes", "--state-dir", state, env=env)
        assert done.returncode == 4 and codes(done)[0] == "VB203", done.stderr
        env.update(administrator(cloud))
    done = run("apply", "--yes", "--state-dir", state, *case.flags, env=env, timeout=200)
    return done.returncode, next(iter(codes(done)), None)


# In lines


class Lines(OnPty):
    """The wizard in lines, its output piped."""

    seen = 0

    def answer(self, asked, reply):
        """Waits for a text, and answers it."""
        self.seen = self.until(asked, 100, self.seen)
        self.type(reply + "\n")

    def choose(self, words, asked=r"Number \[\d+\]: "):
        """Types the number of a row, once it is asked for."""
        end = self.until(rf"\n\d+\. {words}", 100, self.seen)
        [*_, number] = re.findall(rb"\n(\d+)\. " + words.encode(), self.told[self.seen:end])
        self.seen = end
        self.answer(asked, number.decode())

    def code(self):
        """The code of the fault whose evidence was asked for."""
        self.seen = self.until(r"code VB\d+\n", 30, self.seen)
        return re.findall(rb"code (VB\d+)\n", self.told)[-1].decode()


def in_lines(case, cloud, state, _):
    patience = IMPATIENT if case.flags == IMPATIENT else []
    with Lines("--plain", "--state-dir", state, *patience, env=case.env(cloud), piped=True) as one:
        code = answer_lines(case, cloud, one)
        exit = one.end(100)
        assert b"\x1b" not in one.told and b"\r" not in one.told
        assert one.text.endswith("\n")
        return exit, code


def answer_lines(case, cloud, one):
    if case.way == "paste keys":
        one.answer(r"Number \[1\]: ", "")
        one.seen = one.until("The AWS session is over", 30)
        one.choose("Paste keys")
        one.answer("Secret: ", exports(administrator(cloud)))
        one.type("\n" * 4)
    else:
        existing = "1" if case.way == "take it" else ""
        one.type("\n" * 3 + existing + "\n\n")
    if case.way == "rules":
        one.choose("Set the company rules")
        for row, value in rules():
            one.choose(row, r"or < to go back: ")
            one.answer(r"Answer[^\n]*: ", value)
        one.answer("or < to go back: ", "<")
    if case.way == "stop":
        one.answer(rf"\d\. {STOP}\nNumber \[\d\]: ", "e")
        code = one.code()
        one.type("3\n")
        return code
    if case.way in ("rename", "extend"):
        one.choose({"rename": "Use another name", "extend": "Let the role"}[case.way])
    if case.exit == 0 or case.way == "after the plan":
        one.answer(r"Apply \d+ changes?\? yes or no: ", "yes")
    if case.exit == 0:
        one.answer("to finish:|Number \\[2\\]: ", "")
        return None
    one.answer(r"Type e for the evidence.\nNumber \[\d\]: ", "e")
    code = one.code()
    one.type("q\n")
    return code


# On the full screen


def on_the_screen(case, cloud, state, walk):
    patience = IMPATIENT if case.flags == IMPATIENT else []
    one = walk("--state-dir", state, *patience, env=case.env(cloud))
    code = answer_screens(case, cloud, one)
    return one.wait_until_left(), code


def answer_screens(case, cloud, one):
    rows = {ENVIRONMENT: "bedrock-us-east-1  "} if case.way == "take it" else {}
    if case.way == "paste keys":
        one.expect(ACCOUNT)
        one.press("Enter")
        one.expect("The AWS session is over")
        one.choose("Paste keys")
        one.expect("Paste the keys of your AWS account")
        one.paste(exports(administrator(cloud)))
        one.press("Enter")
        for title in QUESTIONS[1:]:
            one.expect(title)
            one.press("Enter")
        one.expect(PLAN)
    elif case.way == "rules":
        one.answer_all("A rule of your company stands in the way")
        one.choose("company rules")
        for row, value in rules():
            one.expect("Company rules")
            one.choose(row)
            one.expect("Which")
            one.press("C-u")
            one.paste(value)
            one.press("Enter")
        one.expect("Company rules")
        one.press("Escape")
        one.expect(PLAN)
    elif case.way in ("stop", "rename", "extend"):
        one.answer_all(STOP)
        if case.way == "stop":
            return leave(one, STOP)
        one.choose({"rename": "Use another name", "extend": "Let the role"}[case.way])
        one.expect(PLAN)
    else:
        one.answer_all(LEAVE if case.exit and case.way is None else PLAN, rows)
    if case.exit == 0 or case.way == "after the plan":
        one.press("a")
    if case.exit == 0:
        one.expect(DONE, 100)
        one.press("q")
        return None
    one.expect(LEAVE, 60)
    return leave(one, LEAVE)


def leave(one, row):
    """Answers the code that the evidence tells, and leaves by this row."""
    one.press("e")
    code = re.search(r"code +(VB\d+)", one.wait_for(r"code +VB"))[1]
    one.press("Escape")
    one.choose(row)
    return code


def rules():
    """The company rules as their rows are called, and their values."""
    words = {
        "--role-path": "Role path", "--tag": "Tags",
        "--permissions-boundary": "Permissions boundary"}
    return [(words[flag], value) for flag, value in zip(COMPANY[::2], COMPANY[1::2])]


def exports(keys):
    return "\n".join(f'export {name}="{value}"' for name, value in keys.items())


# What is compared


def facts(state, cloud):
    """What is saved of the steps, without what chance and the clock have made of it."""
    if not saved(state):
        return None
    [setup] = saved(state)
    steps = checkpoint(state)["steps"]
    text = json.dumps({
        step: {
            "outcome": record.get("outcome"), "intent": record.get("intent"),
            "fault": (record.get("fault") or {}).get("code"), **(record.get("facts") or {})}
        for step, record in steps.items()})
    made = (steps.get("environment", {}).get("facts") or {}).get("id")
    # A key is shown by its last four letters, which are the set-up's own in a role's name.
    for own, name in [
            (setup, "<set-up>"), (f"...{setup[-4:]}", "...<set-up>"), (made, "<environment>"),
            (cloud.url, "<sandbox>")]:
        text = text.replace(own, name) if own else text
    return json.loads(re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "<time>", text))


def differing(saved, applied):
    """By step and fact: what a face has saved, and what `apply` has."""
    sides = [
        {(step, part): value for step, record in steps.items() for part, value in record.items()}
        for steps in (saved or {}, applied or {})]
    keys = sides[0].keys() | sides[1].keys()
    return {
        key: (sides[0].get(key), sides[1].get(key))
        for key in keys if sides[0].get(key) != sides[1].get(key)}


def standing(cloud):
    """How often each change was made in the world, whatever the order. What was refused for its
    haste is sent again, as often as it happens."""
    return sorted(
        entry["operation"] for entry in cloud.mutations() if entry["status"] != 429)
