"""How each scenario ends, and that its ways out run as printed."""

import re
import shlex

import pytest

from conftest import run
from setups import STEPS, Standing, apply, codes, saved

THIRD_PARTY = "anthropic.claude-sonnet-4-5-20250929-v1:0"
COMPANY = [
    "--role-path", "/vertesia/", "--tag", "cost-center=42",
    "--permissions-boundary", "arn:aws:iam::432112349876:policy/acme-boundary"]


@pytest.mark.parametrize("scenario, flags, exit, code", [
    ("happy", [], 0, None),
    ("provider-exists", [], 0, None),
    ("provider-without-audience", [], 0, None),
    ("role-name-taken", [], 5, "VB303"),
    ("role-name-taken", ["--on-conflict", "rename"], 0, None),
    ("environment-exists", [], 5, "VB122"),
    ("environment-exists", ["--environment-name", "Another"], 0, None),
    ("environment-exists", ["--environment-id", "68c4d0e1f2a3b4c5d6e7f809"], 0, None),
    ("developer-key", [], 1, "VB404"),
    ("no-iam-rights", [], 1, "VB314"),
    ("power-user", [], 1, "VB314"),
    ("models-not-enabled", [], 0, None),
    ("models-not-enabled", ["--model", THIRD_PARTY], 6, "VB602"),
    ("wrong-issuer", ["--listing-patience", "4"], 1, "VB503"),
    ("slow-propagation", [], 0, None),
    ("throttled", [], 0, None),
    ("lost-response", [], 0, None),
    ("expired-session", [], 4, "VB203"),
    ("strict-company", [], 1, "VB315"),
    ("strict-company", COMPANY, 0, None),
    ("govcloud", [], 0, None),
    pytest.param("stale-listing", [], 0, None, marks=pytest.mark.long),
], ids=lambda value: "-".join(value) if isinstance(value, list) else None)
def test_scenarios_end_as_promised(cloud, tmp_path, scenario, flags, exit, code):
    one = cloud(scenario)
    if scenario not in ("happy", "slow-propagation", "stale-listing"):
        one.control("timing", {"spread": 0})
    done, document = apply(one, tmp_path / "state", *flags, timeout=200)
    assert done.returncode == exit, done.stderr + done.stdout
    assert document["exit"] == exit
    outcomes = {step["id"]: step.get("outcome") for step in document["steps"]}
    if code:
        assert codes(done)[0] == code
        assert document["exit"] != 1 or document["verified"] is False
    else:
        assert codes(done, document) == []
        assert document["verified"] is True and set(outcomes) == set(STEPS)
    writes = {entry["service"] for entry in one.mutations()}
    if "rename" in flags:
        assert re.search(r"/Vertesia-acme-research-us-east-1-alt2-[a-z2-7]{8}$",
                         document["roleArn"]), document["roleArn"]
    if scenario == "provider-exists":
        assert outcomes["identity-provider"] == "reused"
    if scenario == "provider-without-audience":
        assert outcomes["identity-provider"] == "changed"
        assert set(Standing(one).providers[0]["clientIds"]) == {"blobs", "bedrock"}
    if "--environment-id" in flags:
        assert outcomes["environment"] == "reused"
        assert document["environmentId"] == flags[-1]
    if scenario in ("no-iam-rights", "power-user", "developer-key", "expired-session"):
        assert writes == set()
    if scenario == "environment-exists" and exit == 5:
        assert writes == set()
    if scenario == "wrong-issuer":
        assert "this site signs as https://sts.vertesia.io" in " ".join(done.stderr.split())
    if scenario == "models-not-enabled":
        assert "Anthropic's use-case form has not been sent" in done.stderr
    if scenario == "strict-company" and exit:
        assert "vertesia" not in writes
    if scenario == "strict-company" and not exit:
        [role] = Standing(one).roles
        assert role["path"] == "/vertesia/" and role["tags"]["cost-center"] == "42"
        assert role["boundary"] == COMPANY[-1]
    if scenario == "govcloud":
        assert document["roleArn"].startswith("arn:aws-us-gov:iam::")
    lasting = ("lost-response", "throttled", "slow-propagation", "strict-company")
    if scenario in lasting and not exit:
        assert Standing(one).counts() == (1, 1, 1)


PATH, TAG, BOUNDARY = COMPANY[:2], COMPANY[2:4], COMPANY[4:]


@pytest.mark.parametrize("given,told", [
    ([], "Demanded and not given: a permissions boundary, a tag cost-center."),
    ([*PATH, *BOUNDARY], "Demanded and not given: a tag cost-center. Met by the answers: the path "
     f"/vertesia/, the boundary {BOUNDARY[-1]}; with what is not given yet, AWS would allow it."),
    ([*PATH, *TAG], "Demanded and not given: a permissions boundary. Given: the path /vertesia/, "
     "the tag cost-center. Whether that is what is demanded, AWS does not tell as long as "
     "something is missing."),
    ([*TAG, *BOUNDARY], f"Given: the boundary {BOUNDARY[-1]}, the tag cost-center. AWS names nothing "
     "more that is missing, and it names no path: most likely the role has to have one."),
], ids=["nothing", "no tag", "no boundary", "no path"])
def test_which_rules_of_a_company_are_met(cloud, tmp_path, given, told):
    """As far as the simulator tells, and no further."""
    one = cloud("strict-company")
    looked = run("plan", *given, "--state-dir", tmp_path / "state", env=one.env())
    assert told in looked.stdout, looked.stdout


@pytest.mark.parametrize("command", [["plan"], ["apply"], ["apply", "--yes"]], ids="-".join)
def test_the_ways_out_of_a_conflict_run_as_printed(cloud, tmp_path, command):
    """With the id of what was saved, or with the answers again where nothing was."""
    one, state = cloud("role-name-taken"), tmp_path / "a state"
    one.control("timing", {"spread": 0})
    given = ["--environment-name", "For research", "--tag", "team=ml platform"]
    done = run(*command, *given, "--state-dir", state, env=one.env())
    assert done.returncode == 5, done.stderr
    [printed] = [line for line in done.stderr.splitlines() if "--on-conflict rename" in line]
    words = shlex.split(printed)[1:]
    assert words[0] == "apply" and "--yes" in words, "apply never asks"
    assert "not done" not in done.stdout, "nothing was begun"
    assert (words[1:3] == ["--setup", *saved(state)]) == bool(saved(state)) == ("--yes" in command)
    done = run(*words, env=one.env())
    assert done.returncode == 0, done.stderr
    [environment] = Standing(one).environments
    assert environment["name"] == "For research"


def test_the_way_out_of_a_wrong_issuer(cloud, tmp_path):
    """The printed command lets the role trust the issuer that signs, and Vertesia comes in; then no
    other is trusted."""
    one = cloud("wrong-issuer")
    one.control("timing", {"spread": 0})
    done, _ = apply(one, tmp_path / "state", "--listing-patience", "1")
    [printed] = [line for line in done.stderr.splitlines() if "--issuer" in line]
    words = shlex.split(printed)[1:]
    done = run(*words[words.index("apply"):], env=one.env())
    assert done.returncode == 0, done.stderr
    assert len(Standing.roles_trusting(one, "sts.vertesia.io")) == 1
    assert Standing(one).counts() == (1, 0, 1)


def test_advice_where_models_are_not_enabled(cloud, tmp_path):
    one = cloud("models-not-enabled")
    one.control("timing", {"spread": 0})
    _, document = apply(one, tmp_path / "state")
    done = run(
        "models", document["setup"], "--state-dir", tmp_path / "state", env=one.env())
    assert done.returncode == 0, done.stderr
    assert "console.aws.amazon.com" in done.stdout
    rows = [line for line in done.stdout.splitlines() if "Titan Text Embeddings V2" in line]
    [row] = [line for line in rows if "amazon.titan-embed-text-v2:0 " in line]
    assert "an embedding model" in row
