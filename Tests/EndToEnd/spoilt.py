"""Runs on which one thing is wrong: how such a row is written, and what each has to come to."""

import json
import shutil
from types import SimpleNamespace

import pytest

from conftest import Cloud, run
from impostor import Impostor, answer
from setups import apply, codes, document, files

ORGANIZATION = "64f0c1a2b3c4d5e6f7a8b9c0"
ENVIRONMENT = "68c4d0e1f2a3b4c5d6e7f809"
KEYS = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"
PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome</body></html>"
IDENTITY = "GetCallerIdentity"
TOKEN = "POST /token/issue"
ACCOUNT = "GET /api/v1/account"
LIST = "GET /api/v1/environments"


def xml(body):
    return answer(200, body, kind="text/xml")


def refused(code, status=403, message="no"):
    return answer(status, (
        "<ErrorResponse><Error><Type>Sender</Type>"
        f"<Code>{code}</Code><Message>{message}</Message></Error>"
        "<RequestId>0</RequestId></ErrorResponse>"), kind="text/xml")


def flags(code, *arguments, exit=64, **more):
    return row(code, exit, arguments=arguments, **more)


def row(code, exit, *, arguments=(), env=None, without=(), home=None, answers=None, input=None,
        tamper=None, saved=True):
    """One thing wrong. `saved`: the run goes on with the saved set-up, else it is a new one."""
    return SimpleNamespace(
        code=code, exit=exit, arguments=arguments, env=env or {}, without=without, home=home or {},
        answers=answers or {}, input=input, tamper=tamper, saved=saved)


def config(text, *more, code, exit, env=None):
    """A config file in place of the keys of the environment."""
    return row(
        code, exit, arguments=more, env=env, without=KEYS, home={".aws/config": text})


def one_file(name, change):
    """Changes both generations of the checkpoint."""
    def tamper(directory):
        for generation in ("checkpoint.json", "checkpoint.previous.json"):
            path = directory / generation
            if path.exists():
                change(path)
    tamper.__name__ = name
    return tamper


def newer(path):
    envelope = json.loads(path.read_text())
    path.write_text(path.read_text().replace(
        f'"format":{envelope["format"]}', '"format":99', 1).replace(
        f'"format": {envelope["format"]}', '"format": 99', 1))


def linked(path):
    target = path.with_suffix(".target")
    path.rename(target)
    path.symlink_to(target)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One saved set-up, finished, on a sandbox behind an impostor."""
    base = tmp_path_factory.mktemp("bad-input")
    (base / "home").mkdir()
    cloud = Cloud("instant", base / "home")
    impostor = Impostor(cloud.url)
    env = {
        name: impostor.url if value == cloud.url else value for name, value in cloud.env().items()}
    done, result = apply(cloud, base / "state", env=env)
    assert done.returncode == 0, done.stderr
    yield SimpleNamespace(
        cloud=cloud, impostor=impostor, env=env, state=base / "state", setup=result["setup"])
    impostor.close()
    cloud.close()


def assert_named_and_nothing_changed(made, tmp_path, home, one):
    """The fault has its code and its exit, and neither the files nor the world are touched."""
    env = {**made.env, "HOME": str(home), **one.env}
    for variable in one.without:
        del env[variable]
    for path, text in one.home.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text)
    state = made.state
    if one.tamper:
        state = tmp_path / "state"
        shutil.copytree(made.state, state)
        one.tamper(state / made.setup)
    arguments = [*one.arguments]
    if one.saved:
        arguments += ["--setup", made.setup]
    if one.input is not None:
        path = tmp_path / "answers.json"
        path.write_bytes(one.input if isinstance(one.input, bytes) else one.input.encode())
        arguments += ["--answers", path]
    before, sent = files(state), made.cloud.mutations()
    made.impostor.rules.update(one.answers)
    try:
        done = run("apply", "--yes", "--json", "--state-dir", state, *arguments, env=env)
    finally:
        made.impostor.rules.clear()
    assert codes(done)[:1] == [one.code], done.stderr
    assert done.returncode == one.exit, done.stderr
    assert "What you can do" in done.stderr
    assert files(state) == before
    assert made.cloud.mutations() == sent
    assert result_is_empty_or_failed(done)


def result_is_empty_or_failed(done):
    result = document(done)
    return result is None or result["exit"] == done.returncode and result["verified"] is False
