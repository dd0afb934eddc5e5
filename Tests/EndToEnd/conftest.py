"""What every end-to-end suite stands on: the built program, the local cloud, moto, a terminal."""

import contextlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("VERTESIA_BEDROCK", ROOT / ".build/debug/vertesia-bedrock"))
VENV = Path(sys.executable).parent
# What a suite has counted, for whoever reads a run.
LOGS = ROOT / ".build" / "test-logs"


# A suite started by `nohup` or in the background has signals ignored, and would hand that down to
# the program, which rightly keeps it so.
for _number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)


# A file that others may write to names no program to start, wherever the suite runs.
os.umask(0o022)


def pytest_configure(config):
    LOGS.mkdir(parents=True, exist_ok=True)
    config.addinivalue_line("markers", "long: left out unless Tests/run --long")


# What takes longest begins first, so that nothing waits for it at the end.
LONGEST = (
    "test_killed", "test_locks", "test_replacing", "test_screens_resume", "test_sittings")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.stem not in LONGEST)


def bare_environment(home: Path) -> dict:
    """Nothing of the user's: a home of its own, no AWS_*, no VERTESIA_*."""
    return {
        "HOME": str(home),
        "PATH": f"{VENV}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def run(*arguments, env, stdin=subprocess.DEVNULL, timeout=120, **more):
    """The program, with exactly `env`."""
    return subprocess.run(
        [str(BINARY), *map(str, arguments)],
        env=env, stdin=stdin, capture_output=True, text=True, timeout=timeout, **more,
    )


def call(url, *, method="GET", body=None, headers=None):
    """One HTTP call; answers (status, decoded JSON or text)."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    if data is not None:
        request.add_header("content-type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=70) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    with contextlib.suppress(ValueError):
        return status, json.loads(text)
    return status, text


# Where the caller lacks rights, the sandbox prints an administrator's sign-in too.
LIMITED = ("no-iam-rights", "power-user", "strict-company")


class Cloud:
    """`vertesia-bedrock sandbox` in a process of its own."""

    def __init__(self, scenario, home):
        self.home = home
        self.process = subprocess.Popen(
            [str(BINARY), "sandbox", "--port", "0", "--scenario", scenario],
            env=bare_environment(home), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        self.exports, self.comments = {}, []
        for line in self.process.stdout:
            match = re.match(r"export (\w+)=(.*)$", line)
            if match:
                self.exports[match[1]] = shlex.split(match[2])[0]
            elif line.startswith("#"):
                self.comments.append(line[1:].strip())
            elif line.strip() == "" and self.exports:
                break
        assert "VERTESIA_SERVER_URL" in self.exports, "the sandbox did not start"
        self.administrator = self.read_administrator() if scenario in LIMITED else {}
        self.url = self.exports["AWS_ENDPOINT_URL"]

    def read_administrator(self):
        """The second block of exports: somebody who may what the caller may not."""
        found = {}
        for line in self.process.stdout:
            match = re.match(r"export (\w+)=(.*)$", line)
            if match:
                found[match[1]] = shlex.split(match[2])[0]
            elif line.startswith("#"):
                self.comments.append(line[1:].strip())
            else:
                break
        return found

    def env(self, **more):
        return {**bare_environment(self.home), **self.exports, **more}

    def world(self):
        return self.control("world")

    def calls(self):
        return self.control("calls")

    def mutations(self):
        """What clients wrote; Vertesia's own calls to AWS are not theirs."""
        return [
            entry for entry in self.calls() if entry["mutation"] and entry["by"] == "client"]

    def control(self, what, body=None):
        status, answer = call(
            f"{self.url}/_sandbox/{what}", method="GET" if body is None else "POST", body=body)
        assert status == 200, answer
        return answer

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def home(tmp_path):
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def cloud(home):
    """A function that starts a sandbox with a scenario; all are stopped afterwards."""
    running = []

    def start(scenario="instant"):
        running.append(Cloud(scenario, home))
        return running[-1]

    yield start
    for one in running:
        one.close()


@pytest.fixture
def screen(home, tmp_path):
    """A function that starts the wizard on a pseudo terminal, in a calm world without a cloud."""
    from ptys import OnPty

    running = []

    def start(*arguments, size=(80, 24), **env):
        settings = {**bare_environment(home), "SWIFT_BACKTRACE": "enable=no", **env}
        settings = {name: value for name, value in settings.items() if value is not None}
        one = OnPty("--state-dir", tmp_path / "state", *arguments, env=settings, size=size)
        running.append(one)
        return one

    yield start
    for one in running:
        one.close()


@pytest.fixture
def walk():
    """A function that starts the wizard in a terminal of its own; all are closed afterwards."""
    from walks import Walk

    running = []

    def start(*arguments, env, size=(80, 24)):
        running.append(Walk(*arguments, env=env, size=size))
        return running[-1]

    yield start
    for one in running:
        one.close()


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def sittings(state):
    """A function that starts the wizard for the first time, to be left and started again."""
    from leaving import Sittings

    running = []

    def begin(cloud, env=None):
        running.append(Sittings(cloud, state, env))
        running[-1].begin()
        return running[-1]

    yield begin
    for one in running:
        one.close()


@pytest.fixture
def prompt_cloud(cloud):
    """A scenario whose writes spread at once: for stories that are not about waiting."""
    def start(scenario):
        one = cloud(scenario)
        one.control("timing", {"spread": 0})
        return one
    return start


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def moto(tmp_path):
    """A moto server with AWS's managed policies loaded; answers its URL."""
    port = free_port()
    log = open(tmp_path / "moto.log", "w")
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env={**os.environ, "MOTO_IAM_LOAD_MANAGED_POLICIES": "true"},
        stdout=log, stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if call(f"{url}/moto-api/")[0] == 200:
                break
        assert process.poll() is None, (tmp_path / "moto.log").read_text()
        time.sleep(0.1)
    else:
        raise AssertionError("moto did not come up")
    yield url
    process.terminate()
    process.wait()
    log.close()
