"""`apply` without a question: what it makes, what it leaves alone, and how each scenario ends."""

import json

import boto3
import pytest

from conftest import call, run
from test_clients import ISSUER, client, curl, sign_in


def apply(cloud, state, *more, env=None, timeout=120):
    done = run(
        "apply", "--yes", "--json", "--state-dir", state, "--permissions", "inference", *more,
        env=env or cloud.env(), timeout=timeout)
    document = json.loads(done.stdout) if done.stdout.strip() else None
    return done, document


def subjects(iam, role):
    statement = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    [only] = statement if isinstance(statement, list) else [statement]
    return only


def test_everything_is_made_once(cloud, tmp_path):
    one = cloud("instant")
    done, document = apply(one, tmp_path / "state")
    assert done.returncode == 0, done.stderr
    assert document["exit"] == 0 and document["verified"] is True
    assert [step["outcome"] for step in document["steps"] if step["id"] == "role"] == ["created"]

    iam = client(one, "iam")
    [provider] = iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    read = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider["Arn"])
    assert (read["Url"], read["ClientIDList"]) == (ISSUER, ["bedrock"])

    made = [role for role in iam.list_roles()["Roles"] if role["Arn"] == document["roleARN"]]
    assert len(made) == 1
    name = made[0]["RoleName"]
    token = sign_in(one)
    _, account = curl(one, token, "/account")
    statement = subjects(iam, name)
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": provider["Arn"]}
    assert statement["Condition"] == {"StringEquals": {
        f"{ISSUER}:aud": "bedrock",
        f"{ISSUER}:sub": f"env:{account['id']}:{document['environmentID']}"}}
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == ["vertesia-bedrock"]
    policy = iam.get_role_policy(RoleName=name, PolicyName="vertesia-bedrock")["PolicyDocument"]
    allowed = {action for one in policy["Statement"] for action in one["Action"]}
    assert {"bedrock:ListFoundationModels", "bedrock:InvokeModel"} <= allowed
    assert not any("*" in action for action in allowed)

    _, environments = curl(one, token, "/environments?all=true")
    [environment] = [each for each in environments if each["id"] == document["environmentID"]]
    assert environment["provider"] == "bedrock"
    assert environment["endpoint_url"] == "us-east-1"
    assert environment["apiKey"] and environment["allowed_projects"]
    assert f"vertesia-bedrock:{document['setup']}" in environment["description"]
    status, models = curl(one, token, f"/environments/{environment['id']}/models")
    assert status == 200 and {model["id"] for model in models} == set(document["models"]["listed"])


def test_a_second_run_writes_nothing(cloud, tmp_path):
    one = cloud("instant")
    apply(one, tmp_path / "state")
    before = one.mutations()
    done, document = apply(one, tmp_path / "state")
    assert done.returncode == 0, done.stderr
    assert one.mutations() == before
    assert document["verified"] is True


def test_two_organizations_with_two_set_ups_each(cloud, tmp_path):
    one = cloud("two-organizations")
    keys = [one.exports["VERTESIA_API_KEY"], one.exports["VERTESIA_API_KEY_2"]]
    documents = []
    for key in keys:
        for name in ("Bedrock A", "Bedrock B"):
            done, document = apply(
                one, tmp_path / "state", "--environment-name", name,
                env=one.env(VERTESIA_API_KEY=key))
            assert done.returncode == 0, done.stderr
            documents.append(document)
    assert len({document["roleARN"] for document in documents}) == 4
    assert len({document["environmentID"] for document in documents}) == 4
    iam = client(one, "iam")
    assert len(iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]) == 1


@pytest.mark.parametrize("scenario, flags, exit, code", [
    ("happy", [], 0, None),
    ("provider-exists", [], 0, None),
    ("provider-without-audience", [], 0, None),
    ("role-name-taken", [], 5, "VB303"),
    ("environment-exists", [], 5, "VB122"),
    ("developer-key", [], 1, "VB404"),
    ("no-iam-rights", [], 1, "VB314"),
    ("power-user", [], 1, "VB314"),
    ("models-not-enabled", [], 0, None),
    ("models-not-enabled", ["--model", "anthropic.claude-sonnet-4-5-20250929-v1:0"], 6, None),
    ("wrong-issuer", ["--listing-patience", "12"], 1, "VB503"),
    ("slow-propagation", [], 0, None),
    ("throttled", [], 0, None),
    ("lost-response", [], 0, None),
    ("expired-session", [], 4, "VB203"),
    ("strict-company", [], 1, "VB315"),
    ("strict-company", [
        "--role-path", "/vertesia/", "--tag", "owner=ml", "--tag", "cost-center=42",
        "--permissions-boundary", "arn:aws:iam::432112349876:policy/CompanyBoundary"], 0, None),
    ("govcloud", [], 0, None),
    pytest.param("stale-listing", [], 0, None, marks=pytest.mark.long),
])
def test_scenarios_end_as_promised(cloud, tmp_path, scenario, flags, exit, code):
    one = cloud(scenario)
    done, document = apply(one, tmp_path / "state", *flags, timeout=200)
    assert done.returncode == exit, done.stderr + done.stdout
    if code:
        assert code in done.stderr
    faults = [step["fault"]["code"] for step in document["steps"] if step["fault"]]
    assert (code in faults) if code and faults else True
    outcomes = {step["id"]: step["outcome"] for step in document["steps"]}
    if scenario == "provider-exists":
        assert outcomes["identity-provider"] == "reused"
    if scenario == "provider-without-audience":
        assert outcomes["identity-provider"] == "changed"
    if scenario in ("no-iam-rights", "power-user", "developer-key"):
        assert not [entry for entry in one.mutations() if entry["service"] == "vertesia"]
    if scenario == "lost-response":
        world = one.world()
        assert len(outcomes) == 9 and document["verified"] is True
        assert json.dumps(world).count(document["setup"]) >= 2
