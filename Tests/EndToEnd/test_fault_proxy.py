"""The real program behind a proxy on which one thing goes wrong, and then left alone: it ends in
success or in a fault that names the cause, and once left alone where an undisturbed run ends."""

import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from conftest import BINARY, ROOT, Cloud
from setups import Standing, apply, assert_whole, codes, saved

PROXY = ROOT / ".build/debug/faults"

# Where nobody can be reached, the address is wrong and no proxy.
UNREACHABLE = {"unknown-host": "https://nowhere.invalid", "refused": "http://127.0.0.1:1"}
# Met before a request can be read, so aimed at by number.
UNREAD = {"closed-on-accept", "reset-on-accept"}
# Ended by the program's own deadlines of half a minute.
ENDLESS = {
    "hang-before", "hang-after", "hang-after-headers", "hang-in-body", "drip",
    "informational-flood", "late-answer", "late-request", "tls-hang"}
TWICE = {"duplicate-first", "duplicate-second", "late-request"}

SAMPLES, SEED, AT_ONCE = 30, 7, 5
# Where a change was lost, for as long as it may still appear.
SETTLING = 60


def told(*arguments):
    return subprocess.run(
        [PROXY, *arguments], capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()


@pytest.fixture(scope="module")
def kinds():
    """Each kind with the codes that a run may end with which met it. Here a connection carries one
    request, so none is reused."""
    found = {line.split()[0]: set(line.split()[1:]) for line in told("--kinds")}
    del found["closed-when-reused"]
    return found


@pytest.fixture(scope="module")
def requests():
    return told("--requests")


@dataclass
class Sample:
    kind: str
    at: str

    def __str__(self):
        return f"{self.kind} at {self.at}"


def place(kind, requests, dice):
    return str(dice.randint(1, 16)) if kind in UNREAD or kind.startswith("tls-") else (
        dice.choice(requests))


class Proxy:
    """The proxy in a process of its own; a context that ends it."""

    def __init__(self, cloud, sample):
        more = ["--tls"] if sample.kind.startswith("tls-") else []
        self.process = subprocess.Popen(
            [PROXY, "--listen", "0", "--to", cloud.url.rpartition(":")[2], *more,
             "--kind", sample.kind, "--at", sample.at],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        _, port, self.authority = self.process.stdout.readline().split()
        self.url = f"http{'s' if more else ''}://127.0.0.1:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def env(self, cloud):
        through = {
            name: self.url for name in
            ("AWS_ENDPOINT_URL", "VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL")}
        return cloud.env(**through, AWS_CA_BUNDLE=self.authority)

    def heard(self):
        """What it told since it listens; ends it."""
        self.process.terminate()
        return self.process.stdout.read().split()


def check_end(done, result, sample, allowed, seconds):
    assert "Fatal error" not in done.stderr, done.stderr
    if done.returncode == 0:
        return
    assert done.returncode in (1, 4), f"{done.returncode}: {done.stderr}"
    found = set(codes(done, result))
    assert found and found <= allowed, f"{found}: {done.stderr}"
    assert "Why" in done.stderr and "What you can do" in done.stderr, done.stderr
    # A request may be tried four times, and its change be waited for.
    longest = 4 * 30 + SETTLING if sample.kind in ENDLESS else SETTLING
    assert seconds < longest + 2, f"it took {seconds:.0f} s"


def check_world(cloud, result, sample, told):
    """One of each; what an environment was made twice by is told."""
    strays = [one for one in Standing(cloud).environments if not one.get("apiKey")]
    if not strays:
        assert_whole(cloud, result)
        return
    assert sample.kind in TWICE, strays
    assert Standing(cloud).counts() == (1, 1, 2) and len(strays) == 1
    assert strays[0]["id"] in told and "second environment" in " ".join(told.split()), told


def play(sample, allowed, home, state):
    cloud = Cloud("instant", home)
    try:
        with Proxy(cloud, sample) as proxy:
            env = proxy.env(cloud)
            began = time.monotonic()
            done, result = apply(cloud, state, env=env, timeout=240)
            check_end(done, result, sample, allowed, time.monotonic() - began)
            first = done
            if done.returncode != 0 or sample.kind in TWICE:
                again = ["--setup", saved(state)[0]] if saved(state) else []
                done, result = apply(cloud, state, *again, env=env, timeout=240)
                assert done.returncode == 0, done.stderr
            heard = proxy.heard()
        assert "met" in heard, "the fault was never met"
        assert "followed" not in heard, "a redirect was followed"
        check_world(cloud, result, sample, first.stderr + done.stderr)
        return "at once" if first.returncode == 0 else "resumed"
    finally:
        cloud.close()


def play_all(samples, kinds, directory):
    """Those that wait first; answers what came of each, and the failures."""
    home = directory / "home"
    home.mkdir(exist_ok=True)
    failures = []

    def one(numbered):
        number, sample = numbered
        try:
            return play(sample, kinds[sample.kind], home, directory / f"state-{number}")
        except Exception as error:
            failures.append(f"{sample}: {error}")
            return "failed"

    order = sorted(samples, key=lambda sample: sample.kind not in ENDLESS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = list(pool.map(one, enumerate(order)))
    print(*(f"{sample}: {end}" for sample, end in zip(order, ends)), sep="\n")
    return failures


def test_samples_end_as_promised(kinds, requests, tmp_path):
    dice = random.Random(SEED)
    endless = dice.sample(sorted(ENDLESS), 2)
    rest = dice.sample(sorted(set(kinds) - ENDLESS - set(UNREACHABLE)), SAMPLES - 2)
    samples = [Sample(kind, place(kind, requests, dice)) for kind in endless + rest]
    assert len(samples) == SAMPLES
    failures = play_all(samples, kinds, tmp_path)
    assert not failures, "\n".join(failures)


# A foreign host would get no key of Vertesia's, so nobody would look for it.
@pytest.mark.parametrize("kind, variable", [
    ("unknown-host", "AWS_ENDPOINT_URL_IAM"), ("unknown-host", "AWS_ENDPOINT_URL_STS"),
    ("refused", "AWS_ENDPOINT_URL_IAM"), ("refused", "VERTESIA_SERVER_URL")])
def test_a_host_that_cannot_be_reached_is_named(cloud, state, kinds, kind, variable):
    one = cloud("instant")
    began = time.monotonic()
    done, result = apply(one, state, env=one.env(**{variable: UNREACHABLE[kind]}))
    assert done.returncode == 1 and set(codes(done, result)) <= kinds[kind], done.stderr
    assert UNREACHABLE[kind].partition("://")[2].partition(":")[0] in done.stderr
    # Nothing has to wait for a deadline.
    assert time.monotonic() - began < 30
    done, result = apply(one, state)
    assert done.returncode == 0, done.stderr
    assert_whole(one, result)


@pytest.mark.long
def test_every_kind_at_every_request(kinds, requests, tmp_path):
    samples = [
        Sample(kind, at)
        for kind in kinds if kind not in UNREACHABLE
        for at in (
            map(str, range(1, 17)) if kind in UNREAD or kind.startswith("tls-") else requests)]
    failures = play_all(samples, kinds, tmp_path)
    assert not failures, "\n".join(failures)
