"""`apply` without a question: what it makes, what it leaves alone, and what it tells."""

import json
import re
import shlex

import pytest

from conftest import run
from setups import ISSUER, STEPS, Standing, apply, assert_whole, codes, saved
from test_clients import client, curl, sign_in


def test_everything_is_made_once(cloud, tmp_path):
    one = cloud("instant")
    done, document = apply(one, tmp_path / "state")
    assert done.returncode == 0, done.stderr
    assert document["exit"] == 0 and document["verified"] is True
    assert [step["id"] for step in document["steps"]] == STEPS
    assert not [step for step in document["steps"] if step.get("fault")]
    outcomes = {step["id"]: step["outcome"] for step in document["steps"]}
    for step in ("identity-provider", "environment", "role", "permissions"):
        assert outcomes[step] == "created"

    iam = client(one, "iam")
    providers = [
        entry["Arn"] for entry in
        iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
        if entry["Arn"].endswith(f"/{ISSUER}")]
    assert len(providers) == 1
    read = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=providers[0])
    assert (read["Url"], read["ClientIDList"]) == (ISSUER, ["bedrock"])

    [made] = [role for role in iam.list_roles()["Roles"] if role["Arn"] == document["roleArn"]]
    name = made["RoleName"]
    assert name.startswith("Vertesia-") and name.endswith(document["setup"])
    token = sign_in(one)
    _, account = curl(one, token, "/account")
    role = iam.get_role(RoleName=name)["Role"]
    [statement] = role["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": providers[0]}
    assert statement["Condition"] == {"StringEquals": {
        f"{ISSUER}:aud": "bedrock",
        f"{ISSUER}:sub": f"env:{account['id']}:{document['environmentId']}"}}
    assert {"Key": "vertesia-bedrock:setup", "Value": document["setup"]} in role["Tags"]
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == ["vertesia-bedrock"]
    assert not iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    policy = iam.get_role_policy(RoleName=name, PolicyName="vertesia-bedrock")["PolicyDocument"]
    allowed = {action for entry in policy["Statement"] for action in entry["Action"]}
    assert allowed == {
        "bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles", "bedrock:ListCustomModels",
        "bedrock:GetFoundationModel", "bedrock:GetInferenceProfile", "bedrock:GetCustomModel",
        "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"}

    _, environments = curl(one, token, "/environments?all=true")
    [environment] = [each for each in environments if each["id"] == document["environmentId"]]
    assert environment["provider"] == "bedrock"
    assert environment["endpoint_url"] == "us-east-1"
    assert environment["apiKey"] and environment["apiKey"] != document["roleArn"]
    assert environment["allowed_projects"]
    assert f"vertesia-bedrock:{document['setup']}" in environment["description"]
    status, models = curl(one, token, f"/environments/{environment['id']}/models")
    assert status == 200 and {model["id"] for model in models} == set(document["models"]["listed"])
    assert document["models"]["missing"] == []


def test_a_second_run_writes_nothing(cloud, tmp_path):
    one = cloud("instant")
    _, first = apply(one, tmp_path / "state")
    before = one.mutations()
    for more in ([], ["--setup", first["setup"]]):
        done, document = apply(one, tmp_path / "state", *more)
        assert done.returncode == 0, done.stderr
        assert one.mutations() == before
        assert document["setup"] == first["setup"]
        assert_whole(one, document)


@pytest.mark.parametrize("step, standing", [
    ("identity-provider", (1, 0, 0)), ("environment", (0, 0, 1)), ("role", (1, 1, 1))])
def test_one_step_and_what_it_needs(cloud, tmp_path, step, standing):
    one = cloud("instant")
    done, document = apply(one, tmp_path / "state", "--step", step)
    assert done.returncode == 0, done.stderr
    assert document["verified"] is False
    assert Standing(one).counts() == standing
    outcomes = {entry["id"]: entry.get("outcome") for entry in document["steps"]}
    assert outcomes[step] == "created" and outcomes["permissions"] is None
    looked = run(
        "status", "--step", step, "--json", "--state-dir", tmp_path / "state", env=one.env())
    assert looked.returncode == 0, looked.stderr
    done, whole = apply(one, tmp_path / "state", "--setup", document["setup"])
    assert done.returncode == 0, done.stderr
    assert_whole(one, whole)


def test_a_step_that_is_none(cloud, tmp_path):
    one = cloud("instant")
    done = run("apply", "--yes", "--step", "roles", "--state-dir", tmp_path, env=one.env())
    assert done.returncode == 64 and "the steps are aws-identity, organization" in done.stderr
    assert one.calls() == []


def test_two_organizations_with_two_set_ups_each(cloud, tmp_path):
    one = cloud("two-organizations")
    one.control("timing", {"spread": 0})
    keys = [one.exports["VERTESIA_API_KEY"], one.exports["VERTESIA_API_KEY_2"]]
    documents = []
    for key in keys:
        for name in ("Bedrock A", "Bedrock B"):
            done, document = apply(
                one, tmp_path / "state", "--environment-name", name,
                env=one.env(VERTESIA_API_KEY=key))
            assert done.returncode == 0, done.stderr
            documents.append(document)
    assert Standing(one).counts() == (1, 4, 4)
    for part in ("setup", "roleArn", "environmentId"):
        assert len({document[part] for document in documents}) == 4
    before = one.mutations()
    for document in documents:
        key = keys[documents.index(document) // 2]
        done, again = apply(
            one, tmp_path / "state", "--setup", document["setup"],
            env=one.env(VERTESIA_API_KEY=key))
        assert done.returncode == 0, done.stderr
    assert one.mutations() == before


def test_without_consent_the_plan_is_shown_and_nothing_done(cloud, tmp_path):
    one = cloud("instant")
    done = run("apply", "--state-dir", tmp_path / "state", env=one.env())
    assert done.returncode == 64
    assert "VB130" in done.stderr and "Acme Research <-> " in done.stdout
    assert one.mutations() == [] and saved(tmp_path / "state") == []


def test_nothing_to_do_needs_no_consent(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    _, first = apply(one, state)
    before = one.mutations()
    done = run("apply", "--setup", first["setup"], "--json", "--state-dir", state, env=one.env())
    assert done.returncode == 0, done.stderr
    assert_whole(one, json.loads(done.stdout))
    assert one.mutations() == before


def test_the_printed_consent_repeats_what_was_given(cloud, tmp_path):
    """Both commands work as printed, and are about the set-up that was meant."""
    one, state = cloud("instant"), tmp_path / "my state"
    answers = tmp_path / "answers.json"
    answers.write_text('{"environment-name": "From the file"}')
    given = ["--region", "eu-west-1", "--tag", "team=ml ops", "--answers", answers]
    done = run("apply", *given, "--state-dir", state, env=one.env())
    assert done.returncode == 64 and codes(done) == ["VB130"], done.stderr
    look, agree = re.findall(r"vertesia-bedrock (.*)", done.stderr)
    done = run(*shlex.split(look), env=one.env())
    assert done.returncode == 2 and "environment From the file" in done.stdout, done.stdout
    done = run(*shlex.split(agree), "--json", env=one.env())
    assert done.returncode == 0, done.stderr
    [setup] = saved(state)
    [environment] = Standing(one).environments
    assert (environment["name"], environment["endpoint_url"]) == ("From the file", "eu-west-1")
    done = run("apply", "--setup", setup, "--step", "permissions", "--permissions", "listing",
               "--state-dir", state, env=one.env())
    look, agree = re.findall(r"vertesia-bedrock (.*)", done.stderr)
    assert "--step" not in look and "--step permissions" in agree
    before = one.mutations()
    assert run(*shlex.split(agree), env=one.env()).returncode == 0
    assert len(one.mutations()) == len(before) + 1


def test_the_plan_tells_both_sides_and_writes_nothing(cloud, tmp_path):
    one = cloud("instant")
    done = run("plan", "--state-dir", tmp_path / "state", env=one.env())
    assert done.returncode == 2, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith("Acme Research <-> ") and "432112349876" in first
    assert "In AWS" in rest and "In Vertesia" in rest
    assert "<new environment>" in done.stdout
    done = run("plan", "--json", "--state-dir", tmp_path / "state", env=one.env())
    document = json.loads(done.stdout)
    assert document["exit"] == 2
    assert {change["step"] for change in document["changes"]} == {
        "identity-provider", "environment", "role", "permissions", "connection"}
    assert one.mutations() == [] and saved(tmp_path / "state") == []


def test_a_role_that_takes_long_is_asked_about_again(cloud, tmp_path):
    one, state = cloud("slow-propagation"), tmp_path / "state"
    done, result = apply(one, state, "--listing-patience", "1")
    assert done.returncode == 1 and codes(done)[0] == "VB501", done.stderr
    command = f"vertesia-bedrock status {result['setup']} --state-dir {state}"
    assert f"     {command}\n" in done.stderr


def test_models_are_counted_by_name_and_told_by_id(cloud, tmp_path):
    one, state = cloud("instant"), tmp_path / "state"
    done, result = apply(one, state)
    assert done.returncode == 0, done.stderr
    count = result["models"]["count"]
    assert 0 < count["listed"] < len(result["models"]["listed"])
    told = run("models", result["setup"], "--state-dir", state, env=one.env()).stdout
    assert f"{count['listed']} listed" in told


def test_a_boundary_that_is_not_there(cloud, tmp_path):
    one = cloud("instant")
    done, _ = apply(one, tmp_path / "state", "--permissions-boundary",
                    "arn:aws:iam::432112349876:policy/x", timeout=30)
    assert done.returncode == 1 and codes(done)[0] == "VB306", done.stderr
    assert [entry for entry in one.calls() if entry["operation"] == "CreateRole"][1:] == []


@pytest.mark.parametrize("flag, code", [
    ("--permissions", "VB111"), ("--permissions-boundary", "VB112")])
@pytest.mark.parametrize("arn", [
    "arn:aws:iam::999999999999:policy/x", "arn:aws-us-gov:iam::aws:policy/x"])
def test_a_policy_that_is_elsewhere_is_refused_before_anything_is_made(
        cloud, tmp_path, flag, code, arn):
    one = cloud("instant")
    done, _ = apply(one, tmp_path / "state", flag, arn, timeout=30)
    assert done.returncode == 64 and codes(done)[0] == code, done.stderr
    assert "the role is made in" in done.stderr
    assert not [entry for entry in one.calls() if entry["operation"].startswith("Create")]
