"""Every command that a plan or a request prints does what it says, in a shell, as it is printed."""

import json
import re
import shlex
import subprocess

import pytest

from conftest import run
from impostor import Impostor, answer
from setups import Standing, apply, assert_whole, codes, saved
from test_clients import client
from test_by_hand import carry_out
from test_clients import sign_in

REGION = ("AWS_REGION", "AWS_DEFAULT_REGION")


def under_a_profile(cloud, home, without=()):
    """The keys stand in a profile, and none in the environment."""
    keys = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    (home / ".aws").mkdir()
    (home / ".aws/config").write_text(
        '[profile "acme prod"]\n'
        + "".join(f"{name.lower()} = {cloud.exports[name]}\n" for name in keys))
    return {name: value for name, value in cloud.env().items() if name not in (*keys, *without)}


def shell(command, env, program="sh"):
    done = subprocess.run(
        [program, "-c", command], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


def carry_out_plan(state, setup, env):
    """Runs what the plan prints, with a new look after each round; answers the commands."""
    ran, more = [], []
    for _ in range(6):
        done = run("plan", "--json", "--state-dir", state, "--setup", setup, *more, env=env)
        changes = json.loads(done.stdout)["changes"]
        # The key comes last: it cannot be read back, so that it is planned for ever.
        ready = [
            one for one in changes if not one["pending"] and not one["operation"].startswith("PUT")]
        if not ready:
            [one] = changes
            shell(one["command"], env)
            return [*ran, one["command"]], more
        for one in ready:
            told = shell(one["command"], env)
            ran.append(one["command"])
            if one["operation"] == "POST /environments":
                more = ["--environment-id", json.loads(told)["id"]]
        # The role is made by now, which the next plan only knows when a run has seen it.
        if any(one["operation"] == "CreateRole" for one in ready):
            run("apply", "--yes", "--state-dir", state, "--setup", setup, "--step", "role", *more,
                env=env)
    raise AssertionError("the plan never ends")


@pytest.mark.parametrize("scenario, permissions", [
    ("instant", "inference"), ("instant", "full-access"), ("govcloud", "inference")])
def test_a_plan_by_its_commands(prompt_cloud, home, state, scenario, permissions):
    """Under the profile that was chosen, in the partition of the region, with the key at hand."""
    cloud = prompt_cloud(scenario)
    env = under_a_profile(cloud, home, without=REGION if scenario == "govcloud" else ())
    given = [
        "--profile", "acme prod", "--region", cloud.exports["AWS_REGION"], "--tag", "team=a b",
        "--permissions", permissions]
    done, _ = apply(cloud, state, "--step", "model-access", *given, env=env)
    assert done.returncode == 0, done.stderr
    [setup] = saved(state)
    ran, more = carry_out_plan(state, setup, env)
    assert len(ran) == 5
    before = len(cloud.mutations())
    done, result = apply(cloud, state, "--setup", setup, *more, env=env)
    assert done.returncode == 0, done.stderr
    assert_whole(cloud, result)
    assert [one["operation"] for one in cloud.mutations()[before:]] == ["UpdateEnvironment"]


def test_what_takes_a_policy_off_runs_under_the_profile(prompt_cloud, home, state):
    cloud = prompt_cloud("instant")
    env = under_a_profile(cloud, home)
    given = ["--profile", "acme prod", "--region", "us-east-1"]
    done, result = apply(cloud, state, *given, env=env)
    assert done.returncode == 0, done.stderr
    client(cloud, "iam").attach_role_policy(
        RoleName=result["roleArn"].rpartition("/")[2],
        PolicyArn="arn:aws:iam::aws:policy/AmazonBedrockFullAccess")
    done = run("status", result["setup"], "--state-dir", state, env=env)
    [command] = re.findall(r"aws iam detach-role-policy .*", done.stdout)
    shell(command, env)
    assert run("status", result["setup"], "--state-dir", state, env=env).returncode == 0


@pytest.mark.parametrize("variable", ["VERTESIA_TOKEN", "VERTESIA_API_TOKEN", "VERTESIA_APIKEY"])
def test_the_call_to_vertesia_takes_the_variable_at_hand(prompt_cloud, state, variable):
    cloud = prompt_cloud("instant")
    env = cloud.env()
    key = env.pop("VERTESIA_API_KEY")
    env[variable] = sign_in(cloud) if "TOKEN" in variable else key
    done = run("plan", "--json", "--state-dir", state, env=env)
    [command] = [
        one["command"] for one in json.loads(done.stdout)["changes"]
        if one["operation"] == "POST /environments"]
    assert key not in command and env[variable] not in command
    for program in ("sh", "bash"):
        shell(command.replace("bedrock-us-east-1", program), env, program)
    assert {one["name"] for one in Standing(cloud).environments} == {"sh", "bash"}
    refused = subprocess.run(
        ["sh", "-c", command], env={"PATH": env["PATH"]}, capture_output=True, text=True)
    assert refused.returncode and variable in refused.stderr
    assert len(Standing(cloud).environments) == 2


def test_a_request_with_hostile_names(prompt_cloud, state, tmp_path):
    """A path that means something to a shell, and an organization whose name is Markdown."""
    cloud = prompt_cloud("no-iam-rights")
    path = "/team(a);b/it's/"
    impostor = Impostor(cloud.url)
    account = {"id": "64f0c1a2b3c4d5e6f7a8b9c0", "name": "Acme\n```\n```sh\ntouch owned\n```\n"}
    impostor.rules["GET /api/v1/account"] = answer(200, json.dumps(account))
    env = cloud.env(
        VERTESIA_SERVER_URL=impostor.url, VERTESIA_TOKEN_SERVER_URL=impostor.url)
    try:
        _, result = apply(cloud, state, "--role-path", path, env=env)
        apply(cloud, state, "--setup", result["setup"], "--step", "environment", env=env)
        done, _ = apply(cloud, state, "--setup", result["setup"], env=env)
        assert done.returncode == 3 and codes(done)[0] == "VB314", done.stderr
    finally:
        impostor.close()
    request = (state / result["setup"] / "request-for-aws-administrator.md").read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```$", request, re.M | re.S)
    assert len(blocks) == 6 and not any("touch owned" in block for block in blocks)
    for block in blocks:
        subprocess.run(["bash", "-n"], input=block, text=True, check=True)
    [create] = re.findall(r"^aws iam create-role .*$", request, re.M)
    words = shlex.split(create)
    assert words[words.index("--path") + 1] == path
    arn = carry_out(cloud, state, tmp_path)
    assert f":role{path}" in arn and not (tmp_path / "owned").exists()
