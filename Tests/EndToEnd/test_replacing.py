"""Another role or issuer in the place of one that works: the real program on the sandbox."""

import json

import pytest

from finished import ELSE, Finished, outcome
from setups import apply, codes
from test_clients import client

OLD, NEW = "https://sts.becomposable.com", "https://sts.vertesia.io"


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
