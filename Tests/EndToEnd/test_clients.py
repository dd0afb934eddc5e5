"""Vertesia's guide carried out by hand with clients that nobody here wrote: the AWS CLI, boto3 and
curl, against the sandbox. What they must see is what the real services answer."""

import json
import subprocess

import boto3
import pytest
from botocore.exceptions import ClientError

from conftest import VENV, call

ISSUER = "sts.becomposable.com"
MODELS = "Foundation models not found"


def aws(cloud, *arguments, check=True):
    """The real AWS CLI; its JSON answer."""
    done = subprocess.run(
        [str(VENV / "aws"), *arguments, "--output", "json"],
        env=cloud.env(), capture_output=True, text=True, timeout=60)
    if check:
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None
    return done


def client(cloud, service, **more):
    exports = cloud.exports
    return boto3.client(
        service, endpoint_url=cloud.url, region_name=more.pop("region", exports["AWS_REGION"]),
        aws_access_key_id=exports["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=exports["AWS_SECRET_ACCESS_KEY"], **more)


def curl(cloud, token, path, method="GET", body=None):
    """Vertesia through the command its own pages use."""
    command = ["curl", "-sS", "-X", method, "-w", "\n%{http_code}", f"{cloud.url}/api/v1{path}",
               "-H", f"authorization: Bearer {token}", "-H", "content-type: application/json"]
    if body is not None:
        command += ["-d", json.dumps(body)]
    text, status = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=70).stdout.rsplit("\n", 1)
    return int(status), json.loads(text)


def sign_in(cloud):
    status, answer = call(
        f"{cloud.url}/token/issue", method="POST",
        headers={"authorization": f"Bearer {cloud.exports['VERTESIA_API_KEY']}"})
    assert status == 200, answer
    return answer["token"]


ACTIONS = [
    "bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles", "bedrock:ListCustomModels"]


def guide(cloud, *, issuer=ISSUER, client_id="bedrock", aud="bedrock", sub=None, actions=ACTIONS):
    """The guide from top to bottom; answers (status, body) of the model listing."""
    token = sign_in(cloud)
    provider = aws(
        cloud, "iam", "create-open-id-connect-provider", "--url", f"https://{issuer}",
        "--client-id-list", client_id)["OpenIDConnectProviderArn"]
    _, account = curl(cloud, token, "/account")
    _, projects = curl(cloud, token, "/account/projects")
    status, environment = curl(cloud, token, "/environments", "POST", {
        "name": "By hand", "provider": "bedrock", "endpoint_url": "us-east-1",
        "allowed_projects": [project["id"] for project in projects["data"]]})
    assert status == 200, environment
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
            f"{issuer}:aud": aud,
            f"{issuer}:sub": sub or f"env:{account['id']}:{environment['id']}"}}}]}
    role = aws(
        cloud, "iam", "create-role", "--role-name", "ByHand",
        "--assume-role-policy-document", json.dumps(trust))["Role"]
    aws(cloud, "iam", "put-role-policy", "--role-name", "ByHand", "--policy-name", "list",
        "--policy-document", json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": actions, "Resource": "*"}]}))
    status, read = curl(
        cloud, token, f"/environments/{environment['id']}", "PUT", {"apiKey": role["Arn"]})
    assert status == 200 and read["apiKey"] != role["Arn"], "a key must come back masked"
    return curl(cloud, token, f"/environments/{environment['id']}/models")


def test_the_guide_by_hand_lists_models(cloud):
    status, models = guide(cloud())
    assert status == 200
    ids = [model["id"] for model in models]
    assert len(ids) > 20
    assert any(":foundation-model/" in one for one in ids)
    assert any(":inference-profile/us." in one for one in ids)


@pytest.mark.parametrize("change", [
    {"sub": "env:000000000000000000000000:000000000000000000000000"},
    {"aud": "blobs"},
    {"client_id": "blobs"},
    {"issuer": "sts.vertesia.io"},
    {"actions": ["bedrock:ListInferenceProfiles", "bedrock:ListCustomModels"]},
], ids=[
    "wrong sub", "wrong aud", "audience not registered", "wrong issuer",
    "no ListFoundationModels"])
def test_one_thing_wrong_and_no_model_is_listed(cloud, change):
    status, answer = guide(cloud(), **change)
    assert status == 500
    assert answer["message"] == MODELS


@pytest.mark.parametrize("left_out, absent", [
    ("bedrock:ListInferenceProfiles", ":inference-profile/"),
    ("bedrock:ListCustomModels", ":custom-model/"),
])
def test_a_missing_list_action_only_shortens_the_list(cloud, left_out, absent):
    status, models = guide(cloud(), actions=[one for one in ACTIONS if one != left_out])
    assert status == 200 and models
    assert not [model for model in models if absent in model["id"]]


def test_the_cli_converses(cloud):
    one = cloud("models-not-enabled")
    hello = [
        "--messages", json.dumps([{"role": "user", "content": [{"text": "Say hello."}]}]),
        "--inference-config", "maxTokens=1"]
    answer = aws(one, "bedrock-runtime", "converse", "--model-id", "amazon.nova-lite-v1:0", *hello)
    assert answer["output"]["message"]["content"] and answer["usage"]["outputTokens"] == 1
    refused = aws(
        one, "bedrock-runtime", "converse", "--model-id",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0", *hello, check=False)
    assert refused.returncode != 0 and "ResourceNotFoundException" in refused.stderr


def test_the_cli_reads_bedrock(cloud):
    one = cloud()
    listed = aws(one, "bedrock", "list-foundation-models")["modelSummaries"]
    assert len(listed) >= 40
    model = next(entry["modelId"] for entry in listed if ":" in entry["modelId"])
    access = aws(one, "bedrock", "get-foundation-model-availability", "--model-id", model)
    assert access["modelId"] == model
    profiles = aws(one, "bedrock", "list-inference-profiles", "--max-results", "3")
    assert profiles["inferenceProfileSummaries"]
    details = aws(
        one, "bedrock", "get-inference-profile", "--inference-profile-identifier",
        profiles["inferenceProfileSummaries"][0]["inferenceProfileArn"])
    assert details["models"]


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2", "eu-west-1"])
def test_three_regions_differ(cloud, region):
    one = cloud()
    models = client(one, "bedrock", region=region).list_foundation_models()["modelSummaries"]
    assert all(f":{region}:" in model["modelArn"] for model in models)
    assert len(models) > 10


def test_the_ways_iam_says_no(cloud):
    """Every error by the code and status botocore knows."""
    iam = client(cloud(), "iam")
    provider = iam.create_open_id_connect_provider(
        Url=f"https://{ISSUER}", ClientIDList=["bedrock"])["OpenIDConnectProviderArn"]
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{ISSUER}:aud": "bedrock", f"{ISSUER}:sub": "env:a:b"}}}]})
    iam.create_role(RoleName="Taken", AssumeRolePolicyDocument=trust)
    iam.put_role_policy(RoleName="Taken", PolicyName="p", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "bedrock:*", "Resource": "*"}]}))
    rows = [
        ("EntityAlreadyExists", 409, lambda: iam.create_open_id_connect_provider(
            Url=f"https://{ISSUER}", ClientIDList=["bedrock"])),
        ("EntityAlreadyExists", 409, lambda: iam.create_role(
            RoleName="TAKEN", AssumeRolePolicyDocument=trust)),
        ("NoSuchEntity", 404, lambda: iam.get_role(RoleName="Absent")),
        ("NoSuchEntity", 404, lambda: iam.get_role_policy(RoleName="Taken", PolicyName="absent")),
        ("NoSuchEntity", 404, lambda: iam.attach_role_policy(
            RoleName="Taken", PolicyArn="arn:aws:iam::aws:policy/NoSuchPolicyAnywhere")),
        ("DeleteConflict", 409, lambda: iam.delete_role(RoleName="Taken")),
        ("MalformedPolicyDocument", 400, lambda: iam.create_role(
            RoleName="Bad", AssumeRolePolicyDocument='{"Version":"2012-10-17"}')),
        ("MalformedPolicyDocument", 400, lambda: iam.create_role(
            RoleName="Bad", AssumeRolePolicyDocument="not json")),
    ]
    for code, status, attempt in rows:
        with pytest.raises(ClientError) as caught:
            attempt()
        answer = caught.value.response
        assert answer["Error"]["Code"] == code, answer
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == status
        assert answer["ResponseMetadata"]["RequestId"]


@pytest.mark.parametrize("credentials, service, code", [
    (("AKIANOSUCHKEY0000000", "x" * 40), "sts", "InvalidClientTokenId"),
    (("AKIANOSUCHKEY0000000", "x" * 40), "bedrock", "UnrecognizedClientException"),
    (None, "sts", "SignatureDoesNotMatch"),
])
def test_keys_that_are_refused(cloud, credentials, service, code):
    one = cloud()
    key, secret = credentials or (one.exports["AWS_ACCESS_KEY_ID"], "wrong" * 8)
    caller = boto3.client(
        service, endpoint_url=one.url, region_name="us-east-1", aws_access_key_id=key,
        aws_secret_access_key=secret)
    with pytest.raises(ClientError) as caught:
        if service == "sts":
            caller.get_caller_identity()
        else:
            caller.list_foundation_models()
    assert caught.value.response["Error"]["Code"] == code
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
