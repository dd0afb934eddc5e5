"""The program under the supervisor, killed at one of its calls; what was true at that moment; and
the resume. See supervisor/supervise.c for how a call is counted and aimed at."""

import json
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from math import inf
from pathlib import Path

from conftest import BINARY, Cloud
from setups import Standing, apply, assert_whole, saved

SOURCE = Path(__file__).parent / "supervisor" / "supervise.c"

# Not one of them is what a new set-up would get by itself.
ANSWERS = [
    "--region", "us-west-2", "--environment-name", "Lab", "--tag", "team=ml",
    "--role-path", "/lab/"]

KILLED = 128 + 9


@dataclass(frozen=True)
class Mutation:
    """A change of the world, and how its traces look."""

    operation: str
    step: str
    # What the last piece of the request holds, and the answer.
    request: str
    answer: str
    # What the checkpoint holds from the intent on, and from the fact on.
    intent: str
    fact: str
    is_repeatable: bool = False

    @property
    def intending(self):
        return f"> write */.checkpoint.json.*{self.intent}*"

    @property
    def sending(self):
        return f"> write* socket:*{self.request}*"

    @property
    def sent(self):
        return f"< write* socket:*{self.request}*"

    @property
    def answered(self):
        return f"< read* socket:*{self.answer}*"

    @property
    def learning(self):
        return f"> write */.checkpoint.json.*{self.fact}*"


MUTATIONS = [
    Mutation(
        "CreateOpenIDConnectProvider", "identity-provider",
        "Action=CreateOpenIDConnectProvider&", "<CreateOpenIDConnectProviderResponse",
        '"operation" : "CreateOpenIDConnectProvider"', '"audiences" : "bedrock"'),
    Mutation(
        "CreateEnvironment", "environment",
        '{"allowed_projects":', '"description":"*vertesia-bedrock:',
        '"operation" : "POST /environments"', '"marker" : "????????",'),
    Mutation(
        "CreateRole", "role",
        "Action=CreateRole&", "<CreateRoleResponse",
        '"operation" : "CreateRole"', '"trust" : "'),
    Mutation(
        "PutRolePolicy", "permissions",
        "Action=PutRolePolicy&", "<PutRolePolicyResponse",
        '"operation" : "PutRolePolicy"', '"policy" : "vertesia-bedrock"', is_repeatable=True),
    Mutation(
        "UpdateEnvironment", "connection",
        '{"apiKey":"arn:', '"apikey_hint":"arn:',
        '"operation" : "PUT /environments/{id}"', '"roleARN" : "arn:', is_repeatable=True),
]

# Late is one of those sent: it takes effect once the next run has started.
PHASES = ["before", "intent", "sent", "late", "effect", "fact"]

RENAMING = "> rename* */checkpoint.json "
RENAMED = "< rename* */checkpoint.json 0 "


@dataclass(frozen=True)
class Point:
    """Where a run is killed: at a call by its number, or at what a run of calls looks like."""

    name: str
    options: tuple
    # Milliseconds that every request takes before it has its effect.
    latency: int = 0
    # What an aimed point is for.
    aim: tuple = None

    @classmethod
    def numbered(cls, number):
        return cls(f"call {number}", ("--kill-at", str(number)))

    def earlier(self, count):
        """For a run that had only so many calls."""
        assert self.aim is None, f"{self.name}: the run never looked like {self.options}"
        return Point.numbered(min(int(self.options[1]), count) - 1)

    @classmethod
    def aimed(cls, mutation, phase, *globs, after=0, latency=0):
        options = [option for glob in globs for option in ("--at", glob)]
        name = f"{mutation.operation}, {phase}"
        return cls(
            name, (*options, "--after", str(after)), latency, (mutation.operation, phase))


def aims(mutation):
    """Two points in each phase: at its beginning, and inside it or at its end."""
    one, answered = mutation, (mutation.sent, mutation.answered)
    learnt = (*answered, one.learning, RENAMED)
    return [
        Point.aimed(one, "before", one.intending),
        Point.aimed(one, "before", one.intending, RENAMING),
        Point.aimed(one, "intent", one.intending, RENAMED),
        Point.aimed(one, "intent", one.sending),
        Point.aimed(one, "sent", one.sent, latency=200),
        Point.aimed(one, "sent", one.sent, after=1, latency=200),
        Point.aimed(one, "late", one.sent, latency=800),
        Point.aimed(one, "late", one.sent, after=1, latency=800),
        Point.aimed(one, "effect", *answered),
        Point.aimed(one, "effect", *answered, RENAMING),
        Point.aimed(one, "fact", *learnt),
        Point.aimed(one, "fact", *learnt, after=1),
    ]


def compiled_supervisor(directory):
    compiler = shutil.which("cc") or shutil.which("clang")
    assert compiler, "neither cc nor clang is there"
    program = directory / "supervise"
    subprocess.run(
        [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, SOURCE], check=True)
    return program


class Trace:
    """What the supervisor wrote: (number of the call, text from the arrow on), and when it killed,
    in milliseconds since 1970."""

    def __init__(self, path):
        lines = path.read_text().splitlines()
        self.killed = None
        if lines and lines[-1].startswith("killed "):
            self.killed = int(lines.pop().split()[1])
        split = [line.split(" ", 2) for line in lines]
        self.lines = [(int(number), text) for number, _, text in split]
        self.count = max((number for number, _ in self.lines), default=0)

    def has(self, glob):
        return any(fnmatchcase(text, glob) for _, text in self.lines)

    def ends_with(self, glob):
        return fnmatchcase(self.lines[-1][1], glob)


@dataclass(repr=False)
class Kill:
    """One run that was killed, and everything known of that moment."""

    point: Point
    cloud: Cloud
    state: Path
    trace: Trace
    checkpoint: dict
    phases: dict = field(default_factory=dict)
    seconds: float = 0.0
    resumed: float = inf
    failure: str = None

    def __repr__(self):
        return f"{self.point.name} ({self.place})"

    @property
    def steps(self):
        return self.checkpoint.get("steps", {})

    @property
    def place(self):
        number, text = self.trace.lines[-1]
        return f"{number} {text.replace(str(self.state), '')[:72].strip()}"

    def record(self, mutation):
        return self.steps.get(mutation.step, {})

    def has_fact(self, mutation):
        return "changed" in self.record(mutation).get("facts", {})

    def judge(self):
        """Keeps what the world and the trace tell, which both go when this is over."""
        self.phases = {one.operation: self.phase(one) for one in MUTATIONS}
        # Hundreds of traces would fill the memory.
        del self.trace.lines[:-1]

    def phase(self, mutation):
        """How far a change had come; `None` before and after all of it, and where the evidence
        does not tell."""
        record = self.record(mutation)
        if record.get("intent"):
            return self.phase_of_intent(mutation)
        if self.has_fact(mutation):
            return None if record.get("outcome") else "fact"
        return "before" if self.trace.has(mutation.intending) else None

    def phase_of_intent(self, mutation):
        sending, sent = self.trace.has(mutation.sending), self.trace.has(mutation.sent)
        # Both clocks tell milliseconds, so within one nothing is sure.
        since = self.effect(mutation) - self.trace.killed
        if since < -1 or (sent and self.trace.has(mutation.answered)):
            return "effect"
        # The call that the program was killed at never happened. Another one may have.
        if not sending or (not sent and self.trace.ends_with(mutation.sending)):
            return "intent"
        if not sent or since <= 1:
            return None
        return "late" if self.effect(mutation) > self.resumed else "sent"

    def effect(self, mutation):
        """When this change first took effect, in milliseconds since 1970."""
        return min((
            datetime.fromisoformat(entry["at"]).timestamp() * 1000
            for entry in self.cloud.mutations()
            if entry["operation"] == mutation.operation and entry["status"] < 300), default=inf)

    def takes_a_minute(self):
        """Nobody can tell yet whether the environment will still appear."""
        [creation] = [one for one in MUTATIONS if one.operation == "CreateEnvironment"]
        return bool(self.record(creation).get("intent")) and self.effect(creation) == inf

    def assert_nothing_without_intent(self):
        for mutation in MUTATIONS:
            if not self.record(mutation).get("intent") and not self.has_fact(mutation):
                assert not self.trace.has(mutation.sending), mutation.operation
                assert self.effect(mutation) > self.trace.killed, mutation.operation

    def resume(self):
        """The next start: the saved set-up with no answer, or the same command once more."""
        ids = saved(self.state)
        assert len(ids) <= 1
        again = ["--setup", ids[0]] if ids and self.trace.count % 2 == 0 else ANSWERS
        self.cloud.control("latency", {"ms": 0})
        self.resumed = time.time() * 1000
        done, result = apply(self.cloud, self.state, *again, timeout=240)
        self.seconds = time.time() - self.resumed / 1000
        assert done.returncode == 0, done.stderr
        assert_whole(self.cloud, result)
        assert ids in ([], saved(self.state)) and len(saved(self.state)) == 1
        self.assert_nothing_lost(read_checkpoint(self.state))
        assert_answers_kept(self.cloud)
        assert_nothing_twice(self.cloud)

    def assert_nothing_lost(self, after):
        answers = self.checkpoint.get("answers", {})
        assert answers.items() <= after["answers"].items()
        for step, record in self.steps.items():
            facts = after["steps"][step]["facts"]
            lost = {
                name: value for name, value in record["facts"].items()
                if name != "at" and facts.get(name) != value}
            assert not lost, f"{step}: {lost} became {facts}"
            assert not after["steps"][step].get("intent"), step


def read_checkpoint(state):
    [path] = Path(state).glob("*/checkpoint.json")
    return json.loads(path.read_text())["payload"]


def assert_answers_kept(cloud):
    standing = Standing(cloud)
    [environment], [role] = standing.environments, standing.roles
    assert (environment["name"], environment["endpoint_url"]) == ("Lab", "us-west-2")
    assert role["path"] == "/lab/" and role["tags"]["team"] == "ml"


def assert_nothing_twice(cloud):
    """Each create was asked for once, over both runs, whatever came of it."""
    asked = [entry["operation"] for entry in cloud.mutations()]
    for mutation in MUTATIONS:
        allowed = (1, 2) if mutation.is_repeatable else (1,)
        assert asked.count(mutation.operation) in allowed, asked
    assert set(asked) == {mutation.operation for mutation in MUTATIONS}


def supervised(supervisor, cloud, state, trace, options):
    """A whole run of `apply`, or what there was of it before it was killed."""
    return subprocess.run(
        [supervisor, trace, *options, "--", BINARY, "apply", "--yes", "--json",
         "--state-dir", state, *ANSWERS],
        env=cloud.env(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
