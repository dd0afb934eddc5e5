"""A set-up whose AWS is moto: an IAM and an STS that nobody here wrote. Vertesia and Bedrock are
the sandbox's, which knows nothing of moto's account: everything but the proof can be reached."""

import json
import urllib.request

import boto3
import pytest

from setups import ISSUER, apply, codes

MADE = ("identity-provider", "environment", "role", "permissions", "connection")
INLINE = "vertesia-bedrock"
FULL = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
WRITES = {
    "CreateOpenIDConnectProvider", "AddClientIDToOpenIDConnectProvider", "TagOpenIDConnectProvider",
    "CreateRole", "TagRole", "UpdateAssumeRolePolicy", "PutRolePolicy", "AttachRolePolicy",
    "DetachRolePolicy"}
ADMINISTRATOR = json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})


def iam(moto, key="testing", secret="testing"):
    return boto3.client(
        "iam", endpoint_url=moto, region_name="us-east-1", aws_access_key_id=key,
        aws_secret_access_key=secret)


@pytest.fixture(params=["open", "enforced"])
def account(request, moto):
    """moto's account and the keys to it; once any key is good, once only a user's own."""
    if request.param == "open":
        return iam(moto), ("testing", "testing")
    caller = iam(moto)
    caller.create_user(UserName="platform")
    caller.put_user_policy(
        UserName="platform", PolicyName="administrator", PolicyDocument=ADMINISTRATOR)
    made = caller.create_access_key(UserName="platform")["AccessKey"]
    keys = made["AccessKeyId"], made["SecretAccessKey"]
    order = urllib.request.Request(
        f"{moto}/moto-api/reset-auth", data=b"0", headers={"content-type": "text/plain"})
    with urllib.request.urlopen(order, timeout=10) as answer:
        assert answer.status == 200
    with pytest.raises(caller.exceptions.ClientError):
        caller.list_roles()
    return iam(moto, *keys), keys


def surroundings(cloud, moto, keys):
    """The sandbox's variables, with IAM and STS on moto."""
    env = cloud.env(
        AWS_ACCESS_KEY_ID=keys[0], AWS_SECRET_ACCESS_KEY=keys[1], AWS_ENDPOINT_URL_IAM=moto,
        AWS_ENDPOINT_URL_STS=moto, AWS_ENDPOINT_URL_BEDROCK=cloud.url)
    del env["AWS_ENDPOINT_URL"]
    return env


def writes(state):
    """What was sent to change something at AWS, by the call log."""
    lines = [
        json.loads(line) for log in state.glob("*/calls.jsonl") for line in log.open()]
    return [line for line in lines if line["operation"] in WRITES]


def standing(caller):
    """All that there is of ours, as boto3 reads it."""
    providers = [
        caller.get_open_id_connect_provider(OpenIDConnectProviderArn=entry["Arn"])
        for entry in caller.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
    roles = []
    for role in caller.list_roles()["Roles"]:
        name = role["RoleName"]
        inline = {
            policy: caller.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
            for policy in caller.list_role_policies(RoleName=name)["PolicyNames"]}
        attached = [
            entry["PolicyArn"] for entry in
            caller.list_attached_role_policies(RoleName=name)["AttachedPolicies"]]
        roles.append((caller.get_role(RoleName=name)["Role"], inline, attached))
    return providers, roles


@pytest.mark.parametrize("permissions", ["inference", "full-access"])
def test_everything_but_the_proof(cloud, moto, account, tmp_path, permissions):
    caller, keys = account
    one, state = cloud("instant"), tmp_path / "state"
    flags = ["--listing-patience", "2", "--permissions", permissions]
    done, document = apply(one, state, *flags, env=surroundings(one, moto, keys))
    assert done.returncode == 1, done.stderr
    assert codes(done) == ["VB502"]
    assert "not known to the account that Vertesia reached" in done.stderr
    assert document["verified"] is False
    steps = {step["id"]: step for step in document["steps"]}
    assert [steps[step]["outcome"] for step in MADE] == [
        "created", "created", "created", "created" if permissions == "inference" else "changed",
        "changed"]
    assert steps["model-listing"]["fault"]["code"] == "VB502"
    faulty = {step for step, told in steps.items() if told.get("fault")}
    assert faulty - {"model-access"} == {"model-listing"}, "what Bedrock offers is advice"
    assert "set by AWS_ENDPOINT_URL_IAM" in done.stderr
    if keys != ("testing", "testing"):
        assert "this endpoint cannot simulate policies" in done.stderr

    [provider], [(role, inline, attached)] = standing(caller)
    assert (provider["Url"], provider["ClientIDList"]) == (ISSUER, ["bedrock"])
    assert {"Key": "vertesia-bedrock:setup", "Value": document["setup"]} in provider["Tags"]
    assert role["Arn"] == document["roleArn"]
    assert {"Key": "vertesia-bedrock:setup", "Value": document["setup"]} in role["Tags"]
    [statement] = role["AssumeRolePolicyDocument"]["Statement"]
    organization = steps["organization"]["facts"]["id"]
    assert statement["Condition"] == {"StringEquals": {
        f"{ISSUER}:aud": "bedrock",
        f"{ISSUER}:sub": f"env:{organization}:{document['environmentId']}"}}
    if permissions == "inference":
        assert list(inline) == [INLINE] and attached == []
        assert "bedrock:InvokeModel" in json.dumps(inline[INLINE])
    else:
        assert inline == {} and attached == [FULL]
    [environment] = [
        entry for entry in one.world()["environments"] if entry["provider"] == "bedrock"]
    assert environment["apiKey"] == role["Arn"]

    sent, made = writes(state), one.mutations()
    before = standing(caller)
    done, again = apply(one, state, *flags, env=surroundings(one, moto, keys))
    assert done.returncode == 1 and codes(done) == ["VB502"]
    assert again["setup"] == document["setup"]
    assert writes(state) == sent and one.mutations() == made
    for (old, *policies), (new, *others) in zip(before[1], standing(caller)[1], strict=True):
        assert (old["Arn"], policies) == (new["Arn"], others)
    assert {step["id"]: step.get("outcome") for step in again["steps"]}["role"] == "unchanged"


def test_an_operation_that_moto_lacks_is_named(cloud, moto, tmp_path):
    """The audience cannot be added there: AddClientIDToOpenIDConnectProvider gives a page."""
    caller = iam(moto)
    caller.create_open_id_connect_provider(Url=f"https://{ISSUER}", ClientIDList=["blobs"])
    one = cloud("instant")
    done, document = apply(
        one, tmp_path / "state", "--listing-patience", "2",
        env=surroundings(one, moto, ("testing", "testing")))
    assert done.returncode == 1
    assert codes(done)[0] == "VB313"
    assert "AddClientIDToOpenIDConnectProvider" in done.stderr
    steps = {step["id"]: step for step in document["steps"]}
    assert steps["identity-provider"]["fault"]["code"] == "VB313"
    assert not standing(caller)[1], "no role before its provider is right"


def test_what_cannot_be_asked_there_is_said(cloud, moto, tmp_path):
    """SimulatePrincipalPolicy and the model lists are missing: the plan says so and goes on."""
    one = cloud("instant")
    env = surroundings(one, moto, ("testing", "testing"))
    env["AWS_ENDPOINT_URL_BEDROCK"] = moto
    done, document = apply(one, tmp_path / "state", "--listing-patience", "2", env=env)
    assert done.returncode == 1 and codes(done) == ["VB502"], done.stderr
    steps = {step["id"]: step for step in document["steps"]}
    access = steps["model-access"]
    assert access.get("outcome") or access["fault"], "advice, never a gate"
    assert "Whether the caller may make these changes is not known" in done.stderr
    assert "Not known of Bedrock" in done.stderr or "What Bedrock offers in" in done.stderr
