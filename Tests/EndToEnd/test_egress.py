"""Credentials go to the services they are for, and to nobody else: not where an answer points to,
not to a proxy, not to a host that only looks right. Whoever listens there hears nothing."""

import base64
import concurrent.futures
import json
import socket

import pytest

from conftest import bare_environment, call, run
from impostor import Impostor, answer
from recorder import Recorder
from secrets_kept import KEY_ID, SECRET, VERTESIA, leaks

SECRETS = [SECRET, VERTESIA]
OPERATIONS = [
    "GetCallerIdentity", "ListRoles", "GetOpenIDConnectProvider", "GET /foundation-models",
    "POST /token/issue", "GET /api/v1/account", "POST /api/v1/environments"]
STATUSES = [301, 302, 303, 307, 308, 300, 305]


def apply_with(env, state, *more):
    return run("apply", "--yes", "--json", "--verbose", "--state-dir", state, *more, env=env)


def assert_deaf(*recorders, secrets=SECRETS):
    """Nobody has called, so nothing was said."""
    for recorder in recorders:
        assert recorder.heard == []
        assert leaks(secrets, {"recorder": recorder.text}) == []


def each(play, cases):
    """Some runs at once, each with its number."""
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(play, range(len(cases)), cases))


def own_address():
    """An address of this machine that is not loopback, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return probe.getsockname()[0]


@pytest.mark.parametrize("operation, status", zip(OPERATIONS, STATUSES))
def test_a_redirect_is_not_followed(cloud, tmp_path, operation, status):
    one = cloud("instant")
    with Recorder() as other:
        impostor = Impostor(one.url)
        env = {
            name: impostor.url if value == one.url else value for name, value in one.env().items()}
        places = [
            f"http://127.0.0.1:{other.port}/", f"https://127.0.0.1:{other.port}/",
            f"http://localhost:{other.port}/", f"//127.0.0.1:{other.port}/",
            f"http://api.vertesia.io@127.0.0.1:{other.port}/"]
        asked = []

        def elsewhere(_):
            asked.append(places[len(asked) % len(places)])
            return answer(status, "", headers=[f"location: {asked[-1]}"])

        impostor.rules[operation] = elsewhere
        try:
            done = apply_with(env, tmp_path / "state")
        finally:
            impostor.close()
        assert asked, done.stderr
        assert_deaf(other)
        assert leaks(SECRETS, {"said": done.stdout + done.stderr}) == []


def through_proxies(proxy, other):
    """The variables that name proxies: one for https, and all that are not asked for."""
    return {
        "HTTPS_PROXY": f"http://me:canary-of-the-proxy@127.0.0.1:{proxy.port}",
        **{name: f"http://127.0.0.1:{other.port}" for name in (
            "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "FTP_PROXY", "AWS_PROXY")}}


def test_a_proxy_hears_where_to_and_no_more(home, tmp_path):
    """Before the tunnel the host and the proxy's own password, after it what is encrypted."""
    opened = b"HTTP/1.1 200 Connection established\r\n\r\n"
    shut = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"
    for number, reply in enumerate((opened, shut)):
        with Recorder(reply) as proxy, Recorder() as other:
            env = {
                **bare_environment(home), **through_proxies(proxy, other),
                "AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET,
                "AWS_SESSION_TOKEN": "canary/session+token/of/somebody",
                "VERTESIA_API_KEY": VERTESIA}
            # What is opened is no TLS that anybody could trust: it ends when the patience does.
            done = apply_with(env, tmp_path / str(number), "--region", "us-east-1")
            assert done.returncode in (1, 4), done.stderr
            assert proxy.heard
            secrets = [*SECRETS, "canary/session+token/of/somebody"]
            assert leaks(secrets, {"proxy": proxy.text, "said": done.stdout + done.stderr}) == []
            assert leaks(["canary-of-the-proxy"], {"said": done.stdout + done.stderr}) == []
            hosts = set()
            for heard in proxy.heard:
                head, _, rest = bytes(heard).partition(b"\r\n\r\n")
                lines = head.decode().lower().split("\r\n")
                assert lines[0].startswith("connect ") and lines[0].endswith(":443 http/1.1")
                hosts.add(lines[0].split()[1])
                named = {line.partition(":")[0] for line in lines[1:]}
                assert named <= {"host", "proxy-authorization", "content-length"}, lines
                assert rest[:1] in (b"", b"\x16"), "something else than TLS went into the tunnel"
            assert all(
                host.endswith((".amazonaws.com:443", ".vertesia.io:443")) for host in hosts), hosts
            assert_deaf(other)


LOOKALIKES = [
    "https://api.vertesia.io.evil.example", "https://evilvertesia.io",
    "https://api.evilvertesia.io",
    "https://api.vertesia.io@evil.example", "https://api.vertesia.io:443@evil.example/",
    "https://evil.example/api.vertesia.io", "https://evil.example?.vertesia.io",
    "https://evil.example#.vertesia.io", "https://evil.example\\.vertesia.io",
    "https://api.vertesia.io.", "https://vertesia.io", "https://api.vertesia.io%2eevil.example",
    "https://api.vertes\u0131a.io", "https://xn--vertesia-9db.io", "https://api-vertesia.io",
    "https://becomposable.com.evil.example", "http://api.vertesia.io",
    "https://127.0.0.1.evil.example",
    "https://localhost.evil.example", "https://[::ffff:192.0.2.1]", "ftp://api.vertesia.io"]


@pytest.mark.parametrize("variable", ["VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL", "site"])
def test_a_host_that_looks_right_gets_no_key(cloud, tmp_path, variable):
    one = cloud("instant")

    def play(number, url):
        with Recorder(b"HTTP/1.1 200 OK\r\n\r\n") as proxy:
            env = one.env(**{
                name: f"http://127.0.0.1:{proxy.port}"
                for name in ("HTTPS_PROXY", "HTTP_PROXY", "http_proxy")})
            more = []
            if variable == "site":
                answers = tmp_path / f"{number}.json"
                answers.write_text(json.dumps({"site": url}))
                more = ["--answers", answers]
                for name in ("VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL"):
                    del env[name]
            else:
                env[variable] = url
            done = apply_with(env, tmp_path / str(number), *more)
            assert done.returncode not in (0, 130), (url, done.stderr)
            assert_deaf(proxy)
            assert leaks(SECRETS, {"said": done.stdout + done.stderr}) == []

    each(play, LOOKALIKES if variable == "VERTESIA_SERVER_URL" else LOOKALIKES[::2])


@pytest.mark.parametrize("endpoints", [
    "evil.example", {"studio": "https://evil.example", "token": "https://sts.vertesia.io"},
    {"studio": "https://api.vertesia.io", "token": "https://evilvertesia.io"},
    {"studio": "http://api.vertesia.io", "token": "http://sts.vertesia.io"}])
def test_a_token_sends_itself_nowhere_else(cloud, tmp_path, endpoints):
    """Where a token says that its site is decides nothing that a person did not."""
    one = cloud("instant")
    token = call(
        f"{one.url}/token/issue", method="POST",
        headers={"authorization": f"Bearer {VERTESIA}"})[1]["token"]
    head, middle, tail = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(middle + "=="))
    claims["endpoints"] = endpoints
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    token = f"{head}.{middle}.{tail}"
    with Recorder(b"HTTP/1.1 200 OK\r\n\r\n") as proxy:
        env = one.env(HTTPS_PROXY=f"http://127.0.0.1:{proxy.port}", VERTESIA_TOKEN=token)
        for name in ("VERTESIA_API_KEY", "VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL"):
            env.pop(name, None)
        done = apply_with(env, tmp_path / "state")
        assert done.returncode not in (0, 130), done.stderr
        assert_deaf(proxy, secrets=[token])


def endpoints(port, address):
    hosts = [
        f"http://aws.example:{port}", f"http://127.0.0.1.evil.example:{port}",
        f"http://me:canary@127.0.0.1:{port}", f"http://127.0.0.1:1@evil.example:{port}",
        f"http://2130706433:{port}", f"http://0x7f.1:{port}", f"http://0.0.0.0:{port}",
        f"http://127.1:{port}", f"ftp://127.0.0.1:{port}"]
    return hosts + ([f"http://{address}:{port}"] if address else [])


@pytest.mark.parametrize("variable", [
    "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_BEDROCK",
    "VERTESIA_SERVER_URL", "VERTESIA_TOKEN_SERVER_URL"])
def test_plain_http_stays_on_this_machine(cloud, tmp_path, variable):
    one = cloud("instant")
    with Recorder(address="0.0.0.0") as other:
        def play(number, url):
            proxy = f"http://127.0.0.1:{other.port}"
            env = one.env(**{variable: url, "http_proxy": proxy, "HTTP_PROXY": proxy})
            done = apply_with(env, tmp_path / str(number), "--environment-name", f"lab {number}")
            # That no list of models can be had stops nothing.
            assert done.returncode != 0 or variable.endswith("BEDROCK"), (url, done.stderr)

        each(play, endpoints(other.port, own_address()))
        assert_deaf(other)
