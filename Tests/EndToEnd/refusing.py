"""The program with one of its file calls refused, or half done, and what has to hold then."""

import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256

from setups import codes, document, payload, saved
from supervision import MUTATIONS, RENAMED, RENAMING, Breaker, Broken, Trace, read_checkpoint

# What a program never lets anybody notice.
UNSEEN = {"EINTR", "short", "short+"}


@dataclass(frozen=True)
class Refusal:
    """How the system refuses, and which call: by its number, or by what a run looks like then."""

    name: str
    how: str
    options: tuple
    # The same for calls of the same kind on the same kind of file.
    kind: tuple = None

    @property
    def arguments(self):
        return ("--refuse", self.how, *self.options)

    @classmethod
    def aimed(cls, name, how, *globs):
        return cls(name, how, tuple(option for glob in globs for option in ("--at", glob)))


def refusals(trace):
    """Everything that can be refused in a run, once and from there on."""
    found = []
    for _, text in trace.lines:
        match = re.match(r"= (\d+) (\w+) (.*?)((?: E[A-Z]+| short)+)$", text)
        if not match:
            continue
        number, call, target, hows = match.groups()
        for how in hows.split():
            # Who is interrupted for ever does nothing for ever.
            for one in [how] if how == "EINTR" else [how, how + "+"]:
                kind = call, kind_of_file(target), one
                found.append(
                    Refusal(f"{number} {call}", one, ("--refuse-at", number), kind))
    return found


def kind_of_file(target):
    name = target.rsplit("/", 1)[-1]
    return re.sub(r"^\.checkpoint\.json\..*|^[a-z2-7]{8}$|^\d+$", "made", name)


def aims(mutation):
    """Every way in which an intent, and what was learned from the answer, can fail to be saved."""
    syncing, directory = "> fsync */.checkpoint.json.*", "> fsync */state/???????? "
    learning = mutation.sent, mutation.answered, mutation.learning
    return [
        Refusal.aimed(f"{mutation.operation}, {name}", how, *globs) for name, how, globs in [
            ("intent not written", "ENOSPC+", [mutation.intending]),
            ("intent not synced", "EIO", [mutation.intending, syncing]),
            ("intent not named", "EDQUOT", [mutation.intending, RENAMING]),
            ("intent's name not synced", "EIO", [mutation.intending, RENAMED, directory]),
            ("fact not written", "ENOSPC+", learning),
            ("fact not named", "EROFS", [*learning, RENAMING]),
        ]]


@dataclass(repr=False)
class Refused(Broken):
    """A run of which one call was refused, or more."""

    exit: int = 0
    codes: list = None
    told: str = ""
    is_met: bool = False
    place: str = ""

    def __repr__(self):
        return f"{self.point.how} at {self.point.name} ({self.place}): {self.end}"

    @property
    def end(self):
        return " ".join([str(self.exit), *self.codes])

    def judge(self):
        """Keeps what was refused, the first time."""
        refused = [text for _, text in self.trace.lines if text.startswith("! ")]
        self.is_met = bool(refused)
        self.place = refused[0][2:].replace(str(self.state), "") if refused else "never came"
        super().judge()

    def assert_nothing_without_intent(self):
        self.assert_ended_well()
        for mutation in MUTATIONS:
            self.assert_durable_before_sent(mutation)

    def assert_ended_well(self):
        if self.exit != 0:
            assert self.exit == 1 and self.codes, self.end
            assert all(code.startswith("VB8") for code in self.codes), self.end
            assert self.point.how not in UNSEEN, self.end

    def assert_durable_before_sent(self, mutation):
        """Written, synced, named, and the name synced: all of it before the first byte leaves."""
        steps = [
            mutation.intending, "< fsync */.checkpoint.json.* 0 ", RENAMED,
            "< fsync */state/???????? 0 "]
        done = 0
        for _, text in self.trace.lines:
            if 0 < done < 3 and text.startswith("> openat ") and "/.checkpoint.json." in text:
                # The one before did not come to its name.
                done = 0
            if done < len(steps) and fnmatchcase(text, steps[done]):
                done += 1
            if fnmatchcase(text, mutation.sending):
                assert done == len(steps), f"{mutation.operation} was sent after {done} of {steps}"

    def resume(self):
        for path in self.state.glob("*/checkpoint*.json"):
            assert_readable(path)
        super().resume()


def assert_readable(path):
    text = path.read_bytes()
    assert json.loads(text)["sha256"] == sha256(payload(text)).hexdigest(), path


class Refuser(Breaker):
    """Runs of which calls are refused, and their resumes."""

    def refuse(self, refusal):
        place, cloud = self.fresh()
        done = self.supervised(cloud, place, ["--scope", place, *refusal.arguments])
        state = place / "state"
        checkpoint = read_checkpoint(state) if saved(state) else {}
        result = document(done) if done.stdout.strip().startswith("{") else None
        return Refused(
            refusal, cloud, state, Trace(place / "trace"), checkpoint,
            exit=done.returncode, codes=sorted(set(codes(done, result))), told=done.stderr)
