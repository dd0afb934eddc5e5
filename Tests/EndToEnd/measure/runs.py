"""Whole runs against the sandbox, and the commands that they replace."""

import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from conftest import BINARY, VENV, call


def wall(arguments, env):
    """Milliseconds from start to end of a process that must succeed."""
    began = time.perf_counter()
    done = subprocess.run(
        [str(one) for one in arguments], env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    took = (time.perf_counter() - began) * 1000
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return took, done.stdout


def peak_memory(arguments, env):
    """The largest resident size of a process, in MiB."""
    silent = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0)
              for descriptor in (0, 1, 2)]
    pid = os.posix_spawn(str(arguments[0]), [str(one) for one in arguments], env,
                         file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return usage.ru_maxrss / 1024


def apply(cloud, state):
    """One `apply` with nothing but defaults; milliseconds."""
    return wall([BINARY, "apply", "--yes", "--json", "--state-dir", state], cloud.env())[0]


def moment(entry):
    """Seconds; the sandbox writes milliseconds."""
    return datetime.fromisoformat(entry["at"].replace("Z", "+00:00")).timestamp()


def rounds(calls, latency):
    """The longest series of calls of which each can have waited for the one before.

    The sandbox notes a call when its added latency is over. A call that waited for another one's
    answer is therefore noted at least `latency` seconds after it. Taking calls in the order of
    time, and each one that is so far behind the last one taken, gives the longest such series.
    """
    taken, last = [], None
    for entry in sorted(calls, key=moment):
        if last is None or moment(entry) - last >= latency - 0.0015:
            taken.append([entry["operation"]])
            last = moment(entry)
        else:
            taken[-1].append(entry["operation"])
    return taken


def by_hand(cloud):
    """Nine commands, one for each step; milliseconds in all.

    What a person would have at hand already is fetched outside the time: a token and the project.
    """
    env, site = cloud.env(), cloud.url
    _, issued = call(f"{site}/token/issue", method="POST", headers={
        "authorization": f"Bearer {cloud.exports['VERTESIA_API_KEY']}"})
    token = issued["token"]
    _, projects = call(f"{site}/api/v1/account/projects", headers={
        "authorization": f"Bearer {token}"})
    total = 0.0

    def timed(*command):
        nonlocal total
        took, output = wall(command, env)
        total += took
        return json.loads(output) if output.strip() else None

    def aws(*words):
        return timed(VENV / "aws", *words, "--output", "json")

    def curl(method, path, body=None):
        data = [] if body is None else ["-d", json.dumps(body)]
        return timed(
            "/usr/bin/curl", "-sSf", "-X", method, f"{site}/api/v1{path}",
            "-H", f"authorization: Bearer {token}", "-H", "content-type: application/json", *data)

    aws("sts", "get-caller-identity")
    account = curl("GET", "/account")
    aws("bedrock", "list-foundation-models")
    provider = aws("iam", "create-open-id-connect-provider", "--url",
                   "https://sts.becomposable.com", "--client-id-list", "bedrock")
    environment = curl("POST", "/environments", {
        "name": "By hand", "provider": "bedrock", "endpoint_url": "us-east-1",
        "allowed_projects": [projects["data"][0]["id"]]})
    role = aws("iam", "create-role", "--role-name", "ByHand", "--assume-role-policy-document",
               json.dumps({"Version": "2012-10-17", "Statement": [{
                   "Effect": "Allow",
                   "Principal": {"Federated": provider["OpenIDConnectProviderArn"]},
                   "Action": "sts:AssumeRoleWithWebIdentity",
                   "Condition": {"StringEquals": {
                       "sts.becomposable.com:aud": "bedrock",
                       "sts.becomposable.com:sub": f"env:{account['id']}:{environment['id']}"}}}]}))
    aws("iam", "put-role-policy", "--role-name", "ByHand", "--policy-name", "list",
        "--policy-document", json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Resource": "*", "Action": [
                "bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles",
                "bedrock:ListCustomModels"]}]}))
    curl("PUT", f"/environments/{environment['id']}", {"apiKey": role["Role"]["Arn"]})
    models = curl("GET", f"/environments/{environment['id']}/models")
    assert models, "the commands by hand list no model"
    return total


def past_usable(start, spreads, states):
    """For each spread in seconds: milliseconds from the moment that the last write has spread until
    Vertesia was asked with success. All run at the same time; they sleep most of it."""

    def one(index, spread):
        cloud = start("instant")
        cloud.control("timing", {"spread": round(spread * 1000)})
        apply(cloud, states / f"spread-{index}")
        calls = cloud.calls()
        writes = [moment(entry) for entry in calls
                  if entry["by"] == "client" and entry["service"] == "iam" and entry["mutation"]]
        usable = max(writes) + spread
        listed = [moment(entry) for entry in calls
                  if entry["by"] == "client" and entry["operation"] == "ListModels"
                  and entry["status"] == 200]
        return (min(listed) - usable) * 1000

    with ThreadPoolExecutor(len(spreads)) as pool:
        return list(pool.map(one, range(len(spreads)), spreads))
