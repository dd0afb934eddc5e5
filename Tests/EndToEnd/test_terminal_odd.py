"""Terminals that change their minds, lie about themselves or say nothing sensible: never a trap,
and what can be shown is shown."""

import fcntl
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from conftest import BINARY, bare_environment, run
from ptys import OnPty
from walks import words


def claim(one, columns, rows):
    """The size that the terminal tells of itself; the kernel sends SIGWINCH."""
    fcntl.ioctl(one.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def memory(one):
    status = Path(f"/proc/{one.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def until_words(one, text, seconds=60):
    for _ in range(seconds * 10):
        if text in words(one.screen()):
            return
        one.read(0.1)
    raise AssertionError(f"{text!r} did not show:\n{one.screen()}")


def test_a_thousand_sizes(home):
    chance = random.Random(20_261_126)
    edges = [(1, 1), (0, 0), (65535, 65535), (1, 65535), (65535, 1), (0, 24), (80, 0), (59, 16),
             (60, 15), (60, 16), (2, 2), (300, 5)]
    with OnPty("--demo", env=bare_environment(home)) as one:
        until_words(one, "Which AWS account should be used")
        for number in range(1000):
            claim(one, *(
                chance.choice(edges) if number % 3 else
                (chance.randrange(1, 250), chance.randrange(1, 80))))
            if number % 10 == 0:
                # Nothing is fed to the emulator: it has one size.
                drain(one, 0)
            assert one.process.poll() is None
        claim(one, 80, 24)
        drain(one)
        assert memory(one) < 400_000, "as much as the sizes that were claimed"
        one.type("\x0c")
        until_words(one, "Which AWS account should be used")
        one.type("q")
        assert left(one) == 0
        assert one.line() == one.line_before


def left(one):
    """How it ended; the demo's own cloud may trap in its library when everything else is over."""
    code = one.end()
    return 0 if code == -signal.SIGILL and "NIOAsyncWriter" in one.text else code


def drain(one, seconds=0.5):
    while select.select([one.master], [], [], seconds)[0]:
        os.read(one.master, 65536)


@pytest.mark.parametrize("columns, rows", [(1, 1), (65535, 65535), (1, 65535), (65535, 1), (0, 0)])
def test_a_size_to_begin_with(home, columns, rows):
    with OnPty("--demo", env=bare_environment(home), size=(columns, rows)) as one:
        one.emulator.resize(24, 80)
        one.until(r"\x1b\[\?1049h")
        claim(one, 80, 24)
        drain(one)
        one.type("\x0c")
        until_words(one, "Which AWS account should be used")
        one.type("q")
        assert left(one) == 0
        assert one.line() == one.line_before


def description(directory, name, body):
    path = directory / name[0] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


HOSTILE_ENTRIES = {
    "empty": b"", "letters": b"A" * 5000, "zeros": bytes(5000),
    "all ones": b"\xff" * 5000, "magic alone": b"\x1a\x01",
    "sizes that lie": b"\x1a\x01" + struct.pack("<5H", 0x7FFF, 0x7FFF, 0x7FFF, 0x7FFF, 0x7FFF),
    "negative sizes": b"\x1a\x01" + struct.pack("<5h", -1, -1, -1, -1, -1) + b"x" * 100,
    "wide numbers": b"\x1e\x02" + struct.pack("<5H", 10, 5, 5, 5, 60_000) + b"y" * 4000}


@pytest.mark.parametrize("entry", HOSTILE_ENTRIES)
def test_a_terminal_database_of_somebody_elses(home, tmp_path, entry):
    """It is known nowhere then, or from the system's own; lines or the screen, and never a trap."""
    description(tmp_path / "info", "vt-hostile", HOSTILE_ENTRIES[entry])
    env = {**bare_environment(home), "TERM": "vt-hostile", "TERMINFO": str(tmp_path / "info")}
    with OnPty("--demo", env=env) as one:
        one.until("Which AWS account")
        one.type("q\n")
        assert left(one) in (0, 3)
        assert one.line() == one.line_before
        assert "TERM is vt-hostile" in one.text


@pytest.mark.skipif(not shutil.which("tic"), reason="no compiler of terminal descriptions")
@pytest.mark.parametrize("source", [
    # Nothing can be placed, or only by odd means.
    "vt-hostile|x,\n\tcols#80, lines#24, bel=^G,\n",
    "vt-hostile|x,\n\tcols#32767, lines#32767, cup=\\E[%i%p1%d;%p2%dH, clear=\\E[H\\E[J,\n",
    "vt-hostile|x,\n\tcols#80, lines#24, cup=%p1%p2%*%p1%/%d%?%p1%t%e%;%{1}%{0}%/%d,"
    " clear=\\E[H,\n",
    "vt-hostile|x,\n\tcols#1, lines#1, colors#32767, pairs#32767, cup=%s%s%s%s, clear=%s,"
    " setaf=%l%s,\n",
    "vt-hostile|x,\n\tcols#80, lines#24, cup=\\E[%i%p1%d;%p2%dH, clear=\\E[H\\E[J, smcup="
    + "\\E[?1049h" * 100 + ", rmcup=" + "\\E[?1049l" * 100 + ",\n"])
def test_a_description_that_means_harm(home, tmp_path, source):
    (tmp_path / "source").write_text(source)
    made = subprocess.run(
        ["tic", "-x", "-o", tmp_path / "info", tmp_path / "source"], capture_output=True)
    if made.returncode:
        pytest.skip("it cannot be compiled here")
    env = {**bare_environment(home), "TERM": "vt-hostile", "TERMINFO": str(tmp_path / "info")}
    with OnPty("--demo", env=env) as one:
        one.until("AWS")
        while one.read(0.5):
            pass
        one.type("q\n")
        assert left(one) in (0, 3), one.process.returncode
        assert one.line() == one.line_before


@pytest.mark.parametrize("variables", [
    {"LANG": "../../x"}, {"LC_ALL": "xx_YY.nonsense"}, {"LC_ALL": "C.UTF-8" * 300},
    {"LANG": "\x1b[31m"}, {"LOCPATH": "/dev", "LANG": "null"}, {"NLSPATH": "/%L/%N", "LANG": "de"},
    {"LINES": "1", "COLUMNS": "999999999"}, {"LINES": "-1", "COLUMNS": "x"},
    {"ESCDELAY": "99999999"},
    {"TERMCAP": "vt|x:cm=\\E[%i%d;%dH:", "TERMPATH": "/dev/zero"}, {"TERMINFO": "/dev/zero"},
    {"TERMINFO_DIRS": ":".join(["/dev"] * 500)}, {"HOME": "/dev/full"}, {"COLORFGBG": ";" * 5000},
    {"NCURSES_NO_UTF8_ACS": "1"}, {"TERM": "x" * 5000}, {"TERM": "xterm\x1b[31m"},
    {"TERM": "../../../tmp/x"}, {"TERM": "/dev/zero"}],
    ids=lambda one: " ".join(f"{name}={value[:12]!r}" for name, value in one.items()))
def test_variables_of_all_kinds(home, variables):
    with OnPty("--demo", env={**bare_environment(home), **variables}) as one:
        one.until("AWS account")
        one.type("q")
        one.read(0.3)
        if one.process.poll() is None:
            one.type("\n")
        assert left(one) == 0
        assert one.line() == one.line_before


NO_TEXT = [
    b"\xff\xfe\xc3\x28", b"\xed\xa0\x80\xed\xb0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf",
    b"\x80" * 500,
    b"\x00\x01\x02\x7f", b"\x1b[200~\xff\xfe\x1b[201~", b"\x1b[200~" + b"\xc3" * 70_000,
    b"\x1b[999999999999999;1H", b"\x1b" * 300, b"\x1bO\x1b[[\x1b[<0;1;1M", b"\xe2\x82"]


@pytest.mark.parametrize("arguments", [[], ["--plain"]], ids=["screen", "lines"])
def test_input_that_is_no_text(home, arguments):
    for bytes_typed in NO_TEXT:
        with OnPty("--demo", *arguments, env=bare_environment(home)) as one:
            one.until("Which AWS account")
            # A terminal takes no more than its line holds while nobody reads it.
            for at in range(0, len(bytes_typed), 1024):
                os.write(one.master, bytes_typed[at:at + 1024])
                one.read(0.05)
            if arguments:
                one.type("\x15\n")
            else:
                one.type("\x1b[201~")
                one.read(0.1)
            assert one.process.poll() is None, bytes_typed
            one.type("\x04" if arguments else "\x03")
            one.read(0.3)
            for keys in ("\x03", "q\n", "\x03"):
                if one.process.poll() is None:
                    one.type(keys)
                    one.read(0.3)
            # The last Ctrl-C may come when it has given the line back already.
            assert left(one) in (0, 3, 130, -signal.SIGINT), bytes_typed
            assert one.line() == one.line_before


COMMANDS = [["apply", "--yes", "--json"], ["plan"], ["status"], ["list"], ["models", "--json"]]


@pytest.mark.parametrize("stream", ["full", "closed"])
def test_output_that_goes_nowhere(cloud, tmp_path, stream):
    """The work is done as it would have been; who waits for its result learns that it is lost."""
    one = cloud("instant")
    state = ["--state-dir", str(tmp_path / "state")]
    assert run("apply", "--yes", "--json", *state, env=one.env()).returncode == 0
    line = 'exec "$@" > /dev/full 2>&1' if stream == "full" else 'exec "$@" >&- 2>&-'
    for command in COMMANDS:
        expected = run(*command, *state, env=one.env()).returncode
        done = subprocess.run(
            ["sh", "-c", line, "sh", str(BINARY), *command, *state], env=one.env(), timeout=60,
            stdin=subprocess.DEVNULL)
        assert done.returncode == (expected or 1), command
