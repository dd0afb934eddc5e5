"""What is in memory stays there: a crash writes no core and no report of it, and nobody else may
look inside."""

import os
import pwd
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

import ptys
from conftest import BINARY, bare_environment
from secrets_kept import SECRET, VERTESIA, assert_nowhere
from walks import REGION

REPORTS = "enable=yes,color=no,interactive=no,registers=all,threads=all,sanitize=no,timeout=30s"
CRASHES = [signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGBUS, signal.SIGQUIT]


def with_cores():
    """In the child: as many bytes of core as anybody could have asked for."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@pytest.mark.parametrize("number", CRASHES, ids=lambda number: number.name)
def test_a_crash_of_a_run_tells_nothing(cloud, tmp_path, number):
    one = cloud("instant")
    one.control("faults", {
        "operation": "CreateRole", "kind": "delay", "ms": 20_000, "times": 9})
    work = tmp_path / "work"
    work.mkdir()
    process = subprocess.Popen(
        [str(BINARY), "apply", "--yes", "--verbose", "--state-dir", str(tmp_path / "state")],
        env=one.env(SWIFT_BACKTRACE=REPORTS, TMPDIR=str(work)), cwd=work, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=with_cores)
    deadline = time.monotonic() + 30
    while "CreateRole" not in {entry["operation"] for entry in one.calls()}:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == -number
    assert_nowhere([SECRET, VERTESIA], out, err, work, tmp_path / "state")
    assert "Registers" not in err and "crashed" not in err and list(work.iterdir()) == []


@pytest.mark.parametrize("number", CRASHES, ids=lambda number: number.name)
def test_a_crash_of_the_screen_tells_nothing(cloud, tmp_path, number):
    env = cloud("instant").env(SWIFT_BACKTRACE=REPORTS)
    with ptys.OnPty("--state-dir", tmp_path / "state", env=env) as one:
        one.until_shown("Which AWS account")
        one.type("\r")
        one.until_shown(" ".join(REGION.split()[:3]))
        one.signal(number)
        assert one.end(60) == -number
        assert one.line() == one.line_before
        assert "Registers" not in one.text and "crashed" not in one.text
        assert_nowhere([SECRET, VERTESIA], one.text)


def test_nobody_else_looks_inside(tmp_path):
    """Another program of the same user may not, and there is no core to find."""
    name = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    number = pwd.getpwnam(name).pw_uid
    # Root may look everywhere: somebody else starts a copy that is not in root's own rooms.
    place = Path(tempfile.mkdtemp())
    try:
        place.chmod(0o755)
        program = place / "program"
        shutil.copy(BINARY, program)
        process = subprocess.Popen(
            [program, "sandbox"], env=bare_environment(place), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, user=number, preexec_fn=with_cores)
        assert process.stdout.readline().startswith("# The sandbox")
        assert os.stat(f"/proc/{process.pid}/environ").st_uid == 0 != number
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        [line] = [line for line in limits.splitlines() if line.startswith("Max core file size")]
        assert line.split()[4:6] == ["0", "0"]
        process.terminate()
        assert process.wait(10) == 0
        process.stdout.close()
    finally:
        shutil.rmtree(place)
