"""Another role, policy or issuer in the place of one that works: the real program on the sandbox."""

import json

import pytest

from conftest import run
from setups import apply, codes
from test_clients import client

OLD, NEW = "https://sts.becomposable.com", "https://sts.vertesia.io"
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


def test_permissions(cloud, tmp_path):
    setup = Finished(cloud("instant"), tmp_path / "state", "--permissions", "full-access")
    done, result, wrote = setup.change("--permissions", "inference")
    assert done.returncode == 0, done.stderr
    assert wrote == ["PutRolePolicy", "DetachRolePolicy"]
    assert outcome(result, "permissions") == "changed"
    [role] = setup.roles.values()
    assert role["attached"] == [] and list(role["inline"]) == ["vertesia-bedrock"]
    setup.stays()
    done, _, wrote = setup.change("--permissions", "full-access")
    assert done.returncode == 0 and wrote == ["AttachRolePolicy", "DeleteRolePolicy"], done.stderr
    setup.stays()


def test_permissions_that_do_not_list(cloud, tmp_path):
    one = cloud("instant")
    setup = Finished(one, tmp_path / "state")
    done, result, wrote = setup.change("--permissions", ELSE)
    assert done.returncode == 1 and "VB508" in codes(done, result), done.stderr
    assert wrote == ["AttachRolePolicy", "DeleteRolePolicy", "PutRolePolicy"]
    done, _, _ = setup.change("--permissions", "inference")
    assert done.returncode == 0, done.stderr
    [role] = setup.roles.values()
    assert role["attached"] == [] and list(role["inline"]) == ["vertesia-bedrock"]
    setup.stays()


def test_role(cloud, tmp_path):
    one = cloud("happy")
    setup = Finished(one, tmp_path / "state")
    old = setup.key
    done, result = apply(
        one, tmp_path / "state", "--setup", setup.first["setup"], "--role-name", "Vertesia-other")
    assert done.returncode == 0, done.stderr
    assert outcome(result, "role") == "created" and outcome(result, "connection") == "changed"
    assert setup.key == result["roleArn"] != old
    name = old.rpartition("/")[2]
    assert old in done.stderr and f"aws iam delete-role --role-name {name}" in done.stderr
    assert set(setup.roles) == {old, setup.key}
    setup.stays()


def test_a_role_that_cannot_be_used(cloud, tmp_path):
    """A role whose policy does not list, named by its ARN: the one before is put back."""
    one = cloud("instant")
    setup = Finished(one, tmp_path / "state")
    old = setup.key
    iam = client(one, "iam")
    made = iam.create_role(
        RoleName="Vertesia-theirs",
        AssumeRolePolicyDocument=json.dumps(setup.roles[old]["trust"]))["Role"]
    iam.put_role_permissions_boundary(RoleName="Vertesia-theirs", PermissionsBoundary=ELSE)
    done, result, wrote = setup.change("--role-arn", made["Arn"])
    assert done.returncode == 1 and "VB508" in codes(done, result), done.stderr
    assert wrote == ["PutRolePolicy", "UpdateEnvironment", "UpdateEnvironment"]
    assert setup.key == old
    iam.delete_role_permissions_boundary(RoleName="Vertesia-theirs")
    done, _, wrote = setup.change("--role-arn", made["Arn"])
    assert done.returncode == 0 and wrote == ["UpdateEnvironment"], done.stderr
    assert setup.key == made["Arn"]
    setup.stays()


def test_issuer(cloud, tmp_path):
    one = cloud("instant")
    setup = Finished(one, tmp_path / "state")
    one.control("issuer", {"issuer": NEW})
    done, result, wrote = setup.change("--issuer", NEW)
    assert done.returncode == 0, done.stderr
    assert wrote == [
        "CreateOpenIDConnectProvider", "UpdateAssumeRolePolicy", "UpdateAssumeRolePolicy"]
    assert outcome(result, "role") == "changed"
    assert setup.issuers == ["sts.vertesia.io"]
    assert "identity provider stays" in done.stderr
    setup.stays()


@pytest.mark.parametrize("lost", [None, "drop-after"])
def test_an_issuer_that_vertesia_does_not_sign_with(cloud, tmp_path, lost):
    """The one before is trusted again, also where the answer to that is lost."""
    one = cloud("instant")
    setup = Finished(one, tmp_path / "state")
    if lost:
        one.control("faults", {
            "service": "iam", "operation": "UpdateAssumeRolePolicy", "nth": 3, "kind": lost})
    done, result, _ = setup.change("--issuer", NEW)
    assert done.returncode == 1 and "VB508" in codes(done, result), done.stderr
    assert set(setup.issuers) == {"sts.vertesia.io", "sts.becomposable.com"}
    done, _, wrote = setup.change("--issuer", OLD)
    assert done.returncode == 0 and wrote == ["UpdateAssumeRolePolicy"], done.stderr
    assert setup.issuers == ["sts.becomposable.com"]
    setup.stays()
