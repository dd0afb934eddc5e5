"""The demo is sealed off from whatever its user has: settings, files, programs and the network."""

import re
import shutil

import ptys
from conftest import BINARY
from secrets_kept import script, write

CANARIES = {
    "AWS_ACCESS_KEY_ID": "AKIACANARY0000000001", "AWS_SECRET_ACCESS_KEY": "canary-aws-secret",
    "AWS_SESSION_TOKEN": "canary-aws-session", "AWS_PROFILE": "canary-profile",
    "AWS_ENDPOINT_URL": "https://canary.invalid", "VERTESIA_API_KEY": "sk-canary-vertesia",
    "VERTESIA_TOKEN": "canary-vertesia-token", "VERTESIA_SERVER_URL": "https://canary.invalid",
    "HTTPS_PROXY": "http://canary.invalid:3128", "HTTP_PROXY": "http://canary.invalid:3128",
    "AWS_CA_BUNDLE": "/canary/authorities.pem", "SSL_CERT_FILE": "/canary/authorities.pem"}


def test_the_demo_is_sealed_off(home, tmp_path, monkeypatch):
    """Walked to its end under strace: no file of the user's is opened, no program started, nobody
    but this machine is called."""
    for path in (".aws/config", ".aws/credentials", ".vertesia/profiles.json"):
        write(home, path, "[default]\naws_secret_access_key = canary-in-a-file\n")
    script(tmp_path / "vertesia", f"touch {tmp_path}/started\n")
    script(tmp_path / "aws", f"touch {tmp_path}/started\n")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    trace = tmp_path / "trace"
    env = {
        "HOME": str(home), "PATH": f"{tmp_path}:/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
        "TMPDIR": str(temporary), **CANARIES}
    monkeypatch.setattr(ptys, "BINARY", shutil.which("strace"))
    with ptys.OnPty(
            "-f", "-qq", "-s", "400", "-o", trace, "-e", "trace=%file,%process,%network", BINARY,
            "--demo", "--scenario", "instant", "--plain", env=env) as demo:
        at = 0
        # How often is asked depends on what becomes known meanwhile; the prompt tells what is.
        asked = r"Number \[\d+\]: $|yes or no(?: \[no\])?: $"
        is_over = False
        while not is_over:
            at = demo.until(asked, 60, at)
            is_over = "2. Finish" in demo.text
            is_plan = demo.text.endswith("yes or no: ")
            demo.type("2\n" if is_over else "yes\n" if is_plan else "\n")
        assert demo.end() == 0, demo.text
        text = demo.text
    assert "Role ARN: arn:aws:iam::" in text
    traced = trace.read_text()
    assert "canary" not in text.lower()
    touched = re.findall(
        r'\b(?:open|openat|stat|access|newfstatat|statx|readlink)\w*\([^"]*"([^"]+)"', traced)
    assert touched
    for path in touched:
        if path == f"{home}/.terminfo":
            continue  # ncurses looks there for what the terminal can do.
        assert not path.startswith(str(home)), f"{path} was looked at"
        assert ".aws" not in path and "canary" not in path
    started = [line for line in traced.splitlines() if "execve(" in line]
    assert len(started) == 1, started
    for peer in re.findall(r"connect\(\d+, \{(.*?)\}", traced):
        # The system's name service looks up users, too.
        assert 'inet_addr("127.0.0.1")' in peer or "/nscd/socket" in peer, peer
    assert not (tmp_path / "started").exists()
    assert not list(temporary.iterdir()), "nothing is left behind"
