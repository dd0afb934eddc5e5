"""A finished set-up of which something is replaced."""

from conftest import run
from setups import apply

# Lets nobody list a model.
ELSE = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
IMPATIENT = ["--listing-patience", "4"]


class Finished:
    """A finished set-up, and what of it stands in the world."""

    def __init__(self, one, state, *answers):
        self.one, self.state = one, state
        done, self.first = apply(one, state, *answers)
        assert done.returncode == 0, done.stderr
        self.everywhere = ["--setup", self.first["setup"], "--state-dir", state]

    @property
    def roles(self):
        [account] = [one for one in self.one.world()["accounts"].values() if one["roles"]]
        return {one["arn"]: one for one in account["roles"] if "Vertesia" in one["name"]}

    @property
    def key(self):
        world = self.one.world()["environments"]
        return next(one["apiKey"] for one in world if one["id"] == self.first["environmentId"])

    @property
    def issuers(self):
        """Who is trusted by the role that the environment uses."""
        trust = self.roles[self.key]["trust"]["Statement"]
        return [one["Principal"]["Federated"].split("/", 1)[1] for one in trust]

    def change(self, *answers):
        """What the plan says is what is done; answers the run, its document and what it wrote."""
        plan = run("plan", "--json", *answers, *self.everywhere, env=self.one.env())
        assert plan.returncode == 2, plan.stdout + plan.stderr
        before = len(self.one.mutations())
        done, result = apply(
            self.one, self.state, "--setup", self.first["setup"], *answers, *IMPATIENT)
        return done, result, [one["operation"] for one in self.one.mutations()[before:]]

    def stays(self):
        before = len(self.one.mutations())
        done, result = apply(self.one, self.state)
        assert done.returncode == 0 and result["verified"] is True, done.stderr
        assert len(self.one.mutations()) == before


def outcome(result, step):
    return next(one["outcome"] for one in result["steps"] if one["id"] == step)
