"""Other permissions in the place of those that work: the real program on the sandbox."""

from finished import ELSE, Finished, outcome
from setups import codes

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
