"""Samples and rows: how they are counted, printed and kept."""

import json
import math
import statistics
from dataclasses import dataclass, field
from datetime import datetime, timezone


@dataclass
class Samples:
    """Durations in milliseconds of the same thing, done several times."""

    name: str
    values: list = field(default_factory=list)

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def mean(self):
        return statistics.fmean(self.values)

    def percentile(self, share):
        """The smallest value that at least `share` of all are not above."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

    @property
    def p95(self):
        return self.percentile(0.95)

    def show(self):
        print(f"  {self.name}")
        spread = statistics.stdev(self.values) if len(self.values) > 1 else 0.0
        print(f"    Time  (median ± σ)   {words(self.median):>10} ± {words(spread):<10}"
              f" p95 {words(self.p95):>10}   {len(self.values)} runs")
        print(f"    Range (min … max)    {words(min(self.values)):>10} … "
              f"{words(max(self.values))}")

    def kept(self):
        return {"name": self.name, "milliseconds": [round(one, 3) for one in self.values]}


def words(milliseconds):
    """With the unit that reads best."""
    if abs(milliseconds) < 1:
        return f"{milliseconds * 1000:.0f} µs"
    if abs(milliseconds) < 1000:
        return f"{milliseconds:.1f} ms"
    return f"{milliseconds / 1000:.2f} s"


class Report:
    """The rows of one run, printed at the end beside what they must and should be."""

    def __init__(self):
        self.rows = []
        self.began = datetime.now(timezone.utc)

    def row(self, what, shown, must, aim, *, value=None, limits=None, samples=(), **more):
        """`limits` are the largest values that meet must and aim, `None` where there is no aim;
        without them none is judged."""
        verdict = "-"
        if value is not None and limits is not None:
            most, wanted = limits
            verdict = ("missed" if value > most else
                       "aim met" if wanted is not None and value <= wanted else "must met")
        self.rows.append({
            "what": what, "shown": shown, "must": must, "aim": aim, "value": value,
            "verdict": verdict, "samples": [one.kept() for one in samples], **more})

    def show(self):
        header = {"what": "What", "shown": "This run", "must": "Must", "aim": "Aim",
                  "verdict": ""}
        table = [header, *self.rows]
        wide = {name: max(len(row[name]) for row in table) for name in header}
        print()
        for row in table:
            print("  ".join(row[name].ljust(wide[name]) for name in header).rstrip())

    def keep(self, directory, about):
        """One file a run, and the newest under a name that stays."""
        directory.mkdir(parents=True, exist_ok=True)
        document = {"began": self.began.isoformat(), **about, "rows": self.rows}
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        dated = directory / f"{self.began:%Y-%m-%dT%H%M%SZ}.json"
        for path in (dated, directory / "newest.json"):
            path.write_text(text)
        return dated
