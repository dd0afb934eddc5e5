"""How soon the first screen stands there."""

import hashlib
import shutil

from measure import menus, runs, screens
from measure.figures import Samples, words
from setups import payload, saved

MANY = 200


class FirstFrames:
    """Rows from the start of the process to the last words of its first frame."""

    def frame(self):
        self.heading("First frame through a pseudoterminal, no network before it, 80x24")
        env = self.cloud().env()
        own, found = self.first(40, 3, env, b"save and quit", self.state)
        whiptail = found.get("whiptail")
        self.report.row(
            "exec to first frame, p95", told(own, found), "30 ms", "2x whiptail", value=own.p95,
            limits=(30, 2 * whiptail.p95 if whiptail else None), samples=[own, *found.values()])

    def many(self):
        self.heading(f"The same with {MANY} saved set-ups")
        env, state = self.cloud().env(), self.state()
        runs.apply(self.clouds[-1], state)
        copies(state, MANY)
        _, listed = runs.wall([self.binary, "list", "--json", "--state-dir", state], env)
        assert listed.count(b"Acme Research") == MANY, "a copy cannot be read"
        own, found = self.first(20, MANY, env, b" quit", lambda: state)
        self.report.row(
            f"the same with {MANY} saved set-ups, p95", told(own, found), "-", "-", value=own.p95,
            samples=[own, *found.values()])

    def first(self, count, rows, env, marker, state):
        """Samples of the program, and of menus with so many rows by name."""
        others = menus.installed(rows)
        own = Samples("vertesia-bedrock")
        found = {name: Samples(f"{name} --menu") for name in others}
        # The first of each brings the files in.
        for index in range(count + 1):
            took = screens.first_frame([self.binary, "--state-dir", state()], env, marker)
            if index:
                own.values.append(took)
            for name, arguments in others.items():
                took = screens.first_frame(arguments, self.bare, b"Cancel")
                if index:
                    found[name].values.append(took)
        self.shown(own, *found.values())
        return own, found


def told(own, found):
    return words(own.p95) + menus.beside(found, lambda one: words(one.p95))


def copies(state, count):
    """Makes of the one set-up that is saved so many, each with an id of its own."""
    [first] = saved(state)
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    for index in range(count - 1):
        name = "copy" + "".join(letters[index // 32 ** place % 32] for place in range(4))
        shutil.copytree(state / first, state / name)
        for path in (state / name).glob("checkpoint*.json"):
            path.write_bytes(renamed(path.read_bytes(), first, name))


def renamed(text, before, after):
    """A checkpoint under another id of the same length, with the checksum that this gives."""
    old = payload(text)
    new = old.replace(before.encode(), after.encode())
    return text.replace(old, new).replace(
        hashlib.sha256(old).hexdigest().encode(), hashlib.sha256(new).hexdigest().encode())
