"""The program killed at one of its calls, and what was true at that moment."""

from dataclasses import dataclass, field

from supervision import MUTATIONS, RENAMED, RENAMING, Broken

KILLED = 128 + 9

# Late is one of those sent: it takes effect once the next run has started.
PHASES = ["before", "intent", "sent", "late", "effect", "fact"]


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


@dataclass(repr=False)
class Kill(Broken):
    """A run that was killed, and how far each change had come."""

    phases: dict = field(default_factory=dict)

    def __repr__(self):
        return f"{self.point.name} ({self.place})"

    @property
    def place(self):
        number, text = self.trace.lines[-1]
        return f"{number} {text.replace(str(self.state), '')[:72].strip()}"

    def judge(self):
        """Keeps what the world tells as well."""
        self.phases = {one.operation: self.phase(one) for one in MUTATIONS}
        super().judge()

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

    def assert_nothing_without_intent(self):
        for mutation in MUTATIONS:
            if not self.record(mutation).get("intent") and not self.has_fact(mutation):
                assert not self.trace.has(mutation.sending), mutation.operation
                assert self.effect(mutation) > self.trace.killed, mutation.operation
