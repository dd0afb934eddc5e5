"""The program under the supervisor: what its calls look like, runs of it that were broken, and the
resume. See supervisor/supervise.c for how a call is counted and aimed at."""

import json
import shutil
import subprocess
import threading
import time
import traceback
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from math import inf
from pathlib import Path

from conftest import BINARY, Cloud
from setups import Standing, apply, assert_whole, document, saved

SOURCES = Path(__file__).parent / "supervisor"

# Not one of them is what a new set-up would get by itself.
ANSWERS = [
    "--region", "us-west-2", "--environment-name", "Lab", "--tag", "team=ml",
    "--role-path", "/lab/"]


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


RENAMING = "> rename* */checkpoint.json "
RENAMED = "< rename* */checkpoint.json 0 "


def compiled_supervisor(directory):
    compiler = shutil.which("cc") or shutil.which("clang")
    assert compiler, "neither cc nor clang is there"
    program = directory / "supervise"
    subprocess.run(
        [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, *SOURCES.glob("*.c")],
        check=True)
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
class Broken:
    """One run that something was done to, and everything known of how it ended."""

    point: object
    cloud: Cloud
    state: Path
    trace: Trace
    checkpoint: dict
    seconds: float = 0.0
    resumed: float = inf
    failure: str = None

    @property
    def steps(self):
        return self.checkpoint.get("steps", {})

    def record(self, mutation):
        return self.steps.get(mutation.step, {})

    def has_fact(self, mutation):
        return "changed" in self.record(mutation).get("facts", {})

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

    def see_through(self):
        """Resumes it, and keeps what went wrong."""
        try:
            self.resume()
            self.assert_nothing_without_intent()
        except Exception:
            self.failure = traceback.format_exc()
        try:
            self.judge()
        finally:
            self.cloud.close()

    def judge(self):
        """Keeps what the trace tells, which goes when this is over: hundreds would fill the
        memory."""
        del self.trace.lines[:-1]

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


class Breaker:
    """Breaks runs, each in a world and a state directory of its own."""

    def __init__(self, directory, at_work):
        self.directory = directory
        self.supervisor = compiled_supervisor(directory)
        self.home = directory / "home"
        self.home.mkdir()
        self.work = threading.Semaphore(at_work)
        self.names = iter(range(1_000_000))

    def reference(self, scoped=False):
        """What a run looks like that nobody disturbs."""
        place, cloud = self.fresh()
        try:
            done = self.supervised(cloud, place, ["--scope", place] if scoped else [])
            assert done.returncode == 0, done.stderr
            assert_whole(cloud, document(done))
            assert_nothing_twice(cloud)
            return Trace(place / "trace")
        finally:
            cloud.close()

    def fresh(self):
        place = self.directory / str(next(self.names))
        place.mkdir()
        return place, Cloud("instant", self.home)

    def supervised(self, cloud, place, options):
        """A whole run of `apply`, or what there was of it before it was killed."""
        return subprocess.run(
            [self.supervisor, place / "trace", *options, "--", BINARY, "apply", "--yes", "--json",
             "--state-dir", place / "state", *ANSWERS],
            env=cloud.env(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)

    def see_through(self, break_run):
        """Breaks a run and resumes it; answers what came of both."""
        with self.work:
            broken = break_run()
            waits = broken.takes_a_minute()
            if not waits:
                broken.see_through()
        # Meanwhile others may work.
        if waits:
            broken.see_through()
        if broken.failure is None:
            shutil.rmtree(broken.state.parent)
        return broken


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
