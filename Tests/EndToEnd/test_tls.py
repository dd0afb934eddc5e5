"""Who is not who they say they are hears nothing, and no setting makes the program believe them."""

import ssl

import pytest

from conftest import bare_environment, run
from impostor import Impostor
from recorder import Authority, Recorder
from secrets_kept import KEY_ID, SECRET, VERTESIA, leaks
from setups import codes

# What makes other programs believe anybody, or write down the keys of their connections.
TEMPTATIONS = {
    "PYTHONHTTPSVERIFY": "0", "NODE_TLS_REJECT_UNAUTHORIZED": "0", "GIT_SSL_NO_VERIFY": "1",
    "CURL_INSECURE": "1", "AWS_NO_VERIFY_SSL": "true", "SSL_VERIFY": "0",
    "OPENSSL_CONF": "/dev/null"}
OLD = {"TLS 1.0": ssl.TLSVersion.TLSv1, "TLS 1.1": ssl.TLSVersion.TLSv1_1}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


def shown(authority, kind):
    """What the server shows, whether the authority is trusted, and what is told."""
    if kind in OLD:
        return authority.context("old", newest=OLD[kind]), True, "localhost"
    return {
        "expired": lambda: (authority.context("expired", days=-1), True, "expired on"),
        "another name": lambda: (
            authority.context("elsewhere", names="DNS:elsewhere.test"), True, "another name"),
        "its own": lambda: (authority.context("localhost", signed=False), True, "self-signed"),
        "unknown": lambda: (authority.context("good"), False, "(Authority of Nowhere)")}[kind]()


def settings(home, server, authority, keys, trusts):
    env = {
        **bare_environment(home), **TEMPTATIONS, "SSLKEYLOGFILE": str(keys),
        "AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_ENDPOINT_URL": f"https://localhost:{server.port}", "VERTESIA_API_KEY": VERTESIA,
        "VERTESIA_SERVER_URL": f"https://localhost:{server.port}",
        "VERTESIA_TOKEN_SERVER_URL": f"https://localhost:{server.port}"}
    if trusts:
        env["AWS_CA_BUNDLE"] = str(authority.bundle)
    return env


@pytest.mark.parametrize("kind", ["expired", "another name", "its own", "unknown", *OLD])
def test_nobody_is_believed_who_is_not(authority, home, tmp_path, kind):
    context, trusts, told = shown(authority, kind)
    keys = tmp_path / "keys"
    with Recorder(context=context) as server:
        done = run(
            "apply", "--yes", "--json", "--verbose", "--region", "us-east-1", "--state-dir",
            tmp_path / "state", env=settings(home, server, authority, keys, trusts))
    assert done.returncode == 1, done.stderr
    assert set(codes(done)) == {"VB704"}, done.stderr
    assert told in done.stderr and "--ca-bundle" in done.stderr
    assert server.heard and server.broken and server.text.strip() == ""
    assert leaks([SECRET, VERTESIA], {"server": server.text, "said": done.stderr}) == []
    assert not keys.exists()


@pytest.mark.parametrize("flag", ["--insecure", "--no-verify-ssl", "--skip-tls-verify", "-k"])
def test_there_is_no_flag_to_believe_them(home, flag):
    assert run("apply", flag, env=bare_environment(home)).returncode == 64


def test_a_good_certificate_is_believed_and_no_key_is_written(authority, cloud, home, tmp_path):
    """The same settings with the right certificate: so what is refused above is refused for it."""
    one = cloud("instant")
    keys = tmp_path / "keys"
    keys.write_bytes(b"")
    impostor = Impostor(one.url)
    impostor.server.socket = authority.context("good").wrap_socket(
        impostor.server.socket, server_side=True)
    server = type("Server", (), {"port": impostor.server.server_port})
    try:
        done = run(
            "apply", "--yes", "--json", "--region", "us-east-1", "--state-dir", tmp_path / "state",
            env=settings(home, server, authority, keys, True))
    finally:
        impostor.close()
    assert done.returncode == 0, done.stderr
    assert keys.stat().st_size == 0
