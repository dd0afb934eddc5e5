#!/usr/bin/env python3
"""Writes endpoints.json: the hosts and signing regions botocore resolves, for the endpoint table.

    make-endpoint-vectors.py            write the file
    make-endpoint-vectors.py --check    make it again and compare; exit 1 on a difference

Combinations that we refuse on purpose (FIPS for IAM outside aws and aws-us-gov) are left out. A host
of null means that botocore knows none either.
"""

import itertools
import json
import os
import pathlib
import sys

import botocore.session
from botocore.config import Config
from botocore.exceptions import EndpointVariantError

TARGET = pathlib.Path(__file__).parent / "endpoints.json"
OPERATIONS = {
    "iam": "GetRole",
    "sts": "GetCallerIdentity",
    "bedrock": "ListFoundationModels",
    "bedrock-runtime": "Converse",
    "sso": "GetRoleCredentials",
}
REGIONS = [
    "us-east-1", "eu-west-1", "mx-central-1", "us-gov-east-1", "us-gov-west-1", "cn-north-1",
    "cn-northwest-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1",
    "eusc-de-east-1", "zz-future-9",
]


def resolve(session, service, region, fips, dual_stack):
    config = Config(use_fips_endpoint=fips, use_dualstack_endpoint=dual_stack)
    try:
        client = session.create_client(service, region_name=region, config=config)
    except EndpointVariantError:
        return None, None
    operation = client.meta.service_model.operation_model(OPERATIONS[service])
    endpoint = client._ruleset_resolver.construct_endpoint(operation, {}, {})
    schemes = endpoint.properties.get("authSchemes") or [{}]
    return endpoint.url.removeprefix("https://"), schemes[0].get("signingRegion", region)


def vectors():
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY="example",
                      AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
    session = botocore.session.Session()
    for service, region in itertools.product(OPERATIONS, REGIONS):
        for fips, dual_stack in itertools.product([False, True], repeat=2):
            known = not region.startswith(("cn", "us-iso", "eu-iso", "eusc"))
            if service == "iam" and fips and not known:
                continue
            host, signing = resolve(session, service, region, fips, dual_stack)
            yield {"service": service, "region": region, "fips": fips, "dualStack": dual_stack,
                   "host": host, "signingRegion": signing}


def main():
    rows = list(vectors())
    text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET.name} differs from what botocore resolves")
        print(f"{TARGET.name}: {len(rows)} vectors, reproduced")
    else:
        TARGET.write_text(text, encoding="utf-8")
        print(f"{TARGET.name}: {len(rows)} vectors written")


main()
