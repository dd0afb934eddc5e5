"""What a shell does to a program: pipes that close, streams that are not there, signals."""

import json
import os
import shlex
import signal
import subprocess

import pytest

from conftest import BINARY, bare_environment, run
from impostor import Impostor, answer

APPLY = ["apply", "--yes", "--region", "us-east-1"]


def test_a_reader_that_goes_away_ends_the_output_and_not_the_work(cloud, tmp_path):
    world = cloud()
    before = len(world.world()["environments"])
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [str(BINARY), *APPLY, "--state-dir", str(tmp_path / "state"), "--json-events"],
        env=world.env(), stdin=subprocess.DEVNULL, stdout=write, stderr=write, timeout=60)
    os.close(write)
    assert done.returncode == 0
    assert len(world.world()["environments"]) == before + 1


def test_a_stream_that_is_closed_is_no_file(cloud, tmp_path):
    world = cloud()
    state = tmp_path / "state"
    command = f'exec "{BINARY}" {" ".join(APPLY)} --json --state-dir "{state}" <&- >&- 2>&-'
    # The document that was asked for could not be given.
    assert subprocess.run(["/bin/sh", "-c", command], env=world.env(), timeout=60).returncode == 1
    [setup] = state.iterdir()
    assert len((setup / "lock").read_text().splitlines()) == 1
    assert json.loads((setup / "checkpoint.json").read_text())["payload"]["setup"] == setup.name
    for line in (setup / "calls.jsonl").read_text().splitlines():
        assert json.loads(line)["service"]


@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
def test_a_result_that_cannot_be_written_is_told(cloud, tmp_path, stream):
    """The run goes on and saves; what nobody can read is no success."""
    world = cloud("instant")
    state = tmp_path / "state"
    other = ["plan", "--region", "eu-west-1"]
    for words in (APPLY, [*APPLY, "--json"], ["list"], ["status"], other, ["models", "--json"]):
        command = shlex.join([str(BINARY), *words, "--state-dir", str(state)])
        done = subprocess.run(["/bin/sh", "-c", f"exec {command} {stream}"], env=world.env(),
                              capture_output=True, text=True, timeout=60)
        expected = 2 if words[0] == "plan" else 1
        assert done.returncode == expected, (words, done)
        assert "VB903  The result could not be written\n" in done.stderr, (words, done)
    [setup] = state.iterdir()
    assert run("status", "--state-dir", state, env=world.env()).returncode == 0


def test_a_reader_that_has_seen_enough_is_no_failure(cloud, tmp_path):
    world = cloud("instant")
    assert run(*APPLY, "--state-dir", tmp_path / "state", env=world.env()).returncode == 0
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([str(BINARY), "list", "--state-dir", str(tmp_path / "state")],
                          env=world.env(), stdout=write, stderr=subprocess.PIPE, timeout=60)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_files_are_the_owners_whatever_the_umask(cloud, tmp_path):
    state = tmp_path / "state"
    done = run(*APPLY, "--state-dir", state, env=cloud().env(), umask=0)
    assert done.returncode == 0, done.stderr
    for path in [state, *state.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("flag", ["--json", "--json-events"])
def test_json_steers_no_terminal(cloud, tmp_path, flag):
    """A name that somebody else has given is whole in it, and turns or paints nothing."""
    world = cloud()
    front = Impostor(world.url)
    env = world.env(VERTESIA_SERVER_URL=front.url, VERTESIA_TOKEN_SERVER_URL=front.url)
    run("plan", *APPLY[2:], "--state-dir", tmp_path / "first", env=env)
    account = next(one for one in front.passed if '"account_type"' in one)
    name = "Acme \u202e\u2066\u200f, \u009b31m\u007f, \U000e0041, \u6f22 \u00e9"
    front.rules["GET /api/v1/account"] = answer(
        200, json.dumps({**json.loads(account), "name": name}))
    done = run(*APPLY, flag, "--state-dir", tmp_path / "second", env=env)
    front.close()
    assert not [one for one in done.stdout if one != "\n" and not one.isprintable()]
    documents = [json.loads(done.stdout)] if flag == "--json" else [
        json.loads(line) for line in done.stdout.splitlines()]
    assert name in json.dumps(documents, ensure_ascii=False).replace("\\u007f", "\u007f")


def test_what_only_later_runs_need_is_not_told(cloud, tmp_path):
    world = cloud("instant")
    state = tmp_path / "state"
    told = [
        run(*command, "--state-dir", state, env=world.env()).stdout
        for command in ([*APPLY, "--json-events"], [*APPLY, "--json"], ["status", "--json"])]
    kept = next(state.glob("*/checkpoint.json")).read_text()
    for name in ('"previous"', '"placed"', '"resent"'):
        assert not [one for one in told if name in one], name
    assert '"placed"' in kept and all('"facts"' in one and '"arn"' in one for one in told)


def test_without_a_yes_the_document_has_the_exit_of_the_process(cloud, tmp_path):
    done = run("apply", "--region", "us-east-1", "--json", "--state-dir", tmp_path / "state",
               env=cloud().env())
    assert done.returncode == json.loads(done.stdout)["exit"] == 64


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_sandbox_ends_when_it_is_told_to(home, number):
    process = subprocess.Popen(
        [str(BINARY), "sandbox"], env=bare_environment(home), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("# The sandbox listens")
    process.send_signal(number)
    assert process.wait(10) == 0
    assert process.communicate()[1] == ""


def test_a_signal_the_parent_ignores_stays_ignored(home):
    process = subprocess.Popen(
        ["/bin/sh", "-c", f'trap "" HUP; exec "{BINARY}" sandbox'], env=bare_environment(home),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    process.stdout.close()


def test_ports_that_cannot_be(home, cloud):
    env = bare_environment(home)
    assert run("sandbox", "--port", "65536", env=env).returncode == 64
    taken = cloud().url.rsplit(":", 1)[1]
    done = run("sandbox", "--port", taken, env=env)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"The sandbox cannot listen on port {taken} of 127.0.0.1.\n")
