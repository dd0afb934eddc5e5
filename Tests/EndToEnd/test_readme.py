"""The README says what is so: its commands, flags, files and rights are tried."""

import json
import re

import pytest

from conftest import ROOT, run
from test_clients import client

TEXT = (ROOT / "README.md").read_text()
COMMANDS = ["setup", "apply", "plan", "list", "status", "recover", "models", "sandbox"]


def block(name):
    """The fenced text after the comment that names it."""
    return re.search(rf"<!-- {re.escape(name)} -->\n```\w*\n(.*?)```", TEXT, re.S)[1]


@pytest.fixture(scope="module")
def help_pages():
    env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "COLUMNS": "200"}
    pages = {name: run("help", name, env=env).stdout for name in COMMANDS}
    pages[""] = run("--help", env=env).stdout
    return pages


def test_every_command_and_flag_is_there(help_pages):
    known = set(re.findall(r"--[a-z][a-z-]+", "".join(help_pages.values())))
    ours = set()
    for line in re.findall(r"`[^`\n]+`|^vertesia-bedrock .*$", TEXT, re.M):
        if not re.search(r"Tests/|swift |apt-get|schedules |faults ", line):
            ours |= set(re.findall(r"--[a-z][a-z-]+", line))
    # The argument parser's own, which it does not list.
    assert ours - known <= {"--generate-completion-script"}
    for command in re.findall(r"vertesia-bedrock ([a-z]+)\b", TEXT):
        assert command in [*COMMANDS, "help"], command


def test_the_lines_before_each_flag_take_it(help_pages):
    for command, rest in re.findall(r"^vertesia-bedrock ([a-z]+) (.*?)(?:#.*)?$", TEXT, re.M):
        for flag in re.findall(r"--[a-z][a-z-]+", rest):
            assert flag in help_pages[command], f"{command} {flag}"


def test_exit_codes_have_a_row():
    rows = set(re.findall(r"^\| (\d+) \|", TEXT, re.M))
    assert rows == {"0", "1", "2", "3", "4", "5", "6", "64", "130"}


def test_the_answers_file_is_taken(cloud, tmp_path):
    one = cloud("instant")
    answers = tmp_path / "answers.json"
    answers.write_text(block("answers.json"))
    done = run("plan", "--answers", answers, "--state-dir", tmp_path / "state", env=one.env())
    assert done.returncode == 2, done.stderr
    assert "create environment Bedrock for research" in done.stdout
    assert "/vertesia/" in done.stdout and "owner=ml-platform" in done.stdout


def test_the_fault_is_the_real_one_and_its_way_out_works(cloud):
    one = cloud("environment-exists")
    done = run("apply", "--yes", env=one.env())
    assert done.returncode == 5
    [way] = re.findall(r"vertesia-bedrock (apply .*)", done.stderr)
    told = re.sub(r"--setup \w{8}", "--setup k3vq7m2d", done.stderr)
    assert block("environment-exists") in told
    done = run(*way.split(), env=one.env())
    assert done.returncode == 0, done.stderr


def caller(one, policy):
    """Credentials of a role that has just this policy."""
    iam = client(one, "iam")
    role = iam.create_role(RoleName="SetUp", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"AWS": "arn:aws:iam::432112349876:root"}}]}))["Role"]
    iam.put_role_policy(
        RoleName="SetUp", PolicyName="set-up", PolicyDocument=json.dumps(policy))
    keys = client(one, "sts").assume_role(
        RoleArn=role["Arn"], RoleSessionName="readme")["Credentials"]
    return one.env(
        AWS_ACCESS_KEY_ID=keys["AccessKeyId"], AWS_SECRET_ACCESS_KEY=keys["SecretAccessKey"],
        AWS_SESSION_TOKEN=keys["SessionToken"])


@pytest.mark.parametrize("permissions", ["inference", "full-access"])
def test_the_rights_are_enough(cloud, tmp_path, permissions):
    one = cloud("instant")
    env = caller(one, json.loads(block("caller-policy.json")))
    done = run("apply", "--yes", "--permissions", permissions, "--state-dir", tmp_path / "state",
               env=env)
    assert done.returncode == 0, done.stderr
    refused = [entry for entry in one.calls()
               if entry["by"] == "client" and entry["status"] == 403]
    assert not refused
    again = run("recover", "--region", "us-east-1", "--state-dir", tmp_path / "other", env=env)
    assert again.returncode == 0 and len(again.stdout.splitlines()) == 1, again.stderr


def without(policy, *actions):
    less = json.loads(json.dumps(policy))
    for statement in less["Statement"]:
        statement["Action"] = [name for name in statement["Action"] if name not in actions]
    return less


def test_what_is_not_needed_for_certain_can_be_left_out(cloud, tmp_path):
    one = cloud("instant")
    policy = json.loads(block("caller-policy.json"))
    optional = [name for name in policy["Statement"][0]["Action"] if name.startswith("bedrock:")]
    optional += [f"iam:{name}" for name in (
        "ListAccountAliases", "ListAttachedRolePolicies", "ListRoles", "SimulatePrincipalPolicy")]
    done = run("apply", "--yes", "--state-dir", tmp_path / "state",
               env=caller(one, without(policy, *optional)))
    assert done.returncode == 0, done.stderr


def test_no_right_to_change_is_listed_in_vain(cloud, tmp_path):
    """Without any one of them the run ends in 1 and names it."""
    policy = json.loads(block("caller-policy.json"))
    for action in ["iam:CreateOpenIDConnectProvider", "iam:CreateRole", "iam:PutRolePolicy",
                   "iam:TagOpenIDConnectProvider", "iam:TagRole"]:
        one = cloud("instant")
        done = run("apply", "--yes", "--state-dir", tmp_path / action,
                   env=caller(one, without(policy, action)))
        assert done.returncode == 1, f"{action}: {done.stderr}"
        assert action in done.stderr
