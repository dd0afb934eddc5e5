"""Every row of the report: how it is taken, and what it is held against."""

import tempfile

from conftest import VENV, Cloud, bare_environment

from measure import program, runs, screens
from measure.answering import Answering
from measure.figures import Report, Samples, words
from measure.first_frames import FirstFrames
from measure.traffic import Traffic

LATENCY = 0.05
# What no order of calls can avoid, each needing an answer of the one before.
NEEDED = ["token", "organization", "look", "environment", "role", "key and policy", "listing"]
SPREADS = [1.3, 2.1, 3.4, 4.7, 6.0, 8.2, 11.5, 15.1, 20.3, 27.9, 38.6, 52.4]


class Bench(FirstFrames, Answering, Traffic):
    """One run, in a directory of its own."""

    PARTS = [
        "start", "frame", "many", "keys", "escape", "resize", "traffic", "round_trips", "commands",
        "waiting", "memory", "size", "scale", "second"]

    def __init__(self, binary, directory):
        self.binary, self.directory = binary, directory
        self.report = Report()
        self.home = directory / "home"
        self.home.mkdir()
        self.bare = bare_environment(self.home)
        self.aws = VENV / "aws"
        self.clouds = []
        self.states = 0

    def play(self, parts):
        for part in parts:
            getattr(self, part)()

    def close(self):
        for cloud in self.clouds:
            cloud.close()

    def cloud(self, scenario="instant"):
        self.clouds.append(Cloud(scenario, self.home))
        return self.clouds[-1]

    def state(self):
        self.states += 1
        return self.directory / f"state-{self.states}"

    def heading(self, text):
        print(f"\n{text}", flush=True)

    def start(self):
        self.heading("--version, from start to end of the process")
        own, aws = Samples("vertesia-bedrock --version"), Samples("aws --version")
        runs.wall([self.binary, "--version"], self.bare)
        runs.wall([self.aws, "--version"], self.bare)
        for _ in range(20):
            own.values.append(runs.wall([self.binary, "--version"], self.bare)[0])
            aws.values.append(runs.wall([self.aws, "--version"], self.bare)[0])
        self.shown(own, aws)
        share = own.median / aws.median
        self.report.row(
            "--version against aws --version", f"1/{1 / share:.0f}  ({words(own.median)})",
            "1/20", "1/50", value=share, limits=(1 / 20, 1 / 50), samples=[own, aws])

    def round_trips(self):
        milliseconds = round(LATENCY * 1000)
        self.heading(f"Whole apply, {milliseconds} ms added to every request")
        cloud = self.cloud()
        cloud.control("latency", {"ms": milliseconds})
        own, counts = Samples("vertesia-bedrock apply"), []
        for _ in range(5):
            cloud.control("reset", {})
            own.values.append(runs.apply(cloud, self.state()))
            calls = [entry for entry in cloud.calls() if entry["by"] == "client"]
            series = runs.rounds(calls, LATENCY)
            counts.append(len(series))
        self.shown(own)
        path = sorted(counts)[len(counts) // 2]
        print(f"  {len(calls)} calls in {path} rounds; path = rounds x {milliseconds} ms = "
              f"{path * milliseconds} ms; ratio = median / path")
        for number, names in enumerate(series, 1):
            seen = {name: names.count(name) for name in names}
            print(f"    {number:>2}  " + ", ".join(
                name if count == 1 else f"{count} {name}" for name, count in seen.items()))
        least = len(NEEDED) * milliseconds
        print(f"  The steps themselves need {len(NEEDED)} rounds ({', '.join(NEEDED)}): "
              f"{own.median / least:.2f}x of {least} ms")
        ratio = own.median / (path * milliseconds)
        self.report.row(
            "apply with 50 ms a request, against its path",
            f"{ratio:.2f}x of {path} rounds  ({words(own.median)})", "1.3x", "1.1x",
            value=ratio, limits=(1.3, 1.1), samples=[own], rounds=series)

    def commands(self):
        self.heading("Whole apply, nothing added, against nine AWS CLI and curl commands")
        cloud = self.cloud()
        own, other = Samples("vertesia-bedrock apply"), Samples("nine commands, one a step")
        light = Samples("vertesia-bedrock apply, state in memory: no disk to wait for")
        with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
            for index in range(5):
                cloud.control("reset", {})
                own.values.append(runs.apply(cloud, self.state()))
                cloud.control("reset", {})
                light.values.append(runs.apply(cloud, f"{memory}/{index}"))
                cloud.control("reset", {})
                other.values.append(runs.by_hand(cloud))
        self.shown(own, light, other)
        share = own.median / other.median
        self.report.row(
            "apply against the nine commands", f"1/{1 / share:.0f}  ({words(own.median)})",
            "1/20", "1/40", value=share, limits=(1 / 20, 1 / 40), samples=[own, light, other])

    def waiting(self):
        self.heading("Waiting past the moment the role is usable")
        own = Samples("from usable to listed", runs.past_usable(self.cloud, SPREADS, self.state()))
        self.shown(own)
        print("  Usable after (s)      " + "  ".join(f"{one:>5.1f}" for one in SPREADS))
        print("  Waited past that (s)  " + "  ".join(f"{one / 1000:>5.1f}" for one in own.values))
        print(f"  Mean {words(own.mean)}")
        self.report.row(
            "waiting past usable, mean", words(own.mean), "5 s", "3 s",
            value=own.mean / 1000, limits=(5, 3), samples=[own], spreads=SPREADS)

    def memory(self):
        self.heading("Largest resident memory, a whole run of the wizard on an external sandbox")
        found = []
        for _ in range(3):
            terminal = screens.Pty([self.binary, "--state-dir", self.state()], self.cloud().env())
            try:
                screens.walk(terminal)
                terminal.press(b"m")
                terminal.until_quiet(0.2)
                found.append(terminal.peak_memory())
            finally:
                terminal.close()
        aws = runs.peak_memory([self.aws, "sts", "get-caller-identity"], self.clouds[-1].env())
        value = max(found)
        print("  vertesia-bedrock (VmHWM): " + ", ".join(f"{one:.1f} MiB" for one in found))
        print(f"  aws sts get-caller-identity: {aws:.1f} MiB")
        megabytes = value * 1.048576
        self.report.row(
            "resident memory of a wizard run", f"{megabytes:.1f} MB, aws one call "
            f"{aws * 1.048576:.1f} MB", "45 MB", "25 MB", value=megabytes, limits=(45, 25),
            mebibytes=found)

    def size(self):
        self.heading("Size")
        megabytes = self.binary.stat().st_size / 1e6
        found = program.libraries(self.binary)
        more = sorted(set(found) - program.EXPECTED)
        print(f"  {megabytes:.1f} MB stripped\n  Libraries: {', '.join(found)}")
        if more:
            print(f"  Not expected: {', '.join(more)}")
        self.report.row(
            "stripped binary", f"{megabytes:.1f} MB", "45 MB", "40 MB", value=megabytes,
            limits=(45, 40))
        self.report.row(
            "shared libraries", f"{len(found)}, {len(more)} of them not expected",
            "the expected 8", "-", value=len(more), limits=(0, 0), libraries=found)

    def scale(self):
        self.report.row("200 environments in one apply", "not there yet", "1.0x, flat", "falling")

    def second(self):
        self.heading("Second run after success")
        cloud, state = self.cloud(), self.state()
        runs.apply(cloud, state)
        before = len(cloud.mutations())
        took = runs.apply(cloud, state)
        writes = len(cloud.mutations()) - before
        print(f"  {writes} writes, {words(took)}")
        self.report.row(
            "writes of a second run", f"{writes}  ({words(took)})", "0", "0", value=writes,
            limits=(0, 0))

    def shown(self, *samples):
        for one in samples:
            one.show()
