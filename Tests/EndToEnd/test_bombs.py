"""Answers that are small to send and large to read, or have no end: refused, soon, and without the
memory that they ask for."""

import contextlib
import gzip
import re
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from conftest import BINARY, LOGS
from impostor import answer
from spoilt import IDENTITY, LIST, made, xml

LOG = LOGS / "bombs.txt"
CAP = 8 << 20
LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
RESULT = "<GetCallerIdentityResponse>{}</GetCallerIdentityResponse>"
WHOLE = 1 << 30
BOMBS = {
    "billion laughs": (IDENTITY, xml(f"<!DOCTYPE l [{LAUGHS}]>" + RESULT.format("&a11;"))),
    "quadratic": (IDENTITY, xml(
        f'<!DOCTYPE l [<!ENTITY a "{"x" * 100_000}">]>' + RESULT.format("&a;" * 100_000))),
    "external entity": (IDENTITY, xml(
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///dev/zero">]>' + RESULT.format("&a;"))),
    "deep XML": (IDENTITY, xml("<a>" * 100_000)),
    "wide XML": (IDENTITY, xml("<a>" + "<b/>" * (2_000_000) + "</a>")),
    "attribute twice": (IDENTITY, xml("<GetCallerIdentityResponse a='1' a='2'/>")),
    "long XML": (IDENTITY, xml("<a>" + "x" * (CAP - 10) + "</a>")),
    "deep JSON": (LIST, answer(200, "[" * 100_000)),
    "deeper JSON": (LIST, answer(200, "[" * (CAP - 1))),
    "deep objects": (LIST, answer(200, '{"a":' * 100_000)),
    "wide JSON": (LIST, answer(200, "[" + "0," * ((CAP >> 1) - 4) + "0]")),
    "wide objects": (LIST, answer(200, "[" + "{}," * 2_000_000 + "{}]")),
    "many names": (LIST, answer(200, "{" + ",".join(
        f'"n{one}":0' for one in range(240_000)) + "}")),
    "escaped names": (LIST, answer(200, "{" + ",".join(
        f'"\\u006e{one}":0' for one in range(240_000)) + "}")),
    "name twice": (LIST, answer(200, '[{"id":"a","id":"b"}]')),
    "long JSON": (LIST, answer(200, '["' + "x" * (1 << 20) + '"]')),
    "gzip": (IDENTITY, answer(
        200, gzip.compress(bytes(64 << 20)), headers=["content-encoding: gzip"])),
}


def measured(made):
    """One look at the world: exit, words, seconds, and the most memory it had, in bytes. Its own
    sum at the end would count what this process has, of which it is a fork."""
    began = time.monotonic()
    process = subprocess.Popen(
        [str(BINARY), "plan", "--json", "--setup", made.setup, "--state-dir", str(made.state)],
        env=made.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True)
    memory = 0
    while process.poll() is None:
        # Gone between the two: then the last look counts.
        with contextlib.suppress(OSError, StopIteration):
            status = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            line = next(line for line in status if line.startswith("VmHWM"))
            memory = max(memory, int(line.split()[1]) << 10)
        time.sleep(0.003)
    seconds = time.monotonic() - began
    err = process.stderr.read()
    process.stderr.close()
    return process.returncode, err, seconds, memory


@pytest.fixture(scope="module")
def usual(made):
    """What refusing a harmless answer takes."""
    made.impostor.rules[IDENTITY] = xml("<a/>")
    made.impostor.rules[LIST] = answer(200, "{}")
    try:
        runs = [measured(made) for _ in range(3)]
    finally:
        made.impostor.rules.clear()
    return min(run[2] for run in runs), max(run[3] for run in runs)


def tell(name, seconds, memory, usual):
    with LOG.open("a") as log:
        log.write(
            f"{name:16} {(seconds - usual[0]) * 1000:7.0f} ms and "
            f"{(memory - usual[1]) / (1 << 20):6.1f} MiB beyond a harmless answer\n")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(made, usual, name):
    operation, reply = BOMBS[name]
    made.impostor.rules[operation] = reply
    try:
        code, err, seconds, memory = measured(made)
    finally:
        made.impostor.rules.clear()
    tell(name, seconds, memory, usual)
    assert code == 1, err
    assert re.search(r"^VB(709|415|319|414)  ", err, re.M), err
    assert memory - usual[1] < 4 * CAP
    assert seconds < 20


@pytest.mark.parametrize("framing", ["length", "chunks", "until it ends", "headers"])
def test_what_has_no_end_is_not_read_to_it(made, usual, framing):
    """A gigabyte on its way; nobody waits for the rest of it."""
    block = b"x" * 65536
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n"
    part = block
    if framing == "length":
        head += f"content-length: {WHOLE}\r\n\r\n".encode()
    elif framing == "chunks":
        head += b"transfer-encoding: chunked\r\n\r\n"
        part = b"10000\r\n" + block + b"\r\n"
    elif framing == "until it ends":
        head += b"connection: close\r\n\r\n"
    else:
        part = b"x-more: " + block[:1000] + b"\r\n"
    sent = []

    def serve(listener):
        while True:
            try:
                connection = listener.accept()[0]
            except OSError:
                return
            with connection:
                count = 0
                try:
                    connection.recv(65536)
                    connection.sendall(head)
                    while count < WHOLE:
                        connection.sendall(part)
                        count += len(part)
                except OSError:
                    pass
                sent.append(count)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        before = dict(made.env)
        made.env["AWS_ENDPOINT_URL_STS"] = url
        try:
            code, err, seconds, memory = measured(made)
        finally:
            made.env.clear()
            made.env.update(before)
    tell(f"1 GB, {framing}", seconds, memory, usual)
    assert code == 1 and re.search(r"^VB708  ", err, re.M), err
    assert memory - usual[1] < 4 * CAP
    assert sent and max(sent) < 64 << 20
