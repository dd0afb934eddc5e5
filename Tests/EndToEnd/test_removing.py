"""Other permissions in the place of those that work: the real program on the sandbox."""

from finished import ELSE, Finished, outcome
from setups import codes

FULL = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"


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


def test_permissions_that_may_not_be_taken_off(cloud, tmp_path):
    """The new ones are put in place all the same; the ones before are told, and stay."""
    one = cloud("instant")
    setup = Finished(one, tmp_path / "state", "--permissions", "full-access")
    one.control("faults", {
        "service": "iam", "operation": "DetachRolePolicy", "kind": "error", "status": 403,
        "code": "AccessDenied", "times": 0})
    done, result, _ = setup.change("--permissions", "inference")
    assert done.returncode == 0 and result["verified"] is True, done.stderr
    [role] = setup.roles.values()
    assert role["attached"] == [FULL] and list(role["inline"]) == ["vertesia-bedrock"]
    name = role["arn"].rpartition("/")[2]
    command = f"aws iam detach-role-policy --role-name {name} --policy-arn {FULL}"
    assert "administrator" in done.stderr and command in done.stderr
