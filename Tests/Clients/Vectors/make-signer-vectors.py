#!/usr/bin/env python3
"""Writes signer.json: requests signed by botocore, for the signer's own tests.

    make-signer-vectors.py            write the file
    make-signer-vectors.py --check    make it again and compare; exit 1 on a difference

botocore is the judge: the canonical request, the string to sign and the Authorization header are its
own. `x-amz-content-sha256` is set before it signs, as our signer always sends it. The keys are
AWS's public example keys.
"""

import datetime
import hashlib
import json
import pathlib
import sys
from unittest import mock

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

TARGET = pathlib.Path(__file__).parent / "signer.json"
KEY = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ+abc/def=="
FORM = "application/x-www-form-urlencoded; charset=utf-8"
IAM = "Version=2010-05-08"
STS = "Version=2011-06-15"


def case(name, service="iam", region="us-east-1", method="POST", host="iam.amazonaws.com",
         scheme="https", path="/", query=None, headers=None, body="", token=None,
         time="2026-03-01T09:05:07Z", key=KEY, secret=SECRET):
    return {
        "name": name, "service": service, "region": region, "method": method, "scheme": scheme,
        "host": host, "path": path, "query": query, "headers": headers or [], "body": body,
        "accessKey": key, "secret": secret, "token": token, "time": time,
    }


def form(name, body, **more):
    return case(name, body=body, headers=[["Content-Type", FORM]], **more)


def sts(name, body, region="us-east-1", **more):
    more.setdefault("host", f"sts.{region}.amazonaws.com")
    return form(name, body, service="sts", region=region, **more)


def bedrock(name, path, region="us-east-1", **more):
    more.setdefault("host", f"bedrock.{region}.amazonaws.com")
    return case(name, service="bedrock", region=region, method="GET", path=path,
                headers=[["Accept", "application/json"]], **more)


ARN = "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3A"
TRUST = ("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22"
         "%2C%22Action%22%3A%22sts%3AAssumeRoleWithWebIdentity%22%7D%5D%7D")

CASES = [
    # IAM forms.
    form("form: no parameter", f"Action=ListOpenIDConnectProviders&{IAM}"),
    form("form: ARN", f"Action=GetOpenIDConnectProvider&{IAM}&OpenIDConnectProviderArn="
         "arn%3Aaws%3Aiam%3A%3A123456789012%3Aoidc-provider%2Fsts.becomposable.com"),
    form("form: URL and list", f"Action=CreateOpenIDConnectProvider&{IAM}"
         "&Url=https%3A%2F%2Fsts.becomposable.com&ClientIDList.member.1=bedrock"),
    form("form: tags", f"Action=TagRole&{IAM}&RoleName=R"
         "&Tags.member.1.Key=vertesia-bedrock%3Asetup&Tags.member.1.Value=k3vq7m2d"),
    form("form: empty tag value", f"Action=TagRole&{IAM}&RoleName=R"
         "&Tags.member.1.Key=owner&Tags.member.1.Value="),
    form("form: spaces as plus", f"Action=CreateRole&{IAM}&RoleName=R&Description=made+by+hand"),
    form("form: spaces as %20", f"Action=CreateRole&{IAM}&RoleName=R&Description=made%20by%20hand"),
    form("form: policy document", f"Action=CreateRole&{IAM}&RoleName=R"
         f"&AssumeRolePolicyDocument={TRUST}"),
    form("form: UTF-8", f"Action=TagRole&{IAM}&RoleName=R"
         "&Tags.member.1.Key=Stra%C3%9Fe&Tags.member.1.Value=%E6%9D%B1%E4%BA%AC"),
    form("form: raw UTF-8 in the body", f"Action=TagRole&{IAM}&RoleName=Café"),
    form("form: star and tilde", f"Action=SimulatePrincipalPolicy&{IAM}&ResourceArns.member.1=%2A"
         "&PolicySourceArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Auser%2Fa~b"),
    form("form: line feeds in a value", f"Action=PutRolePolicy&{IAM}&PolicyDocument=%7B%0A++%7D%0A"),
    form("form: a long body", f"Action=PutRolePolicy&{IAM}&PolicyDocument=" + "%22a%22%3A1%2C" * 400),
    form("form: session token", f"Action=GetRole&{IAM}&RoleName=R", token=TOKEN),
    form("form: GovCloud", f"Action=GetRole&{IAM}&RoleName=R", region="us-gov-west-1",
         host="iam.us-gov.amazonaws.com"),
    form("form: China", f"Action=GetRole&{IAM}&RoleName=R", region="cn-north-1",
         host="iam.cn-north-1.amazonaws.com.cn"),
    form("form: an override signed with the client's region", f"Action=GetRole&{IAM}&RoleName=R",
         region="eu-west-1", host="127.0.0.1:15993", scheme="http"),
    form("form: an override with a path", f"Action=GetRole&{IAM}&RoleName=R",
         host="localhost:4566", scheme="http", path="/iam/"),
    form("form: port 443 is not shown", f"Action=GetRole&{IAM}&RoleName=R",
         host="iam.amazonaws.com:443"),
    form("form: port 80 is not shown", f"Action=GetRole&{IAM}&RoleName=R",
         host="localhost:80", scheme="http"),
    form("form: https on another port", f"Action=GetRole&{IAM}&RoleName=R",
         host="localhost:8443", token=TOKEN),
    form("form: IPv6", f"Action=GetRole&{IAM}&RoleName=R", host="[::1]:9000", scheme="http"),

    # STS forms.
    sts("sts: caller identity", f"Action=GetCallerIdentity&{STS}"),
    sts("sts: caller identity in Frankfurt", f"Action=GetCallerIdentity&{STS}",
        region="eu-central-1"),
    sts("sts: session token", f"Action=GetCallerIdentity&{STS}", token=TOKEN),
    sts("sts: assume role", f"Action=AssumeRole&{STS}"
        "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fteam%2FR"
        "&RoleSessionName=alice%40example.com&DurationSeconds=900", region="ap-southeast-2"),
    sts("sts: MFA and external id", f"Action=AssumeRole&{STS}&ExternalId=a%2Fb%3Ac%3Dd"
        "&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Falice&TokenCode=123456"),
    sts("sts: the legacy global host", f"Action=GetCallerIdentity&{STS}", host="sts.amazonaws.com"),
    sts("sts: GovCloud", f"Action=GetCallerIdentity&{STS}", region="us-gov-east-1"),
    sts("sts: a new year's eve", f"Action=GetCallerIdentity&{STS}", time="2026-12-31T23:59:59Z"),
    sts("sts: a leap day", f"Action=GetCallerIdentity&{STS}", time="2028-02-29T00:00:00Z"),
    sts("sts: other keys", f"Action=GetCallerIdentity&{STS}", key="ASIAQWERTYUIOPASDFGH",
        secret="0000000000000000000000000000000000000000", token=TOKEN),

    # Bedrock paths and queries.
    bedrock("bedrock: models", "/foundation-models"),
    bedrock("bedrock: models with a filter", "/foundation-models",
            query="byProvider=Stability%20AI&byOutputModality=TEXT"),
    bedrock("bedrock: a model id with a colon",
            "/foundation-model-availability/anthropic.claude-3-haiku-20240307-v1%3A0"),
    bedrock("bedrock: an ARN as a label",
            f"/inference-profiles/{ARN}application-inference-profile%2Fabc123"),
    bedrock("bedrock: a model's ARN as a label",
            "/foundation-models/arn%3Aaws%3Abedrock%3Aeu-west-3%3A%3Afoundation-model%2F"
            "amazon.nova-lite-v1%3A0", region="eu-west-3", token=TOKEN),
    bedrock("bedrock: query in sorted order", "/inference-profiles",
            query="maxResults=5&type=SYSTEM_DEFINED"),
    bedrock("bedrock: query in unsorted order", "/inference-profiles",
            query="type=SYSTEM_DEFINED&maxResults=5"),
    bedrock("bedrock: a page token", "/inference-profiles",
            query="maxResults=1000&nextToken=AAAA%2Bb%2Fc%3D%3D"),
    bedrock("bedrock: an empty value", "/custom-models", query="nameContains=&maxResults=10"),
    bedrock("bedrock: duplicate keys", "/custom-models", query="k=b&k=a&k=B&k="),
    bedrock("bedrock: keys that differ in case", "/custom-models", query="b=1&B=2&a=3&A=4"),
    bedrock("bedrock: UTF-8 in the query", "/custom-models",
            query="nameContains=%E6%9D%B1%E4%BA%AC%F0%9F%8C%8A"),
    bedrock("bedrock: UTF-8 in the path", "/custom-models/caf%C3%A9%20noir"),
    bedrock("bedrock: tilde, dash, dot, underscore", "/custom-models/a~b-c.d_e",
            query="x=a~b-c.d_e"),
    bedrock("bedrock: a percent sign in a label", "/custom-models/100%25"),
    bedrock("bedrock: dot segments", "/a/./b/../custom-models/"),
    bedrock("bedrock: empty segments", "//custom-models///x"),
    bedrock("bedrock: GovCloud", "/foundation-models", region="us-gov-west-1"),
    bedrock("bedrock: China", "/foundation-models", region="cn-north-1",
            host="bedrock.cn-north-1.amazonaws.com.cn"),
    bedrock("bedrock: FIPS host", "/foundation-models", host="bedrock-fips.us-east-1.amazonaws.com"),
    bedrock("bedrock: a local port", "/use-case-for-model-access", host="127.0.0.1:15993",
            scheme="http", token=TOKEN),
    case("bedrock: a JSON body", service="bedrock", region="us-west-2",
         host="bedrock.us-west-2.amazonaws.com",
         path="/create-foundation-model-agreement", body='{"modelId":"a.b-v1:0","offerToken":"é"}',
         headers=[["Content-Type", "application/json"]]),
    case("headers: white space is folded", service="bedrock", host="bedrock.us-east-1.amazonaws.com",
         path="/x", headers=[["Content-Type", "  text/plain;   charset=utf-8 "],
                             ["X-Amz-Meta", "a   b\tc"]]),
    case("headers: user-agent stays unsigned", service="bedrock",
         host="bedrock.us-east-1.amazonaws.com", path="/x", body="x",
         headers=[["User-Agent", "aws-cli/2"], ["X-Amz-Target", "Service.Operation"]]),
    case("headers: a name twice", service="bedrock", host="bedrock.us-east-1.amazonaws.com",
         path="/x", headers=[["X-Amz-Meta", "b"], ["X-Amz-Meta", "a"]]),
]


def signed(vector):
    now = datetime.datetime.strptime(vector["time"], "%Y-%m-%dT%H:%M:%SZ")
    url = f"{vector['scheme']}://{vector['host']}{vector['path']}"
    if vector["query"] is not None:
        url += "?" + vector["query"]
    body = vector["body"].encode()
    request = AWSRequest(method=vector["method"], url=url, data=body)
    for name, value in vector["headers"]:
        # Not among what our signer signs, so botocore must not sign it either.
        if name != "Accept":
            request.headers.add_header(name, value)
    request.headers["X-Amz-Content-SHA256"] = hashlib.sha256(body).hexdigest()
    credentials = Credentials(vector["accessKey"], vector["secret"], vector["token"])
    seen = {}

    class Watched(botocore.auth.SigV4Auth):
        def canonical_request(self, request):
            seen["canonicalRequest"] = super().canonical_request(request)
            return seen["canonicalRequest"]

        def string_to_sign(self, request, canonical_request):
            seen["stringToSign"] = super().string_to_sign(request, canonical_request)
            return seen["stringToSign"]

    auth = Watched(credentials, vector["service"], vector["region"])
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda **_: now):
        auth.add_auth(request)
    return {**vector, **seen, "authorization": request.headers["Authorization"]}


def main():
    names = [vector["name"] for vector in CASES]
    assert len(set(names)) == len(names), "two vectors of one name"
    text = json.dumps([signed(v) for v in CASES], indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.name} differs from what botocore signs")
        print(f"{TARGET.name}: {len(CASES)} vectors, reproduced")
    else:
        TARGET.write_text(text, encoding="utf-8")
        print(f"{TARGET.name}: {len(CASES)} vectors written")


main()
