"""One set-up driven from outside: runs of `apply`, its files, and what stands in the world."""

import json
import signal
import subprocess
import time
from pathlib import Path

from conftest import BINARY, run

ISSUER = "sts.becomposable.com"
STEPS = [
    "aws-identity", "organization", "model-access", "identity-provider", "environment", "role",
    "permissions", "connection", "model-listing"]


def document(done):
    return json.loads(done.stdout) if done.stdout.strip() else None


def apply(cloud, state, *more, env=None, timeout=120):
    """A whole run with consent; answers what came back and its JSON document."""
    done = run(
        "apply", "--yes", "--json", "--state-dir", state, *more,
        env=env or cloud.env(), timeout=timeout)
    return done, document(done)


def saved(state):
    """The ids of the set-ups that have a checkpoint."""
    return sorted(path.parent.name for path in Path(state).glob("*/checkpoint.json"))


def files(state):
    """Every byte that is kept, except what a run may add to without changing the set-up."""
    return {
        str(path.relative_to(state)): path.read_bytes()
        for path in sorted(Path(state).rglob("*"))
        if path.is_file() and path.name not in ("lock", "calls.jsonl")}


def payload(text):
    """The bytes of a checkpoint that its checksum is over."""
    return text[text.index(b'"payload":') + len(b'"payload":'):text.rindex(b"}")].strip()


def codes(done, result=None):
    """The fault codes that a run told, on stderr or in its document."""
    found = [line.split()[0] for line in done.stderr.splitlines() if line.startswith("VB")]
    for step in (result or {}).get("steps", []):
        if step.get("fault"):
            found.append(step["fault"]["code"])
    return found


class Standing:
    """What of ours stands in the world."""

    def __init__(self, cloud):
        world = cloud.world()
        accounts = world["accounts"].values()
        self.providers = [
            one for account in accounts for one in account["providers"] if one["url"] == ISSUER]
        self.roles = self.roles_trusting(cloud, ISSUER)
        self.environments = [
            one for one in world["environments"] if one["provider"] == "bedrock"]

    @staticmethod
    def roles_trusting(cloud, host):
        """Roles that let in environments by the tokens of this issuer."""
        accounts = cloud.world()["accounts"].values()
        return [
            one for account in accounts for one in account["roles"]
            if f"{host}:sub" in json.dumps(one["trust"])]

    def counts(self):
        return len(self.providers), len(self.roles), len(self.environments)


def assert_whole(cloud, result):
    """Everything is there exactly once and fits together."""
    assert result["exit"] == 0 and result["verified"] is True, result
    standing = Standing(cloud)
    assert standing.counts() == (1, 1, 1)
    [provider], [role], [environment] = standing.providers, standing.roles, standing.environments
    assert "bedrock" in provider["clientIds"]
    assert environment["apiKey"] == role["arn"] == result["roleArn"]
    assert environment["id"] == result["environmentId"]
    [statement] = role["trust"]["Statement"]
    assert statement["Condition"]["StringEquals"][f"{ISSUER}:sub"].endswith(f":{environment['id']}")
    assert role["inline"] or role["attached"]
    assert result["models"]["listed"]


class Running:
    """`apply` in the background, its events as they come, or its lines."""

    def __init__(self, cloud, state, *more, env=None, events=True):
        self.cloud = cloud
        self.process = subprocess.Popen(
            [str(BINARY), "apply", "--yes", *(["--json-events"] if events else []),
             "--state-dir", str(state), *map(str, more)],
            env=env or cloud.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def until(self, event, step=None):
        """Reads up to this event; false when the run ended before it."""
        for line in self.process.stdout:
            told = json.loads(line)
            if told["event"] == event and told.get("step") == step:
                return True
        return False

    def until_called(self, operation, seconds=20):
        """Waits until the world has met this call; its answer may still be on its way."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if any(entry["operation"] == operation for entry in self.cloud.calls()):
                return
            time.sleep(0.02)
        raise AssertionError(f"{operation} was never called")

    def kill(self):
        """Dead at once; what it had sent still arrives, and the world is quiet in the end."""
        self.process.kill()
        self.process.communicate()
        met, seen = len(self.cloud.calls()), -1
        while met != seen:
            time.sleep(0.5)
            met, seen = len(self.cloud.calls()), met

    def stop(self, number=signal.SIGTERM, timeout=30):
        """One signal; answers (exit code, stdout, stderr)."""
        self.process.send_signal(number)
        return self.end(timeout)

    def end(self, timeout=60):
        out, err = self.process.communicate(timeout=timeout)
        return self.process.returncode, out, err
